import FHIR

/// A type's elements with the rules that a profile has for them, looked up once for each type and request.
final class TypePlan {
  /// What happens to a member of an object.
  struct Step {
    let property: FHIRProperty
    let type: FHIRType
    let isCollection: Bool
    let isCompanion: Bool
    let rule: ElementRule
    /// The element in the definitions, "Observation.component".
    let path: String
    let identifierClass: IdentifierClass
  }

  let type: FHIRType
  private var steps: [Int: Step?] = [:]
  private let profile: DeidentificationProfile

  init(_ type: FHIRType, _ profile: DeidentificationProfile) {
    self.type = type
    self.profile = profile
  }

  /// The step for a member, or nil for one that R4 does not define.
  func step(keyID: Int) -> Step? {
    if let known = steps[keyID] { return known }
    let step = type.property(keyID: keyID).map(make)
    steps[keyID] = .some(step)
    return step
  }

  private func make(_ property: FHIRProperty) -> Step {
    let element = property.element
    return Step(
      property: property, type: property.type, isCollection: element.isCollection, isCompanion: property.isCompanion,
      rule: property.isCompanion ? .drop : rule(for: property), path: type.name + "." + property.jsonName,
      identifierClass: IdentifierClass(of: property, in: type))
  }

  /// The closest rule: the element by its JSON name or its name, in its type or a base of it; all elements of the type;
  /// the data type or a base of it. None: the element does not leave.
  private func rule(for property: FHIRProperty) -> ElementRule {
    for names in [[property.jsonName, property.element.name], ["*"]] {
      var owner: FHIRType? = type
      while let current = owner {
        for name in names {
          if let rule = profile.elements[current.name + "." + name] { return rule }
        }
        owner = current.base
      }
    }
    var datatype: FHIRType? = property.type
    while let current = datatype {
      // Element is the base of every data type: a rule for it is one for nested structures, not for all types.
      if current.name == "Element", property.type.kind != .backbone { break }
      if let rule = profile.datatypes[current.name] { return rule }
      datatype = current.base
    }
    return .drop
  }
}

extension IdentifierClass {
  /// What an element can give away, by its data type and place.
  init(of property: FHIRProperty, in owner: FHIRType) {
    let type = property.type
    switch type.name {
    case "HumanName", "ContactDetail", "Contributor", "Signature": self = .names
    case "Address": self = .geography
    case "ContactPoint": self = .contact
    case "Identifier": self = .otherIdentifier
    case "Attachment": self = .biometrics
    case "Narrative", "Annotation": self = .freeText
    case "Extension": self = .extensions
    case "Age", "Period", "Timing": self = .dates
    case "Reference": self = .otherIdentifier
    case "Coding", "CodeableConcept": self = .codes
    case "Meta": self = .otherIdentifier
    default: self = Self.primitive(property, owner)
    }
  }

  private static func primitive(_ property: FHIRProperty, _ owner: FHIRType) -> IdentifierClass {
    if owner.name == "Address" || owner.name.hasPrefix("Location") { return .geography }
    if owner.name == "HumanName" || property.jsonName == "display" && owner.name == "Reference" { return .names }
    switch property.type.primitive {
    case .date, .dateTime, .instant, .time: return .dates
    case .boolean, .integer, .decimal, .positiveInt, .unsignedInt: return .measurements
    case .code: return .codes
    case .uri, .url, .canonical: return .network
    case .id, .oid, .uuid: return .otherIdentifier
    case .base64Binary: return .biometrics
    case .string, .markdown, .xhtml:
      if owner.name.hasPrefix("Device") { return .device }
      if owner.name.hasPrefix("Coverage") { return .healthPlan }
      return owner.name == "Element" || property.jsonName == "id" ? .otherIdentifier : .freeText
    default:
      if property.type.kind == .resource { return .resource }
      return property.type.isNamed("Quantity") || ["Range", "Ratio"].contains(property.type.name)
        ? .measurements : .structure
    }
  }
}
