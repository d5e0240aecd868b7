import ClinicalTypes
public import FHIR
public import JSON

/// An element of FHIR data: its JSON and its type.
public struct FHIRNode: Sendable {
  /// The element's JSON.
  public let json: JSONValue
  /// The type; nil for JSON that no definition explains.
  public let type: FHIRType?
  /// Where in the document the resource is that holds the element; -1 if that is not known.
  private let resourceIndex: Int

  /// A node.
  /// - Parameters:
  ///   - json: The element's JSON.
  ///   - type: Its type.
  ///   - owner: The node of which it is a part.
  public init(_ json: JSONValue, type: FHIRType?, in owner: FHIRNode? = nil) {
    self.json = json
    self.type = type
    if type?.kind == .resource { resourceIndex = json.index } else { resourceIndex = owner?.resourceIndex ?? -1 }
  }

  /// An element of `owner` that is no resource itself.
  init(_ json: JSONValue, element type: FHIRType, in owner: FHIRNode) {
    self.json = json
    self.type = type
    resourceIndex = owner.resourceIndex
  }

  /// A resource.
  public init(_ resource: Resource) { self.init(resource.value, type: resource.type) }

  /// The resource that holds the element, if it is known.
  public var resource: Resource? {
    resourceIndex < 0 ? nil : Resource(JSONValue(document: json.document, index: resourceIndex))
  }

  /// Whether both are the same place of the same document.
  func isSame(as other: FHIRNode) -> Bool { json.index == other.json.index && json.document === other.json.document }

  /// The System value of a primitive; null where the text is no value of the type, nil if the node is no primitive.
  var primitiveValue: CQLValue? {
    guard let kind = type?.primitive else {
      return type == nil ? untypedValue : nil
    }
    switch kind {
    case .boolean: return json.bool.map(CQLValue.boolean) ?? .null
    case .integer, .positiveInt, .unsignedInt:
      return json.int.flatMap { Int32(exactly: $0) }.map(CQLValue.integer) ?? .null
    case .decimal: return json.numberText.flatMap { ExactDecimal($0) }.map(CQLValue.decimal) ?? .null
    case .date: return json.string.flatMap { PartialDate($0) }.map(CQLValue.date) ?? .null
    case .dateTime, .instant: return json.dateTime.map(CQLValue.dateTime) ?? .null
    case .time: return json.string.flatMap { PartialTime(fhirTime: $0) }.map(CQLValue.time) ?? .null
    default: return json.string.map(CQLValue.string) ?? .null
    }
  }

  private var untypedValue: CQLValue? {
    switch json.kind {
    case .true: .boolean(true)
    case .false: .boolean(false)
    case .null: .null
    case .string, .escapedString: json.string.map(CQLValue.string)
    case .number:
      json.int.flatMap { Int32(exactly: $0) }.map(CQLValue.integer)
        ?? json.numberText.flatMap { ExactDecimal($0) }.map(CQLValue.decimal)
    case .array, .object: nil
    }
  }
}

extension PrimitiveKind {
  /// Whether CQL sees the primitive as a String.
  var isText: Bool {
    switch self {
    case .boolean, .integer, .positiveInt, .unsignedInt, .decimal, .date, .dateTime, .instant, .time: false
    default: true
    }
  }
}

extension JSONValue {
  /// A dateTime of FHIR, read where it stands; nil for anything else.
  var dateTime: PartialDateTime? {
    let node = node
    guard node.kind == .string else { return string.flatMap { PartialDateTime(fhirDateTime: $0) } }
    let bytes = document.bytes
    let span = bytes.span
    return PartialDateTime(fhirDateTime: span.extracting(Int(node.start)..<Int(node.end)))
  }
}
