public import ClinicalTypes
import FHIR

/// A value of CQL at run time.
///
/// Data of the patient stays where it is: a ``node(_:)`` is a view of the document, with its FHIR type.
public enum CQLValue: Sendable {
  /// `null`, of any type
  case null
  /// true or false
  case boolean(Bool)
  /// 32 bits
  case integer(Int32)
  /// 64 bits
  case long(Int)
  /// 28 digits, 8 of them after the point
  case decimal(ExactDecimal)
  /// text
  case string(String)
  /// a date of any precision
  case date(PartialDate)
  /// a dateTime; without a zone it is in that of the evaluation
  case dateTime(PartialDateTime)
  /// a time of day
  case time(PartialTime)
  /// a decimal with a unit
  indirect case quantity(Quantity)
  /// two quantities
  indirect case ratio(Ratio)
  /// a code of a system
  indirect case code(Code)
  /// codes that mean the same
  indirect case concept(Concept)
  /// a value set, not expanded
  indirect case valueSet(VocabularyReference)
  /// a code system
  indirect case codeSystem(VocabularyReference)
  /// a range
  indirect case interval(CQLInterval)
  /// values in order
  case list([CQLValue])
  /// named values
  indirect case tuple(CQLTuple)
  /// an element of FHIR data
  case node(FHIRNode)
  /// a whole number somewhere between two, both included: the duration between dates of low precision
  case uncertain(Int, Int)
}

/// A value set or code system as a value: its address, not its codes.
public struct VocabularyReference: Sendable, Hashable {
  /// The canonical URL, code system URI or OID.
  public var id: String
  /// The version.
  public var version: String?
  /// The name in the library.
  public var name: String?

  /// A reference.
  public init(id: String, version: String? = nil, name: String? = nil) {
    self.id = id
    self.version = version
    self.name = name
  }

  /// `id` or `id|version`
  public var canonical: String { version.map { "\(id)|\($0)" } ?? id }
}

/// A tuple, or an instance of a class: its elements in the order in which they were given.
public struct CQLTuple: Sendable {
  /// The class of an instance; nil for a tuple.
  public var type: CQLType?
  /// Names and values.
  public var elements: [(name: String, value: CQLValue)]

  /// A tuple.
  public init(_ elements: [(name: String, value: CQLValue)], type: CQLType? = nil) {
    self.elements = elements
    self.type = type
  }

  /// The value of an element; nil if the tuple has none of this name.
  public subscript(name: String) -> CQLValue? {
    for element in elements where element.name == name { return element.value }
    return nil
  }
}

extension CQLValue {
  /// Whether the value is null.
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// A three-valued truth as a value.
  @inlinable public init(_ truth: Bool?) {
    if let truth { self = .boolean(truth) } else { self = .null }
  }

  /// The truth of a Boolean, nil of anything else.
  public var truth: Bool? {
    switch self {
    case .boolean(let value): value
    case .node: unwrapped.plainTruth
    default: nil
    }
  }

  private var plainTruth: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The items of a list; nil if it is none.
  public var items: [CQLValue]? { if case .list(let items) = self { items } else { nil } }

  /// The name of the type, for messages.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .long: "Long"
    case .decimal: "Decimal"
    case .string: "String"
    case .date: "Date"
    case .dateTime: "DateTime"
    case .time: "Time"
    case .quantity: "Quantity"
    case .ratio: "Ratio"
    case .code: "Code"
    case .concept: "Concept"
    case .valueSet: "ValueSet"
    case .codeSystem: "CodeSystem"
    case .interval(let interval): "Interval<\(interval.pointType?.rawValue ?? "Any")>"
    case .list(let items): "List<\(items.first?.typeName ?? "Any")>"
    case .tuple(let tuple): tuple.type.map(\.description) ?? "Tuple"
    case .node(let node): "FHIR.\(node.type?.name ?? "Element")"
    case .uncertain: "Integer"
    }
  }

  /// A System value for a FHIR primitive, the value itself otherwise.
  var unwrapped: CQLValue {
    if case .node(let node) = self, let value = node.primitiveValue { value } else { self }
  }

  /// The number of an Integer, Long or Decimal.
  var decimal: ExactDecimal? {
    switch self {
    case .integer(let value): ExactDecimal(Int(value))
    case .long(let value): ExactDecimal(value)
    case .decimal(let value): value
    default: nil
    }
  }

  /// The number of an Integer or Long.
  var int: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .long(let value): value
    default: nil
    }
  }

  /// The text of a String, or of a FHIR primitive that is one.
  var text: String? {
    switch self {
    case .string(let value): value
    case .node: if case .string(let value) = unwrapped { value } else { nil }
    default: nil
    }
  }
}
