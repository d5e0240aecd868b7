import JSON

/// Turns the definitions into the table's sections. The layout is documented in FHIR.docc, "TypeTableFormat".
struct TableBuilder {
  let definitions: Definitions
  let catalog: TypeCatalog
  let vocabularyCount: Int
  private(set) var pool: StringPool
  private var keyIDs: [String: Int] = [:]

  private var types = Section("types", width: 9)
  private var elements = Section("elements", width: 10)
  private var typeReferences = Section("type references", width: 6)
  private var properties = Section("properties", width: 3)
  private var elementLists = Section("element lists", width: 1)
  private var targets = Section("targets", width: 1)
  private var constraints = Section("constraints", width: 4)
  private var valueSets = Section("value sets", width: 4)
  private var concepts = Section("concepts", width: 2)
  private var searchParameters = Section("search parameters", width: 6)
  private var compartment = Section("patient compartment", width: 3)
  private var paths = Section("paths", width: 2)
  private var pathSteps = Section("path steps", width: 1)

  init(_ definitions: Definitions) {
    self.definitions = definitions
    catalog = TypeCatalog(definitions)
    let vocabulary = Self.vocabulary(catalog)
    vocabularyCount = vocabulary.count
    pool = StringPool(vocabulary: vocabulary)
    for (id, name) in vocabulary.enumerated() { keyIDs[name] = id }
  }

  /// The sections in the order in which they are written.
  mutating func build() -> [Section] {
    for type in catalog.types { add(type) }
    addValueSets()
    addSearchParameters()
    addCompartment()
    return [
      types, elements, typeReferences, properties, elementLists, targets, constraints, valueSets, concepts,
      searchParameters, compartment, paths, pathSteps,
    ]
  }

  /// Every JSON member name of R4: elements, the names of choices with and without their type, and the
  /// underscored companions of primitives.
  private static func vocabulary(_ catalog: TypeCatalog) -> [String] {
    let primitives = Set(catalog.types.lazy.filter { $0.kind == .primitive }.map(\.name))
    var names: Set<String> = ["resourceType"]
    for type in catalog.types {
      for child in type.children {
        names.insert(TypeCatalog.elementName(child))
        for (type, name) in TypeCatalog.jsonNames(of: child) {
          names.insert(name)
          if primitives.contains(type) { names.insert("_" + name) }
        }
      }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private func key(_ name: String) -> Int { keyIDs[name] ?? 0 }

  // MARK: Types and elements

  private mutating func add(_ type: CatalogType) {
    var list: [[Int]] = []
    var own: [[Int]] = []
    for child in type.children {
      let (element, firstReference, names) = add(element: child, path: type.name)
      list.append([element])
      for (offset, name) in names.enumerated() {
        let reference = firstReference + offset
        own.append([key(name), element, reference * 2])
        let sibling = typeReferences.words[reference * typeReferences.width + 2]
        if sibling > 0 { own.append([sibling - 1, element, reference * 2 + 1]) }
      }
    }
    own.sort { $0[0] < $1[0] }
    let inherited = type.base.flatMap { catalog.index[$0] }.map { catalog.types[$0].root }
    let known = Set((inherited?["constraint"]).elements.compactMap { $0["key"]?.string })
    let (firstConstraint, constraintCount) = addConstraints(of: type.root, except: known)
    types.append([
      pool.id(type.name), type.kind.rawValue * 2 + (type.isAbstract ? 1 : 0),
      type.base.flatMap { catalog.index[$0] }.map { $0 + 1 } ?? 0,
      elementLists.add(list), list.count, properties.add(own), own.count, firstConstraint, constraintCount,
    ])
  }

  private mutating func add(element: JSONValue, path: String) -> (index: Int, firstReference: Int, names: [String]) {
    let name = TypeCatalog.elementName(element)
    let jsonNames = TypeCatalog.jsonNames(of: element)
    let ownPath = element["path"]?.string ?? ""
    var records: [[Int]] = []
    for (position, named) in jsonNames.enumerated() {
      let typeNode = element["type"]?[position]
      var typeName = named.type
      if let target = element["contentReference"]?.string {
        typeName = String(target.drop { $0 != "#" }.dropFirst())
      } else if catalog.index[ownPath] != nil {
        typeName = ownPath
      }
      guard let type = catalog.index[typeName] else { fatalError("\(ownPath): no definition of the type \(typeName)") }
      let targetTypes = (typeNode?["targetProfile"]).elements.compactMap { profile in
        profile.string.flatMap { catalog.index[TypeCatalog.lastSegment($0)] }
      }
      let isPrimitive = catalog.types[type].kind == .primitive
      records.append([
        type, key(named.name), isPrimitive ? key("_" + named.name) + 1 : 0,
        targets.add(targetTypes.map { [$0] }), targetTypes.count,
        pool.optionalID((typeNode?["profile"])?[0]?.string.map(TypeCatalog.lastSegment)),
      ])
    }
    let firstReference = typeReferences.add(records)
    let binding = element["binding"]
    let strength = ["example", "preferred", "extensible", "required"].firstIndex(of: binding?["strength"]?.string ?? "")
    // A nested type carries the invariants of the element that declares it, so that content references keep them.
    let (firstConstraint, constraintCount) =
      catalog.index[ownPath] != nil ? (0, 0) : addConstraints(of: element, except: [])
    let flags =
      (TypeCatalog.isChoice(element) ? 1 : 0) + (element["isModifier"]?.bool == true ? 2 : 0)
      + (element["contentReference"] != nil ? 4 : 0)
    let max = element["max"]?.string ?? "*"
    let index = elements.add([
      [
        key(name), flags, element["min"]?.int ?? 0, max == "*" ? 0 : (Int(max) ?? 0) + 1, firstReference, records.count,
        strength.map { $0 + 1 } ?? 0, pool.optionalID(binding?["valueSet"]?.string.map(Self.withoutVersion)),
        firstConstraint, constraintCount,
      ]
    ])
    return (index, firstReference, jsonNames.map(\.name))
  }

  /// The invariants of an element. ele-1 and ext-1 hold everywhere and are checked by the structural validator itself.
  private mutating func addConstraints(of element: JSONValue, except known: Set<String>) -> (first: Int, count: Int) {
    var records: [[Int]] = []
    for constraint in element["constraint"].elements {
      guard let key = constraint["key"]?.string, key != "ele-1", key != "ext-1", !known.contains(key),
        let expression = constraint["expression"]?.string
      else { continue }
      records.append([
        pool.id(key), constraint["severity"]?.string == "warning" ? 1 : 0, pool.id(expression),
        pool.id(constraint["human"]?.string ?? ""),
      ])
    }
    return (records.isEmpty ? 0 : constraints.add(records), records.count)
  }

  private static func withoutVersion(_ canonical: String) -> String {
    canonical.split(separator: "|").first.map(String.init) ?? canonical
  }

  // MARK: Code lists

  private mutating func addValueSets() {
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

  // MARK: Search

  private static let searchKinds = ["token", "reference", "string", "date", "uri", "quantity", "number", "special"]

  private mutating func addSearchParameters() {
    var records: [(type: Int, code: String, record: [Int])] = []
    for parameter in definitions.searchParameters {
      // Published samples of extensions are no part of the base specification.
      guard let url = parameter["url"]?.string, !url.contains("extensions-"), !url.contains("/example"),
        let code = parameter["code"]?.string, let kindName = parameter["type"]?.string,
        let kind = Self.searchKinds.firstIndex(of: kindName), let expression = parameter["expression"]?.string
      else { continue }
      for base in parameter["base"].elements {
        guard let name = base.string, let type = catalog.index[name] else { continue }
        let parts = Self.parts(of: expression, on: name)
        guard !parts.isEmpty else { continue }
        let targetTypes = parameter["target"].elements.compactMap { $0.string.flatMap { catalog.index[$0] } }
        records.append(
          (
            type, code,
            [
              type, pool.id(code), kind, pool.id(parts.joined(separator: " | ")), targets.add(targetTypes.map { [$0] }),
              targetTypes.count,
            ]
          ))
      }
    }
    records.sort {
      $0.type == $1.type ? Array($0.code.utf8).lexicographicallyPrecedes(Array($1.code.utf8)) : $0.type < $1.type
    }
    for record in records { searchParameters.append(record.record) }
  }

  /// The parts of a union that start at `type`: "Patient.name | Person.name" on Patient is "Patient.name".
  private static func parts(of expression: String, on type: String) -> [String] {
    let all = expression.split(separator: "|").map { String($0.drop(while: \.isWhitespace)).trimmingEnd() }
    if type == "Resource" || type == "DomainResource" { return all }
    return all.filter { part in
      let bare = part.drop { $0 == "(" }
      return bare == type || bare.hasPrefix(type + ".")
    }
  }

  private mutating func addCompartment() {
    for entry in definitions.patientCompartment["resource"].elements {
      guard let name = entry["code"]?.string, let type = catalog.index[name] else { continue }
      var found: [[Int]] = []
      for parameter in entry["param"].elements {
        guard let code = parameter.string else { continue }
        for path in compartmentPaths(type: name, code: code) {
          let steps = path.map { [key($0)] }
          let record = [pathSteps.add(steps), steps.count]
          if !found.contains(record) { found.append(record) }
        }
      }
      if !found.isEmpty { compartment.append([type, paths.add(found), found.count]) }
    }
  }

  /// The element paths that a search parameter of the compartment reads. `.where(resolve() is Patient)` only says what
  /// the compartment check asks anyway.
  private func compartmentPaths(type: String, code: String) -> [[String]] {
    definitions.searchParameters.filter { parameter in
      parameter["code"]?.string == code && parameter["url"]?.string?.contains("/example") == false
        && parameter["base"].elements.contains { $0.string == type }
    }.flatMap { parameter in
      Self.parts(of: parameter["expression"]?.string ?? "", on: type).map { part in
        let path = part.split(separator: ".").dropFirst().prefix { !$0.contains("(") }.map(String.init)
        guard part.hasPrefix(type + "."), path.allSatisfy({ keyIDs[$0] != nil }) else {
          fatalError("compartment: \(type).\(code) is not a plain path: \(part)")
        }
        return path
      }
    }
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var copy = self
    while copy.last?.isWhitespace == true { copy.removeLast() }
    return copy
  }
}
