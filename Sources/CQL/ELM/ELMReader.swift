import ClinicalTypes
import JSON

/// Reads ELM as JSON into the tree: the dialects of translators 1.3 to 4, with or without result types, annotations
/// being passed over (CQL 1.5, Logical Specification and its JSON schema).
struct ELMReader {
  /// ELM nests a node's operands two levels deeper for each operator, so that a long chain of `and` goes deep.
  static let limits = JSONLimits(depth: 1600)

  /// The aliases of the queries around, the innermost last: translator 4 leaves some properties without a scope.
  var aliases: [String] = []
  private let stack = StackGuard()

  /// Lets another level of nesting pass while the thread's stack allows it.
  func admitDepth(_ json: JSONValue) throws(CQLError) {
    guard stack.hasRoom else { throw CQLError(.limit, "The ELM is nested too deep, at byte \(json.node.start)") }
  }

  /// Reads a library.
  ///
  /// `bytes` is `{"library": {…}}`, or the library object itself.
  static func library(_ bytes: [UInt8]) throws(CQLError) -> CQLLibrary {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes, limits: limits)
    } catch {
      throw CQLError(
        .malformed, "The ELM is not readable JSON: \(error.message) at \(error.path), byte \(error.offset)")
    }
    guard document.root.isObject else { throw CQLError(.malformed, "ELM must be a JSON object") }
    var reader = ELMReader()
    return try reader.library(document.root["library"] ?? document.root)
  }

  private mutating func library(_ json: JSONValue) throws(CQLError) -> CQLLibrary {
    var library = CQLLibrary(identifier: try identifier(json["identifier"]))
    for use in json["usings"]["def"].elements {
      library.usings.append(
        ModelUse(
          name: try text(use, "localIdentifier"), uri: use["uri"].string ?? "", version: use["version"].string))
    }
    for include in json["includes"]["def"].elements {
      let path = try text(include, "path")
      library.includes.append(
        LibraryInclude(
          LibraryIdentifier(path, version: include["version"].string),
          alias: include["localIdentifier"].string ?? path))
    }
    for parameter in json["parameters"]["def"].elements {
      library.parameters.append(
        ParameterDefinition(
          try text(parameter, "name"),
          type: try parameterType(parameter, "parameterType", "parameterTypeSpecifier"),
          defaultValue: try parameter["default"].map { (json) throws(CQLError) in try expression(json) },
          access: access(parameter), at: locator(parameter)))
    }
    try terminology(json, into: &library)
    library.contexts = json["contexts"]["def"].elements.compactMap { $0["name"].string }
    for definition in json["statements"]["def"].elements { try statement(definition, into: &library) }
    if library.contexts.isEmpty {
      for definition in library.expressions where !library.contexts.contains(definition.context) {
        library.contexts.append(definition.context)
      }
    }
    return library
  }

  private func identifier(_ json: JSONValue?) throws(CQLError) -> LibraryIdentifier {
    LibraryIdentifier(json?["id"].string ?? "", version: json?["version"].string)
  }

  private func terminology(_ json: JSONValue, into library: inout CQLLibrary) throws(CQLError) {
    for system in json["codeSystems"]["def"].elements {
      library.codeSystems.append(
        CodeSystemDefinition(
          try text(system, "name"), id: try text(system, "id"), version: system["version"].string,
          access: access(system)))
    }
    for set in json["valueSets"]["def"].elements {
      var systems: [DefinitionReference] = []
      for system in set["codeSystem"].elements { systems.append(try reference(system)) }
      library.valueSets.append(
        ValueSetDefinition(
          try text(set, "name"), id: try text(set, "id"), version: set["version"].string, codeSystems: systems,
          access: access(set)))
    }
    for code in json["codes"]["def"].elements {
      library.codes.append(
        CodeDefinition(
          try text(code, "name"), id: try text(code, "id"),
          codeSystem: try code["codeSystem"].map { (json) throws(CQLError) in try reference(json) },
          display: code["display"].string, access: access(code)))
    }
    for concept in json["concepts"]["def"].elements {
      var codes: [DefinitionReference] = []
      for code in concept["code"].elements { codes.append(try reference(code)) }
      library.concepts.append(
        ConceptDefinition(
          try text(concept, "name"), codes: codes, display: concept["display"].string, access: access(concept)))
    }
  }

  private mutating func statement(_ json: JSONValue, into library: inout CQLLibrary) throws(CQLError) {
    let name = try text(json, "name")
    let context = json["context"].string ?? "Unfiltered"
    guard json["type"]?.stringEquals("FunctionDef") == true else {
      guard let body = json["expression"] else { throw malformed(json, "A define needs an expression") }
      library.expressions.append(
        ExpressionDefinition(
          name, context: context, access: access(json), type: try resultType(json), expression: try expression(body),
          at: locator(json)))
      return
    }
    var operands: [FunctionDefinition.Operand] = []
    for operand in json["operand"].elements {
      operands.append(
        FunctionDefinition.Operand(
          try text(operand, "name"), try parameterType(operand, "operandType", "operandTypeSpecifier") ?? .any))
    }
    let isExternal = json["external"].bool ?? false
    let body = try isExternal ? nil : json["expression"].map { (json) throws(CQLError) in try expression(json) }
    library.functions.append(
      FunctionDefinition(
        name, operands: operands, type: try resultType(json), body: body, isFluent: json["fluent"].bool ?? false,
        access: access(json), context: context, at: locator(json)))
  }

  // MARK: Parts

  func access(_ json: JSONValue) -> AccessLevel { json["accessLevel"].string.flatMap(AccessLevel.init) ?? .public }

  func locator(_ json: JSONValue) -> SourceRange? { json["locator"].string.flatMap { SourceRange($0) } }

  func text(_ json: JSONValue, _ member: String) throws(CQLError) -> String {
    guard let text = json[member].string else { throw malformed(json, "'\(member)' must be a text") }
    return text
  }

  func reference(_ json: JSONValue) throws(CQLError) -> DefinitionReference {
    DefinitionReference(try text(json, "name"), library: json["libraryName"].string)
  }

  /// An error that says where in the document.
  func malformed(_ json: JSONValue, _ message: String) -> CQLError {
    CQLError(.malformed, "\(message), at \(json.path.isEmpty ? "the root" : json.path)", locator: locator(json))
  }

  // MARK: Types

  func resultType(_ json: JSONValue) throws(CQLError) -> CQLType? {
    try type(json, "resultTypeName", "resultTypeSpecifier")
  }

  /// A type given by a qualified name in one member, or by a specifier in another.
  func type(_ json: JSONValue, _ nameMember: String, _ specifierMember: String) throws(CQLError) -> CQLType? {
    if let name = json[nameMember].string { return try named(name, json) }
    guard let specifier = json[specifierMember] else { return nil }
    return try type(specifier)
  }

  /// The declared type, or the one that the translator noted.
  private func parameterType(_ json: JSONValue, _ name: String, _ specifier: String) throws(CQLError) -> CQLType? {
    if let declared = try type(json, name, specifier) { return declared }
    return try resultType(json)
  }

  private func named(_ name: String, _ json: JSONValue) throws(CQLError) -> CQLType {
    guard let type = CQLType(qualifiedName: name) else {
      throw malformed(json, "'\(name)' is not the qualified name of a known type")
    }
    return type
  }

  func type(_ json: JSONValue) throws(CQLError) -> CQLType {
    if let name = json.string { return try named(name, json) }
    switch json["type"].string {
    case "NamedTypeSpecifier", nil: return try named(try text(json, "name"), json)
    case "ListTypeSpecifier":
      return .list(try json["elementType"].map { (json) throws(CQLError) in try type(json) } ?? .any)
    case "IntervalTypeSpecifier":
      return .interval(try json["pointType"].map { (json) throws(CQLError) in try type(json) } ?? .any)
    case "TupleTypeSpecifier":
      var elements: [CQLType.TupleElement] = []
      for element in json["element"].elements {
        guard let inner = element["elementType"] ?? element["type"] else {
          throw malformed(element, "A tuple's element needs a type")
        }
        elements.append(CQLType.TupleElement(try text(element, "name"), try type(inner)))
      }
      return .tuple(elements)
    case "ChoiceTypeSpecifier":
      var types: [CQLType] = []
      let choices = json["choice"].elements
      for choice in choices { types.append(try type(choice)) }
      if types.isEmpty, let old = json["type"], old.isArray {
        for choice in old.elements { types.append(try type(choice)) }
      }
      return .choice(types)
    case let other?: throw malformed(json, "'\(other)' is no type specifier")
    }
  }
}
