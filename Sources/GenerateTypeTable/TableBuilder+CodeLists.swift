import JSON

/// The code lists of required bindings.
extension TableBuilder {
  mutating func addValueSets() {
    var urls: Set<String> = []
    for type in catalog.types {
      for child in type.children where child["binding"]?["strength"]?.string == "required" {
        if let url = child["binding"]?["valueSet"]?.string { urls.insert(Self.withoutVersion(url)) }
      }
    }
    for url in urls.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
      let (codes, isOpen) = expansion(of: url)
      let sorted = codes.sorted {
        ($0.code == $1.code
          ? $0.system < $1.system : Array($0.code.utf8).lexicographicallyPrecedes(Array($1.code.utf8)))
      }
      let first = concepts.count
      for concept in sorted { concepts.append([pool.id(concept.code), pool.id(concept.system)]) }
      valueSets.append([pool.id(url), isOpen ? 1 : 0, first, sorted.count])
    }
  }

  /// The codes of a value set, and whether there are more that no list holds (languages, units, currencies).
  private func expansion(of url: String) -> (codes: Set<Concept>, isOpen: Bool) {
    guard let set = definitions.valueSets[url] else { return ([], true) }
    var codes: Set<Concept> = []
    var isOpen = false
    for include in (set["compose"]?["include"]).elements {
      guard let system = include["system"]?.string, include["filter"] == nil, include["valueSet"] == nil else {
        isOpen = true
        continue
      }
      if let listed = include["concept"] {
        for concept in listed.elements {
          if let code = concept["code"]?.string { codes.insert(Concept(system: system, code: code)) }
        }
      } else if let codeSystem = definitions.codeSystems[system] {
        var open = Array(codeSystem["concept"].elements)
        while let concept = open.popLast() {
          if let code = concept["code"]?.string { codes.insert(Concept(system: system, code: code)) }
          open += concept["concept"].elements
        }
      } else {
        isOpen = true
      }
    }
    return (codes, isOpen || (set["compose"]?["exclude"]).elements.contains { _ in true })
  }

  private struct Concept: Hashable {
    var system: String
    var code: String
  }
}
