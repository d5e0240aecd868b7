public import ClinicalTypes
public import JSON

/// One item of a collection: a System value, an element of a document, or a type that `type()` described.
public enum FHIRPathValue: Sendable {
  /// System.Boolean.
  case boolean(Bool)
  /// System.String.
  case string(String)
  /// System.Integer.
  case integer(Int)
  /// System.Decimal.
  case decimal(ExactDecimal)
  /// System.Date.
  case date(PartialDate)
  /// System.DateTime.
  case dateTime(PartialDateTime)
  /// System.Time.
  case time(PartialTime)
  /// System.Quantity.
  case quantity(Quantity)
  /// An element of a document, with its FHIR type.
  case node(FHIRPathNode)
  /// What `type()` gives.
  case type(TypeReflection)

  /// A document's value as an element: a resource if it says so, else plain JSON.
  public init(_ value: JSONValue) { self = .node(FHIRPathNode(value)) }

  var typeID: TypeID {
    switch self {
    case .boolean: .systemBoolean
    case .string: .systemString
    case .integer: .systemInteger
    case .decimal: .systemDecimal
    case .date: .systemDate
    case .dateTime: .systemDateTime
    case .time: .systemTime
    case .quantity: .systemQuantity
    case .node(let node):
      if node.type == .untyped, case .some(let scalar) = node.scalar { scalar.typeID } else { node.type }
    case .type: .systemAny
    }
  }

  /// The type with its namespace: `System.String`, `FHIR.code`.
  public var typeName: String { typeID.qualifiedName }

  /// The value a primitive element holds, a FHIR Quantity as a System one; any other value as it is.
  public var system: FHIRPathValue {
    if case .node(let node) = self { return node.scalar ?? node.quantity.map(FHIRPathValue.quantity) ?? self }
    return self
  }

  /// The node, if the value is one.
  public var node: FHIRPathNode? {
    if case .node(let node) = self { node } else { nil }
  }
}
