import JSON

/// Gathers the resources of documents and Bundles, each once.
struct StoreBuilder {
  static let idSalt = -1
  static let urlSalt = -2

  private(set) var entries: [StoredEntry] = []
  private(set) var byID = HashIndex(capacity: 64)
  private(set) var byURL = HashIndex(capacity: 64)
  /// The numbers of each document's resources, in document order.
  private(set) var places: [ObjectIdentifier: [Int32]] = [:]
  /// Where each gathered resource stands, one that gave way to a newer version too: references inside it still count.
  private var seen: [(document: ObjectIdentifier, number: Int32)] = []

  init(_ values: [JSONValue]) {
    // A list instead of recursion: a Bundle may hold Bundles. Popped from the end, so it is filled backwards.
    var open: [(value: JSONValue, fullURL: JSONValue?)] = values.reversed().map { ($0, nil) }
    while let (value, fullURL) = open.popLast() {
      guard let resource = Resource(value) else { continue }
      if resource.isType("Bundle") {
        for entry in value[.entry].elements.reversed() {
          if let inner = entry[.resource] { open.append((inner, entry[.fullUrl])) }
        }
      } else {
        add(StoredEntry(resource, fullURL: fullURL))
      }
    }
    for (document, number) in seen { places[document, default: []].append(number) }
    let entries = entries
    for document in places.keys {
      places[document]?.sort {
        entries[Int($0)].resource.value.index < entries[Int($1)].resource.value.index
      }
    }
  }

  private mutating func add(_ entry: StoredEntry) {
    let document = ObjectIdentifier(entry.resource.value.document)
    if let number = number(sameAs: entry) {
      if entry.isNewer(than: entries[number]) {
        var newer = entry
        newer.fullURL = entry.fullURL ?? entries[number].fullURL
        entries[number] = newer
        seen.append((document, Int32(number)))
        file(url: entry.fullURL, number)
      }
      return
    }
    let number = entries.count
    entries.append(entry)
    seen.append((document, Int32(number)))
    if let id = entry.resource.value[.id], let type = entry.resource.value[.resourceType] {
      let hash = type.withTextBytes { type in id.withTextBytes { KeyHash.of(type, $0, salt: Self.idSalt) } }
      if let hash = hash ?? nil { byID.insert(number, hash: hash) }
    }
    file(url: entry.fullURL, number)
  }

  private mutating func file(url: JSONValue?, _ number: Int) {
    if let hash = url?.withTextBytes({ KeyHash.of($0, salt: Self.urlSalt) }) { byURL.insert(number, hash: hash) }
  }

  /// The entry of the same type and id, unless both say that they come from different servers.
  private func number(sameAs entry: StoredEntry) -> Int? {
    guard let id = entry.resource.value[.id], let type = entry.resource.value[.resourceType] else { return nil }
    var found: Int?
    _ = type.withTextBytes { type in
      id.withTextBytes { id in
        // More servers than a few that use one id would be a trick to make this loop long.
        found = byID.candidates(KeyHash.of(type, id, salt: Self.idSalt)).prefix(16).first { number in
          guard entries[number].isNamed(type, id) else { return false }
          guard let mine = entry.base, let theirs = entries[number].base else { return true }
          return mine == theirs
        }
      }
    }
    return found
  }
}
