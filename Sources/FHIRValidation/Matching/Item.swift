import FHIR
import JSON

/// One occurrence of an element in an instance.
struct Item {
  /// Its JSON; the companion's where the element has no value of its own.
  var value: JSONValue
  /// The R4 type; nil where the instance names one that R4 has not.
  var type: FHIRType?
  /// Whether only id or extensions are given.
  var isCompanionOnly = false
  /// Where it stands: "Patient.name[0]".
  var location: String

  /// The occurrences of the element `name` in this one, in order.
  func children(_ name: String) -> [Item] {
    guard let type, !isCompanionOnly, value.isObject, let element = type.element(named: name) else { return [] }
    var items: [Item] = []
    for reference in element.types {
      guard let member = value[reference.jsonName] ?? reference.companionKeyID.flatMap({ value[Self.name($0)] }) else {
        continue
      }
      let companion = reference.companionKeyID.flatMap { value[Self.name($0)] }
      let isCompanion = member.node.keyID == companion?.node.keyID
      let companions = companion.elements
      for (index, single) in (member.isArray ? Array(member.elements) : [member]).enumerated() {
        let place = location + "." + name + (element.isCollection ? "[\(index)]" : "")
        let own = single.isNull && index < companions.count ? companions[index] : single
        items.append(
          Item(
            value: own, type: Self.type(of: own, reference.type), isCompanionOnly: isCompanion || single.isNull,
            location: place))
      }
    }
    return items
  }

  private static func name(_ key: Int) -> String { FHIRVocabulary.shared.name(key) }

  static func type(of value: JSONValue, _ declared: FHIRType) -> FHIRType? {
    declared.kind == .resource ? Resource(value)?.type : declared
  }
}
