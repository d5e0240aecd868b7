/// A type that a value of an expression can have, in two bytes: an R4 type, a System type, or none.
struct TypeID: Hashable, Sendable {
  let raw: UInt16

  /// JSON that no FHIR type describes, such as the context of a hook.
  static let untyped = TypeID(raw: .max)

  /// System types stand above every R4 type.
  private static let systemBase: UInt16 = 0xFF00
  static let systemBoolean = TypeID(raw: systemBase)
  static let systemString = TypeID(raw: systemBase + 1)
  static let systemInteger = TypeID(raw: systemBase + 2)
  static let systemDecimal = TypeID(raw: systemBase + 3)
  static let systemDate = TypeID(raw: systemBase + 4)
  static let systemDateTime = TypeID(raw: systemBase + 5)
  static let systemTime = TypeID(raw: systemBase + 6)
  static let systemQuantity = TypeID(raw: systemBase + 7)
  static let systemAny = TypeID(raw: systemBase + 8)
  static let systemNames = [
    "Boolean", "String", "Integer", "Decimal", "Date", "DateTime", "Time", "Quantity", "Any",
  ]

  var isSystem: Bool { raw >= Self.systemBase && raw != .max }
  var isFHIR: Bool { raw < Self.systemBase }

  /// The System type called `name`.
  static func system(named name: String) -> TypeID? {
    systemNames.firstIndex(of: name).map { TypeID(raw: systemBase + UInt16($0)) }
  }

  var namespace: String { isSystem ? "System" : "FHIR" }

  var name: String {
    isSystem ? Self.systemNames[Int(raw - Self.systemBase)] : isFHIR ? TypeModel.shared.names[Int(raw)] : "Any"
  }

  /// The name with its namespace, as in messages: `System.String`, `FHIR.string`.
  var qualifiedName: String { self == .untyped ? "JSON" : "\(namespace).\(name)" }

  /// Whether a value of this type is one of `other`, inheritance included.
  func isSubtype(of other: TypeID) -> Bool {
    if self == other || other == .systemAny { return true }
    guard isFHIR, other.isFHIR else { return false }
    return TypeModel.shared.isSubtype(self, of: other)
  }
}
