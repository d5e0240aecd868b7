import FHIR
import JSON

/// The first pass: full URLs, contained ids, and the record's own names and numbers.
extension ElementWalker {
  /// Learns from a resource, a Bundle and what they hold.
  func learn(from value: JSONValue) {
    learnResource(value, depth: 0)
  }

  private func learnResource(_ value: JSONValue, depth: Int) {
    guard depth < Self.maximumDepth, let type = value[.resourceType].flatMap({ FHIRTypes.shared.type(named: $0) }),
      type.kind == .resource
    else {
      // Not FHIR: every text of it might be a name elsewhere, none of it leaves.
      return
    }
    if let id = value[.id].string { dictionary.add(number: id) }
    if type.name == "Bundle" { learnEntries(of: value) }
    if let contained = value[.contained], contained.isArray {
      let container = key(of: value, type: type)
      for inner in contained.elements {
        guard let id = inner[.id].string, let name = inner[.resourceType].string,
          FHIRTypes.shared.resource(named: name) != nil
        else { continue }
        containedTypes[container + "#" + id] = name
      }
    }
    learnMembers(of: value, type: type, depth: depth)
  }

  private func learnEntries(of bundle: JSONValue) {
    for entry in bundle[.entry]?.elements.map({ $0 }) ?? [] {
      guard let url = entry[.fullUrl].string, let resource = entry[.resource],
        let type = resource[.resourceType].string, FHIRTypes.shared.resource(named: type) != nil
      else { continue }
      let key = resource[.id].string.map { type + "/" + $0 } ?? url
      keys[url] = key
      keysByPlace[ResourcePlace(resource)] = key
    }
  }

  private func learnMembers(of value: JSONValue, type: FHIRType, depth: Int) {
    guard depth < Self.maximumDepth else { return }
    let plan = plan(for: type)
    for child in JSONChildren(value) {
      guard let step = plan.step(keyID: child.node.keyID), !step.isCompanion else { continue }
      if child.isArray {
        for element in JSONChildren(child) { learnElement(element, step, in: type, depth: depth) }
      } else {
        learnElement(child, step, in: type, depth: depth)
      }
    }
  }

  private func learnElement(_ value: JSONValue, _ step: TypePlan.Step, in owner: FHIRType, depth: Int) {
    if value.isObject {
      if step.type.kind == .resource {
        learnResource(value, depth: depth + 1)
      } else if step.type.primitive == nil {
        learnMembers(of: value, type: step.type, depth: depth + 1)
      }
      return
    }
    guard value.isString, let learns = Self.lessons[owner.name]?[step.property.jsonName], let text = value.string else {
      return
    }
    learns(&dictionary, text)
  }

  private typealias Lesson = @Sendable (inout RecordDictionary, String) -> Void

  /// Which elements teach what. All other texts are clinical, or are judged word by word where they stand.
  private static let lessons: [String: [String: Lesson]] = {
    let person: Lesson = { $0.add(personName: $1) }
    let other: Lesson = { $0.add(otherName: $1) }
    let number: Lesson = { $0.add(number: $1) }
    let line: Lesson = { $0.add(addressLine: $1) }
    return [
      "HumanName": ["text": person, "family": person, "given": person],
      "Address": ["text": line, "line": line, "city": other, "district": other, "postalCode": number],
      "ContactPoint": ["value": other],
      "Identifier": ["value": number],
      "Reference": ["display": other],
      "Organization": ["name": other, "alias": other],
      "Location": ["name": other, "alias": other],
      "HealthcareService": ["name": other],
      "CareTeam": ["name": other],
      "FamilyMemberHistory": ["name": person],
      "Account": ["name": other],
      "Annotation": ["authorString": other],
      "Coverage": ["subscriberId": number, "dependent": number],
      "Coverage.class": ["value": number, "name": other],
      "Device": ["serialNumber": number, "distinctIdentifier": number, "lotNumber": number],
      "Device.udiCarrier": ["deviceIdentifier": number, "carrierHRF": number],
      "Extension": ["valueString": other],
      "Group": ["name": other],
    ]
  }()
}
