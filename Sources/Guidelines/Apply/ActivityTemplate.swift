import FHIR
import JSON

/// An ActivityDefinition of a plan's menu, and the request resources that it makes.
///
/// Follows FHIR R4's `ActivityDefinition/$apply`: the kind names the resource, and the definition's code, product,
/// dosage, timing, quantity, priority and intent are copied onto it. What depends on the hook (patient, user, encounter,
/// time) comes in a ``RequestFrame``; a draft that is replaced keeps its identity and context.
struct ActivityTemplate: Sendable {
  let artifact: ContentArtifact

  init(_ artifact: ContentArtifact) { self.artifact = artifact }

  private var definition: JSONValue { artifact.resource.value }

  /// The resource type that the definition makes; ServiceRequest where it does not say.
  var kind: String { definition["kind"].string ?? "ServiceRequest" }

  /// The canonical url that the made resource names in `instantiatesCanonical`.
  var canonical: String { artifact.canonical }

  /// A new draft request.
  func create(in frame: RequestFrame) -> JSONTree {
    var resource = JSONObject()
    resource["resourceType"] = .string(kind)
    if let profile = definition["profile"].string { resource["meta"] = ["profile": [.string(profile)]] }
    resource["instantiatesCanonical"] = [.string(canonical)]
    resource["status"] = "draft"
    resource["intent"] = .string(definition["intent"].string ?? "order")
    layOver(&resource)
    resource[kind == "Task" ? "for" : "subject"] = ["reference": .string("Patient/\(frame.patientID)")]
    if let encounter = frame.encounterID { resource["encounter"] = ["reference": .string("Encounter/\(encounter)")] }
    resource["authoredOn"] = .string(frame.authoredOn)
    if let requester = frame.requester { resource["requester"] = ["reference": .string(requester)] }
    return .object(resource)
  }

  /// `draft` with this definition's order in place of its own. What belonged to the old order (drug, dosage, dispense,
  /// substitution, code, notes, extensions) is dropped: a dose must never survive a change of drug, not even in the words
  /// of a note. Reasons stay: they are the patient's.
  func update(_ draft: JSONValue) -> JSONTree {
    var resource = JSONObject(draft)
    for element in Self.belongsToTheOrder { resource[element] = nil }
    layOver(&resource)
    return .object(resource)
  }

  private static let belongsToTheOrder = [
    "medicationCodeableConcept", "medicationReference", "contained", "dosageInstruction", "dispenseRequest",
    "substitution", "code", "orderDetail", "quantityQuantity", "quantityRatio", "quantityRange", "bodySite", "text",
    "instantiatesCanonical", "instantiatesUri", "note", "extension", "modifierExtension", "patientInstruction",
    "courseOfTherapyType", "detectedIssue",
  ]

  private func layOver(_ resource: inout JSONObject) {
    func copy(_ element: String, as name: String) {
      if let value = definition[element] { resource[name] = .view(value) }
    }
    copy("priority", as: "priority")
    copy("doNotPerform", as: "doNotPerform")
    switch kind {
    case "MedicationRequest":
      copy("productCodeableConcept", as: "medicationCodeableConcept")
      copy("dosage", as: "dosageInstruction")
      if let quantity = definition["quantity"] { resource["dispenseRequest"] = ["quantity": .view(quantity)] }
    case "ServiceRequest":
      if let category = PlanExtension.category.first(on: definition)?.value["valueCodeableConcept"] {
        resource["category"] = [.view(category)]
      }
      copy("code", as: "code")
      copy("bodySite", as: "bodySite")
      copy("timingTiming", as: "occurrenceTiming")
      copy("timingDateTime", as: "occurrenceDateTime")
      copy("timingPeriod", as: "occurrencePeriod")
    default:
      copy("code", as: "code")
    }
  }
}

/// What a request takes from the hook call.
struct RequestFrame: Sendable {
  var patientID: String
  var encounterID: String?
  /// `Practitioner/x` or `PractitionerRole/x`; nil when the user is somebody else.
  var requester: String?
  /// The time of the call as a FHIR dateTime.
  var authoredOn: String
}
