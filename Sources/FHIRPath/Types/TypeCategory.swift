import FHIR

/// How the operators see a type, once FHIR's types are converted to System's.
enum TypeCategory: Hashable {
  case boolean, string, number, quantity, date, time, other

  init(_ type: TypeID) {
    switch type {
    case .systemBoolean: self = .boolean
    case .systemString: self = .string
    case .systemInteger, .systemDecimal: self = .number
    case .systemQuantity: self = .quantity
    case .systemDate, .systemDateTime: self = .date
    case .systemTime: self = .time
    default:
      guard let primitive = TypeModel.shared.primitive(type) else {
        self = type.isSubtype(of: TypeModel.shared.quantity) ? .quantity : .other
        return
      }
      switch primitive.systemTypeName {
      case "Boolean": self = .boolean
      case "Integer", "Decimal": self = .number
      case "Date", "DateTime": self = .date
      case "Time": self = .time
      default: self = .string
      }
    }
  }

  /// Whether values of the two categories have an order between them.
  static func areOrdered(_ a: TypeCategory, _ b: TypeCategory) -> Bool {
    switch (a, b) {
    case (.string, .string), (.date, .date), (.time, .time): true
    case (.number, .number), (.quantity, .quantity), (.number, .quantity), (.quantity, .number): true
    default: false
    }
  }

  /// Whether an arithmetic operator takes such operands.
  static func takes(_ binary: BinaryOperator, _ a: TypeCategory, _ b: TypeCategory) -> Bool {
    switch (a, b) {
    case (.number, .number): true
    case (.quantity, .quantity), (.number, .quantity), (.quantity, .number):
      binary != .integerDivide && binary != .modulo
    case (.string, .string): binary == .add
    case (.date, .quantity), (.time, .quantity): binary == .add || binary == .subtract
    default: false
    }
  }
}
