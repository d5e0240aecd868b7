import FHIR
import JSON

/// Whether a value may stand in an element, as far as its form tells; what needs no guessing is converted.
enum ElementFit {
  /// A value that R4 does not know in the element.
  struct Misfit: Error {
    /// As a clause, without the value.
    let message: String
  }

  /// `value` as the member `name` of `type` holds it: a text or a coding as a concept, all else as it is.
  static func fitted(_ value: JSONTree, to name: String, of type: FHIRType?) throws(Misfit) -> JSONTree {
    guard let type else { return value }
    guard let property = type.property(named: name) else {
      throw Misfit(message: "\(type.name).\(name) is of none of the types that R4 allows")
    }
    let wanted = property.type
    let isFit: Bool
    if let primitive = wanted.primitive {
      isFit = fits(value, primitive) && isKnown(value, property.element)
    } else if wanted.name == "CodeableConcept", let text = value.string {
      return ["text": .string(text)]
    } else if wanted.name == "CodeableConcept", value.opened != nil, hasOnly(members: "Coding", value),
      !hasOnly(members: wanted.name, value)
    {
      return ["coding": .array([value])]
    } else {
      isFit = value.opened != nil && (wanted.isAbstract || hasOnly(members: wanted.name, value))
    }
    guard isFit else {
      throw Misfit(message: "the value is none that \(type.name).\(name) (\(wanted.name)) can have")
    }
    return value
  }

  private static func fits(_ value: JSONTree, _ primitive: PrimitiveKind) -> Bool {
    switch (value, primitive.jsonKind) {
    case (.string, .string), (.bool, .boolean): true
    case (.number(let text), .number):
      primitive == .decimal || text.allSatisfy { $0.isNumber } || primitive == .integer && !text.contains(".")
    case (.view(let value), .string): value.string != nil
    case (.view(let value), .boolean): value.bool != nil
    case (.view(let value), .number): value.numberText.map { fits(.number($0), primitive) } ?? false
    default: false
    }
  }

  /// Whether the codes of a required binding hold the value.
  static func isKnown(_ value: JSONTree, _ element: FHIRElement) -> Bool {
    guard let codes = element.binding?.codes, !codes.isOpen, let code = value.string else { return true }
    return codes.contains(code: code)
  }

  private static func hasOnly(members name: String, _ value: JSONTree) -> Bool {
    guard let type = FHIRTypes.shared.type(named: name), let object = value.opened else { return false }
    return object.allSatisfy { member, _ in
      type.property(named: member) != nil || member == "resourceType" || member == "fhir_comments"
    }
  }
}
