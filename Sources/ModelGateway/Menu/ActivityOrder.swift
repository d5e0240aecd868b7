import CDSHooks
import ClinicalTypes
import FHIR
import JSON
import Reasoning

/// A draft order from an ActivityDefinition, for a host that hands in no builder of its own.
///
/// Source: FHIR R4, `ActivityDefinition/$apply`, for MedicationRequest and ServiceRequest.
struct ActivityOrder: Sendable {
  let definition: JSONValue
  let kind: String
  let title: String

  init?(_ resource: Resource) {
    definition = resource.value
    kind = definition["kind"]?.string ?? "ServiceRequest"
    guard kind == "ServiceRequest" || kind == "MedicationRequest" else { return nil }
    guard let title = definition["title"]?.string ?? definition["name"]?.string, !title.isEmpty else { return nil }
    self.title = title
  }

  private var concept: JSONValue? {
    kind == "MedicationRequest" ? definition["productCodeableConcept"] : definition["code"]
  }

  var canonical: String? {
    definition["url"]?.string.map { url in definition["version"]?.string.map { "\(url)|\($0)" } ?? url }
  }

  var codes: [String] {
    concept["coding"].elements.compactMap { coding in
      guard let system = coding["system"]?.string, let code = coding["code"]?.string else { return nil }
      return "\(system)|\(code)"
    }
  }

  func draft(for chart: Chart) -> JSONTree {
    var order = JSONObject()
    order["resourceType"] = .string(kind)
    if let canonical { order["instantiatesCanonical"] = [.string(canonical)] }
    order["status"] = "draft"
    order["intent"] = .string(definition["intent"]?.string ?? "order")
    if let priority = definition["priority"] { order["priority"] = .view(priority) }
    if let concept { order[kind == "MedicationRequest" ? "medicationCodeableConcept" : "code"] = .view(concept) }
    order["subject"] = ["reference": .string("Patient/\(chart.patientID)")]
    if let encounter = chart.context.encounterID {
      order["encounter"] = ["reference": .string("Encounter/\(encounter)")]
    }
    order["authoredOn"] = .string(chart.now.description)
    if let user = chart.userID, user.hasPrefix("Practitioner/") || user.hasPrefix("PractitionerRole/") {
      order["requester"] = ["reference": .string(user)]
    }
    if kind == "MedicationRequest", let dosage = definition["dosage"] { order["dosageInstruction"] = .view(dosage) }
    return .object(order)
  }
}
