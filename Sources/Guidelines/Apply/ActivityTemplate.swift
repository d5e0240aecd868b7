import FHIR
import JSON

/// An ActivityDefinition of a plan's menu, and the request resources that it makes.
///
/// Follows FHIR R4's `ActivityDefinition/$apply`: the kind names the resource, and the definition's code, product,
/// dosage, timing, quantity, participants, location, priority and intent are put where that kind keeps them. What depends
/// on the hook (patient, user, encounter, time) comes in a ``RequestFrame``; a draft that is replaced keeps its identity and
/// context.
struct ActivityTemplate: Sendable {
  let artifact: ContentArtifact
  /// What the definition itself computes, in order; an action's own settings come after.
  var settings: [PlanSetting] = []

  init(_ artifact: ContentArtifact) { self.artifact = artifact }

  private var definition: JSONValue { artifact.resource.value }

  /// The resource type that the definition makes; ServiceRequest where it does not say.
  var kind: String { definition["kind"].string ?? "ServiceRequest" }

  /// The canonical url that the made resource names in `instantiatesCanonical`; one inside a plan may have none.
  var canonical: String? { artifact.url == nil ? nil : artifact.canonical }

  /// A new draft request.
  func create(in frame: RequestFrame) -> JSONTree {
    var request = RequestWriter(kind: kind)
    if let profile = definition["profile"].string { request.set(["meta"], ["profile": [.string(profile)]]) }
    if let canonical { request.set(["instantiatesCanonical"], .string(canonical), as: "canonical") }
    request.set(["status"], .string(Self.firstStatus[kind] ?? "draft"), as: "code")
    request.set(["intent"], .string(definition["intent"].string ?? "order"), as: "code")
    let patient: JSONTree = ["reference": .string("Patient/\(frame.patientID)")]
    request.set(["subject", "for", "patient", "deliverTo"], patient, as: "Reference")
    if let encounter = frame.encounterID {
      request.set(["encounter"], ["reference": .string("Encounter/\(encounter)")], as: "Reference")
    }
    request.set(["authoredOn", "dateTime", "created"], .string(frame.authoredOn), as: "dateTime")
    if let requester = frame.requester {
      request.set(["requester", "orderer", "prescriber"], ["reference": .string(requester)], as: "Reference")
    }
    _ = layOver(&request)
    layParticipants(over: &request, patient: patient, frame)
    return .object(request.object)
  }

  /// What is not begun is called otherwise where there is no draft.
  private static let firstStatus = [
    "Appointment": "proposed", "Communication": "preparation", "DiagnosticReport": "registered",
    "Procedure": "preparation",
  ]

  /// `draft` with this definition's order in place of its own. What belonged to the old order (drug, dosage, dispense,
  /// substitution, code, notes, extensions) is dropped: a dose must never survive a change of drug, not even in the words
  /// of a note. Reasons stay: they are the patient's.
  func update(_ draft: JSONValue) -> JSONTree {
    var request = RequestWriter(draft)
    request.remove(Self.belongsToTheOrder)
    _ = layOver(&request)
    return .object(request.object)
  }

  private static let belongsToTheOrder = [
    "medicationCodeableConcept", "medicationReference", "contained", "dosageInstruction", "dispenseRequest",
    "substitution", "code", "orderDetail", "quantityQuantity", "quantityRatio", "quantityRange", "bodySite", "text",
    "instantiatesCanonical", "instantiatesUri", "note", "extension", "modifierExtension", "patientInstruction",
    "courseOfTherapyType", "detectedIssue",
  ]

  // MARK: What the definition says

  /// Puts what the definition says where the kind keeps it.
  /// - Returns: the elements of the definition that the kind has no place for.
  func layOver(_ request: inout RequestWriter) -> [String] {
    var left: [String] = []
    func copy(_ element: String, _ names: [String], as type: String) {
      if let value = definition[element], !request.set(names, .view(value), as: type) { left.append(element) }
    }
    copy("priority", ["priority"], as: "code")
    copy("doNotPerform", ["doNotPerform"], as: "boolean")
    copy("bodySite", ["bodySite"], as: "CodeableConcept")
    copy("location", ["locationReference", "location"], as: "Reference")
    copy("dosage", ["dosageInstruction", "dosage"], as: "Dosage")
    if kind == "ServiceRequest",
      let category = PlanExtension.category.first(on: definition)?.value["valueCodeableConcept"]
    {
      request.set(["category"], .view(category))
    }
    left += layMatter(over: &request) + layTiming(over: &request)
    guard let quantity = definition["quantity"] else { return left }
    if request.has("dispenseRequest") {
      request.set(["dispenseRequest"], ["quantity": .view(quantity)])
    } else if !request.set(["quantity", "quantityQuantity"], .view(quantity), as: "Quantity") {
      left.append("quantity")
    }
    return left
  }

  /// What is to be done or given: the code, and the product where the kind is about one.
  private func layMatter(over request: inout RequestWriter) -> [String] {
    let coded = ["medicationCodeableConcept", "itemCodeableConcept", "codeCodeableConcept"]
    let referred = ["medicationReference", "itemReference", "codeReference"]
    var left: [String] = []
    if let product = definition["productCodeableConcept"] {
      if request.set(coded, .view(product), as: "CodeableConcept") { return left }
      left.append("productCodeableConcept")
    }
    if let product = definition["productReference"] {
      if request.set(referred, .view(product), as: "Reference") { return left }
      left.append("productReference")
    }
    let words = definition["description"].string ?? definition["title"].string
    if kind == "Task" || kind == "Appointment", let words {
      request.set(["description"], .string(words), as: "string")
    }
    guard let code = definition["code"] else {
      if request.has("payload"), let words { request.set(["payload"], ["contentString": .string(words)]) }
      return left
    }
    let own = kind == "Appointment" ? ["serviceType"] : ["code"]
    if request.set(own + coded, .view(code), as: "CodeableConcept") { return left }
    // A communication has no code: what it is about is its payload.
    let text = code["text"]?.string ?? code["coding"].elements.lazy.compactMap { $0["display"]?.string }.first ?? words
    if request.has("payload"), let text {
      request.set(["payload"], ["contentString": .string(text)])
    } else {
      left.append("code")
    }
    return left
  }

  /// When it is to happen.
  private func layTiming(over request: inout RequestWriter) -> [String] {
    for form in ["Timing", "DateTime", "Period", "Age", "Range", "Duration"] {
      guard let timing = definition["timing\(form)"] else { continue }
      let type = form == "DateTime" ? "dateTime" : form
      guard !request.set(["occurrence\(form)", "performed\(form)"], .view(timing), as: type) else { continue }
      switch (kind, form) {
      case ("MedicationRequest", "Timing"):
        let doses = request.object["dosageInstruction"]?.elements ?? [.object(JSONObject())]
        let timed = doses.map { dose in
          var dose = dose
          if dose["timing"] == nil { dose["timing"] = .view(timing) }
          return dose
        }
        request.set(["dosageInstruction"], .array(timed))
      case ("Task", "Period"): request.set(["restriction"], ["period": .view(timing)])
      case ("Task", "DateTime"): request.set(["restriction"], ["period": ["end": .view(timing)]])
      case ("Appointment", "Period"): request.set(["requestedPeriod"], .view(timing))
      default: return ["timing\(form)"]
      }
    }
    return []
  }

  /// Who takes part: roles, and the patient or the user where the kind names persons.
  private func layParticipants(over request: inout RequestWriter, patient: JSONTree, _ frame: RequestFrame) {
    if kind == "Appointment" { request.add(["participant"], ["actor": patient, "status": "needs-action"]) }
    for participant in definition["participant"].elements {
      let person: JSONTree? =
        switch participant["type"].string {
        case "patient": patient
        case "practitioner": frame.requester.map { ["reference": .string($0)] }
        default: nil
        }
      if kind == "Appointment" {
        guard participant["type"]?.string != "patient" else { continue }
        var member = JSONObject()
        if let role = participant["role"] { member["type"] = .array([.view(role)]) }
        if let person { member["actor"] = person }
        member["status"] = "needs-action"
        request.add(["participant"], .object(member))
        continue
      }
      if let role = participant["role"] { request.add(["performerType"], .view(role), as: "CodeableConcept") }
      // Whoever orders does not do it all himself; who is told something is told in person.
      if let person, kind.hasPrefix("Communication") || participant["type"]?.string == "patient" {
        request.add(["recipient", "performer"], person, as: "Reference")
      }
    }
  }
}
