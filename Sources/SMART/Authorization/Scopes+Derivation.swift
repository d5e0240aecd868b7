extension Scopes {
  /// The least scopes that some FHIR queries need: `.r` for a read, `.rs` for a search, restricted by `category` when the
  /// query is, plus `.r` for what `_include` brings along.
  ///
  /// Queries are as in prefetch templates, relative to the base, with tokens resolved or not:
  /// `Patient/{{context.patientId}}`, `Observation?patient={{context.patientId}}&category=laboratory`. `{{context.userId}}`
  /// stands for a practitioner, read at level `user`. What is no query for a type (an absolute URL, `metadata`) needs none.
  public static func needed(forQueries queries: [String], level: Scope.Level = .patient) -> Scopes {
    var needed = Scopes()
    for query in queries {
      if query.hasPrefix("{{context.userId}}") {
        needed.insert(Scope(level == .system ? .system : .user, type: "Practitioner", permissions: .read))
        continue
      }
      let halves = query.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      let path = halves[0].split(separator: "/")
      guard let type = path.first.map(String.init), type.first?.isUppercase == true,
        type.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) })
      else { continue }
      guard halves.count == 2 else {
        // Reading one of the user's own kind is done in the user's name.
        needed.insert(Scope(level, type: type, permissions: path.count > 1 ? .read : [.read, .search]))
        continue
      }
      let pairs = SearchPair.parse(halves[1]) ?? []
      needed.insert(
        Scope(
          level, type: type, permissions: [.read, .search],
          restriction: pairs.filter { $0.name == "category" && !$0.value.contains("{{") }))
      for pair in pairs where pair.name == "_include" || pair.name == "_revinclude" {
        if let target = includedType(pair, from: type) { needed.insert(Scope(level, type: target, permissions: .read)) }
      }
    }
    return needed
  }

  /// The type that `_include=Source:parameter[:Target]` or `_revinclude=Source:parameter` adds to the answer, when it
  /// can be told without the definitions of the parameters.
  private static func includedType(_ pair: SearchPair, from type: String) -> String? {
    let parts = pair.value.split(separator: ":").map(String.init)
    if pair.name == "_revinclude" { return parts.first }
    guard parts.count >= 2, parts[0] == type else { return nil }
    return parts.count > 2 ? parts[2] : includeTargets[parts[1]]
  }

  private static let includeTargets = [
    "medication": "Medication", "encounter": "Encounter", "patient": "Patient", "subject": "Patient",
    "general-practitioner": "Practitioner", "requester": "Practitioner", "performer": "Practitioner",
    "organization": "Organization", "location": "Location", "device": "Device", "specimen": "Specimen",
    "has-member": "Observation", "result": "Observation", "based-on": "ServiceRequest",
  ]
}
