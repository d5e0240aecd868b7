public import JSON

/// An element of a document as an expression sees it: where its JSON is, what FHIR type it has, and, for primitives, the
/// object that may hold its underscored companion with id and extensions.
public struct FHIRPathNode: Sendable {
  /// The document that holds the element.
  public let document: JSONDocument
  /// Where the element's JSON is; the companion's (`_birthDate`) when the element has no value of its own.
  let index: Int32
  /// The object whose member this is, -1 for a root.
  let owner: Int32
  let type: TypeID
  /// The element has id or extensions but no value, so that `index` is the companion's.
  let isCompanionOnly: Bool

  init(document: JSONDocument, index: Int, owner: Int, type: TypeID, isCompanionOnly: Bool = false) {
    self.document = document
    self.index = Int32(truncatingIfNeeded: index)
    self.owner = Int32(truncatingIfNeeded: owner)
    self.type = type
    self.isCompanionOnly = isCompanionOnly
  }

  /// A root: a resource if it says so in `resourceType`, else plain JSON, of which numbers, strings and booleans have
  /// System types.
  public init(_ value: JSONValue) {
    self.init(
      document: value.document, index: value.index, owner: -1,
      type: Navigation.resourceType(of: value.index, in: value.document))
  }

  /// JSON of a known FHIR type, such as a data type taken out of a resource.
  /// - Parameters:
  ///   - value: The element's JSON.
  ///   - typeName: The FHIR type's name; an unknown one makes the node plain JSON.
  ///   - parent: The object that holds the element, where a primitive's id and extensions are found.
  public init(_ value: JSONValue, typeName: String, in parent: JSONValue? = nil) {
    self.init(
      document: value.document, index: value.index, owner: parent?.index ?? -1,
      type: TypeModel.shared.id(named: typeName) ?? .untyped)
  }

  /// The element's JSON; nil when only its id or extensions are given.
  public var value: JSONValue? {
    guard !isCompanionOnly else { return nil }
    let value = JSONValue(document: document, index: Int(index))
    return value.isNull ? nil : value
  }

  /// The element's JSON, or the companion's for an element without a value.
  var json: JSONValue { JSONValue(document: document, index: Int(index)) }

  /// Whether the element is plain JSON that calls itself `name` in `resourceType`: no resource of R4.
  func isNamed(_ name: String) -> Bool {
    guard type == .untyped, let first = name.utf8.first, first &- UInt8(ascii: "A") < 26 else { return false }
    return json["resourceType"]?.stringEquals(name) ?? false
  }

  /// The FHIR type's name (`HumanName`, `code`, `Patient.contact`); nil for plain JSON.
  public var typeName: String? { type == .untyped ? nil : type.name }

  /// Whether the element is a primitive of FHIR, or a scalar of plain JSON.
  var isPrimitive: Bool {
    if type == .untyped { return !json.isObject && !json.isArray }
    return TypeModel.shared.primitive(type) != nil
  }
}
