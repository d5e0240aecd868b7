/// A type of CQL (ELM `TypeSpecifier`).
public indirect enum CQLType: Sendable, Hashable {
  /// A type of the System model.
  case system(SystemType)
  /// A class of a data model: `{http://hl7.org/fhir}Patient`. Parts are named as the model names them
  /// (`Observation.Component`).
  case model(ModelType)
  /// `List<T>`
  case list(CQLType)
  /// `Interval<T>`
  case interval(CQLType)
  /// `Tuple { a T, b U }`; the order of the elements has no meaning.
  case tuple([TupleElement])
  /// `Choice<T, U>`
  case choice([CQLType])

  /// An element of a tuple's type.
  public struct TupleElement: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The type.
    public var type: CQLType

    /// An element.
    public init(_ name: String, _ type: CQLType) {
      self.name = name
      self.type = type
    }
  }
}

/// A class of a data model.
public struct ModelType: Sendable, Hashable {
  /// The model's namespace: `http://hl7.org/fhir`.
  public var namespace: String
  /// The name within the model.
  public var name: String

  /// A class.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }
}

/// The types of the System model (CQL 1.5, appendix B).
public enum SystemType: String, Sendable, CaseIterable {
  /// The root of all types.
  case any = "Any"
  /// true or false
  case boolean = "Boolean"
  /// 32 bits
  case integer = "Integer"
  /// 64 bits
  case long = "Long"
  /// 28 digits, 8 of them after the point
  case decimal = "Decimal"
  /// text
  case string = "String"
  /// a date of any precision
  case date = "Date"
  /// a date and time of any precision
  case dateTime = "DateTime"
  /// a time of day
  case time = "Time"
  /// a decimal with a unit
  case quantity = "Quantity"
  /// two quantities
  case ratio = "Ratio"
  /// a code of a system
  case code = "Code"
  /// codes that mean the same
  case concept = "Concept"
  /// the base of CodeSystem and ValueSet
  case vocabulary = "Vocabulary"
  /// a reference to a code system
  case codeSystem = "CodeSystem"
  /// a reference to a value set
  case valueSet = "ValueSet"

  /// The namespace of System in ELM.
  public static let namespace = "urn:hl7-org:elm-types:r1"
}

extension CQLType {
  /// System.Any
  public static var any: CQLType { .system(.any) }
  /// System.Boolean
  public static var boolean: CQLType { .system(.boolean) }
  /// System.Integer
  public static var integer: CQLType { .system(.integer) }
  /// System.Long
  public static var long: CQLType { .system(.long) }
  /// System.Decimal
  public static var decimal: CQLType { .system(.decimal) }
  /// System.String
  public static var string: CQLType { .system(.string) }
  /// System.Date
  public static var date: CQLType { .system(.date) }
  /// System.DateTime
  public static var dateTime: CQLType { .system(.dateTime) }
  /// System.Time
  public static var time: CQLType { .system(.time) }
  /// System.Quantity
  public static var quantity: CQLType { .system(.quantity) }
  /// System.Ratio
  public static var ratio: CQLType { .system(.ratio) }
  /// System.Code
  public static var code: CQLType { .system(.code) }
  /// System.Concept
  public static var concept: CQLType { .system(.concept) }
  /// System.ValueSet
  public static var valueSet: CQLType { .system(.valueSet) }
  /// System.CodeSystem
  public static var codeSystem: CQLType { .system(.codeSystem) }
  /// A class of FHIR.
  public static func fhir(_ name: String) -> CQLType { .model(ModelType(namespace: fhirNamespace, name: name)) }
  /// The namespace of FHIR's models.
  public static let fhirNamespace = "http://hl7.org/fhir"

  /// Reads a qualified name: `{urn:hl7-org:elm-types:r1}Integer`. Nil if it has no namespace, or System no such type.
  public init?(qualifiedName: String) {
    guard qualifiedName.utf8.first == UInt8(ascii: "{"), let end = qualifiedName.firstIndex(of: "}") else { return nil }
    let namespace = qualifiedName[qualifiedName.index(after: qualifiedName.startIndex)..<end]
    let name = String(qualifiedName[qualifiedName.index(after: end)...])
    if namespace == SystemType.namespace {
      guard let type = SystemType(rawValue: name) else { return nil }
      self = .system(type)
    } else {
      self = .model(ModelType(namespace: String(namespace), name: name))
    }
  }

  /// The qualified name of a named type; nil for lists, intervals, tuples and choices.
  public var qualifiedName: String? {
    switch self {
    case .system(let type): "{\(SystemType.namespace)}\(type.rawValue)"
    case .model(let type): "{\(type.namespace)}\(type.name)"
    default: nil
    }
  }
}

extension CQLType: CustomStringConvertible {
  /// The type as CQL writes it: `List<Interval<DateTime>>`, `FHIR.Patient`.
  public var description: String {
    switch self {
    case .system(let type): type.rawValue
    case .model(let type): type.namespace == Self.fhirNamespace ? "FHIR.\(type.name)" : type.name
    case .list(let element): "List<\(element)>"
    case .interval(let point): "Interval<\(point)>"
    case .tuple(let elements): "Tuple{\(elements.map { "\($0.name) \($0.type)" }.joined(separator: ", "))}"
    case .choice(let types): "Choice<\(types.map(\.description).joined(separator: ", "))>"
    }
  }
}
