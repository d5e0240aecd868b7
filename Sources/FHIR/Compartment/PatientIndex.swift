import JSON

/// The resources of each patient in a store.
struct PatientIndex: Sendable {
  private var index = HashIndex()
  private var ids: [Set<String>] = []

  init(_ entries: [StoredEntry], byURL: HashIndex, base: String?) {
    ids.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() {
      var found: Set<String> = []
      func add(_ id: String?) {
        if let id { found.insert(id) }
      }
      if entry.resource.isType("Patient") { add(entry.resource.id) }
      let type = entry.type >= 0 ? FHIRType(index: entry.type) : nil
      for path in type.flatMap(CompartmentPaths.shared.paths) ?? [] {
        path.forEach(in: entry.resource.value) { element in
          add(Reference(element).flatMap { Self.patientID($0, entries: entries, byURL: byURL, base: base) })
        }
      }
      for id in found { index.insert(number, hash: KeyHash.of(id)) }
      ids.append(found)
    }
  }

  private static func patientID(
    _ reference: Reference, entries: [StoredEntry], byURL: HashIndex, base: String?
  ) -> String? {
    switch reference.target {
    case .relative("Patient", let id, _): return id
    case .absolute(let server, "Patient", let id, _): return base == nil || base == server ? id : nil
    case .uuid(let url), .oid(let url):
      for number in byURL.candidates(KeyHash.of(url, salt: StoreBuilder.urlSalt))
      where entries[number].fullURL?.stringEquals(url) == true && entries[number].resource.isType("Patient") {
        return entries[number].resource.id
      }
      return nil
    default: return nil
    }
  }

  /// The numbers of the resources in this patient's compartment, in order.
  func numbers(of id: String) -> [Int] {
    index.candidates(KeyHash.of(id)).filter { ids[$0].contains(id) }
  }
}
