import FHIR

/// What is known of an expression's result before it is evaluated.
struct StaticType {
  /// Every type an item may have; nil when anything is possible.
  var types: [TypeID]?
  /// There is never more than one item.
  var isSingle: Bool
  /// The items come in a defined order.
  var isOrdered = true

  static let unknown = StaticType(types: nil, isSingle: false)

  static func single(_ type: TypeID) -> StaticType { StaticType(types: [type], isSingle: true) }

  /// The same for one item of the collection.
  var item: StaticType { StaticType(types: types, isSingle: true) }

  /// The types, when some are known; a set of none says nothing.
  var known: [TypeID]? { types.flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether an item may be of a type for which `accepts` holds; unknown types may be anything.
  func mayBe(_ accepts: (TypeID) -> Bool) -> Bool {
    guard let known else { return true }
    return known.contains { $0 == .untyped || $0 == .systemAny || isOpen($0) || accepts($0) }
  }

  /// Abstract types stand for whatever specialises them.
  private func isOpen(_ type: TypeID) -> Bool { type.isFHIR && TypeModel.shared.types[Int(type.raw)].isAbstract }

  func joined(with other: StaticType) -> StaticType {
    guard let types, let others = other.types else { return .unknown }
    return StaticType(types: types + others.filter { !types.contains($0) }, isSingle: false, isOrdered: false)
  }

  /// As messages name it: `FHIR.Identifier`, `FHIR.string or FHIR.Quantity`.
  var description: String {
    guard let known else { return "anything" }
    let names = known.prefix(4).map(\.qualifiedName).joined(separator: " or ")
    return known.count > 4 ? names + " or others" : names
  }
}
