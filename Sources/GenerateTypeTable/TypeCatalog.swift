import JSON

/// One type of the table: a StructureDefinition, or a nested element with children of its own ("Observation.component").
struct CatalogType {
  var name: String
  var base: String?
  var kind: Kind
  var isAbstract: Bool
  /// The type's own definition, the first entry of its snapshot or the nested element.
  var root: JSONValue
  /// The direct children, in the order of the definition.
  var children: [JSONValue]

  enum Kind: Int { case primitive, complex, resource, backbone }
}

/// All types, with nested elements lifted to types of their own, sorted by name.
struct TypeCatalog {
  private(set) var types: [CatalogType] = []
  private(set) var index: [String: Int] = [:]

  init(_ definitions: Definitions) {
    for definition in definitions.types { lift(definition) }
    types.sort { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    for (position, type) in types.enumerated() { index[type.name] = position }
  }

  private mutating func lift(_ definition: JSONValue) {
    let elements = Array((definition["snapshot"]?["element"]).elements)
    guard let name = definition["type"]?.string ?? definition["name"]?.string else { return }
    var children: [String: [JSONValue]] = [:]
    for element in elements {
      guard let path = element["path"]?.string, let dot = path.lastIndex(of: ".") else { continue }
      children[String(path[..<dot]), default: []].append(element)
    }
    for element in elements {
      guard let path = element["path"]?.string, path == name || children[path] != nil else { continue }
      let isRoot = path == name
      let kind: CatalogType.Kind =
        !isRoot
        ? .backbone
        : definition["kind"]?.string == "resource"
          ? .resource : definition["kind"]?.string == "primitive-type" ? .primitive : .complex
      types.append(
        CatalogType(
          name: path,
          base: isRoot
            ? definition["baseDefinition"]?.string.map(Self.lastSegment) : element["type"]?[0]?["code"]?.string,
          kind: kind, isAbstract: isRoot && definition["abstract"]?.bool == true, root: element,
          // The value of a primitive is the JSON value itself, not a member.
          children: (children[path] ?? []).filter { kind != .primitive || $0["path"]?.string != name + ".value" }))
    }
  }

  static func lastSegment(_ url: String) -> String { String(url.split(separator: "/").last ?? "") }

  /// The type an element's `type.code` stands for. FHIRPath's System types appear where the published definitions
  /// describe XML attributes: they are `id` of a resource, `url` of an extension, `id` of an element.
  static func typeName(code: String, of element: JSONValue) -> String {
    guard code.hasPrefix("http://hl7.org/fhirpath/System.") else { return code }
    let base = element["base"]?["path"]?.string
    return base == "Resource.id" ? "id" : base == "Extension.url" ? "uri" : "string"
  }

  /// The JSON names of an element: "value[x]" gives one a type, anything else its own.
  static func jsonNames(of element: JSONValue) -> [(type: String, name: String)] {
    let types = element["type"].elements.compactMap { type in
      type["code"]?.string.map { typeName(code: $0, of: element) }
    }
    let name = elementName(element)
    guard isChoice(element) else { return [(types.first ?? "", name)] }
    return types.map { ($0, name + $0.prefix(1).uppercased() + $0.dropFirst()) }
  }

  static func isChoice(_ element: JSONValue) -> Bool { element["path"]?.string?.hasSuffix("[x]") == true }

  static func elementName(_ element: JSONValue) -> String {
    let last = element["path"]?.string?.split(separator: ".").last.map(String.init) ?? ""
    return last.hasSuffix("[x]") ? String(last.dropLast(3)) : last
  }
}
