import JSON

/// Turns the definitions into the table's sections. The layout is documented in FHIR.docc, "TypeTableFormat".
struct TableBuilder {
  let definitions: Definitions
  let catalog: TypeCatalog
  let vocabularyCount: Int
  var pool: StringPool
  var keyIDs: [String: Int] = [:]

  var types = Section("types", width: 9)
  var elements = Section("elements", width: 10)
  var typeReferences = Section("type references", width: 6)
  var properties = Section("properties", width: 3)
  var elementLists = Section("element lists", width: 1)
  var targets = Section("targets", width: 1)
  var constraints = Section("constraints", width: 4)
  var valueSets = Section("value sets", width: 4)
  var concepts = Section("concepts", width: 2)
  var searchParameters = Section("search parameters", width: 6)
  var compartment = Section("patient compartment", width: 3)
  var paths = Section("paths", width: 2)
  var pathSteps = Section("path steps", width: 1)

  init(_ definitions: Definitions) {
    self.definitions = definitions
    catalog = TypeCatalog(definitions)
    let vocabulary = Self.vocabulary(catalog)
    vocabularyCount = vocabulary.count
    pool = StringPool(vocabulary: vocabulary)
    for (id, name) in vocabulary.enumerated() { keyIDs[name] = id }
  }

  /// The sections in the order in which they are written.
  mutating func build() throws(DefinitionError) -> [Section] {
    for type in catalog.types { try add(type) }
    addValueSets()
    addSearchParameters()
    try addCompartment()
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

  func key(_ name: String) -> Int { keyIDs[name] ?? 0 }

  // MARK: Types and elements

  private mutating func add(_ type: CatalogType) throws(DefinitionError) {
    var list: [[Int]] = []
    var own: [[Int]] = []
    for child in type.children {
      let (element, firstReference, names) = try add(element: child)
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

  private mutating func add(
    element: JSONValue
  ) throws(DefinitionError) -> (index: Int, firstReference: Int, names: [String]) {
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
      guard let type = catalog.index[typeName] else {
        throw DefinitionError(place: ownPath, message: "no definition of the type \(typeName)")
      }
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

  static func withoutVersion(_ canonical: String) -> String {
    canonical.split(separator: "|").first.map(String.init) ?? canonical
  }
}
