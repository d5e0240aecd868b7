import FHIR
import JSON

@testable import Deidentification

/// A place of R4 where something may be planted: a resource type and the way to a primitive element.
struct PlantedPlace: Sendable {
  struct Step: Sendable {
    var owner: String
    var member: String
    var isCollection: Bool
  }
  let resource: String
  let steps: [Step]
  let primitive: PrimitiveKind
  /// Free text by the profile, where masking is asked for rather than removal.
  let isFreeText: Bool

  var description: String { ([resource] + steps.map(\.member)).joined(separator: ".") }

  /// All places of the resource types, no type within itself, to a depth of four.
  static func all(of profile: DeidentificationProfile) -> [PlantedPlace] {
    FHIRTypes.shared.resources.flatMap { resource in
      var places: [PlantedPlace] = []
      collect(resource, resource.name, [], [resource], profile, &places)
      return places
    }
  }

  private static func collect(
    _ type: FHIRType, _ resource: String, _ steps: [Step], _ path: [FHIRType], _ profile: DeidentificationProfile,
    _ places: inout [PlantedPlace]
  ) {
    let plan = TypePlan(type, profile)
    for property in type.properties where !property.isCompanion && property.type.kind != .resource {
      let step = Step(owner: type.name, member: property.jsonName, isCollection: property.element.isCollection)
      if let primitive = property.type.primitive {
        let isFreeText = plan.step(keyID: property.keyID)?.rule == .text
        if primitive != .boolean {
          places.append(
            PlantedPlace(resource: resource, steps: steps + [step], primitive: primitive, isFreeText: isFreeText))
        }
      } else if steps.count < 3, !path.contains(property.type),
        property.type.name != "Extension" || steps.isEmpty
      {
        collect(property.type, resource, steps + [step], path + [property.type], profile, &places)
      }
    }
  }

  /// A resource with the value in this place, and with what stands beside it in earnest.
  func json(with value: String) -> String {
    var text = ""
    var closing = ""
    text += "{\"resourceType\":\"\(resource)\""
    closing = "}"
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      text += ",\"\(step.member)\":" + (step.isCollection ? "[" : "")
      closing = (step.isCollection ? "]" : "") + closing
      if isLast {
        text += value
      } else {
        let next = steps[index + 1]
        let beside = Self.siblings(of: next.owner, but: next.member)
        text += "{" + (beside.isEmpty ? "\"id\":\"e1\"" : beside)
        if beside.isEmpty && next.member == "id" { text.removeLast("\"id\":\"e1\"".count); text += "\"extension\":[]" }
        closing = "}" + closing
      }
    }
    return text + closing
  }

  /// Members that make an element one that may leave, but for the planted one.
  private static func siblings(of type: String, but member: String) -> String {
    let members: [(String, String)]
    switch type {
    case "Coding": members = [("system", "\"http://loinc.org\""), ("code", "\"4548-4\"")]
    case "Quantity", "Age", "Duration", "Count", "Distance":
      members = [("value", "4.2"), ("system", "\"http://unitsofmeasure.org\""), ("code", "\"a\"")]
    case "Reference": members = [("reference", "\"Patient/1\"")]
    case "Extension": members = [("url", "\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race\"")]
    default: members = []
    }
    return members.filter { $0.0 != member }.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
  }
}
