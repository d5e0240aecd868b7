import CDSHooks
import FHIR
import Guidelines
import JSON
import ModelGateway
import Reasoning

/// Cards from what content says of itself: FHIR's own elements, and the extension `model-card` for the rest, whose parts bear
/// the ids of ``ModelCardAttribute``.
extension ModelCard {
  static let extensionURL = "https://chartside.health/fhir/StructureDefinition/model-card"

  /// The card of a guideline.
  init(guideline service: GuidelineService, in content: ContentLibrary) {
    let plan = content.plans.first { $0.id == service.id }
    var stated = Self.stated(plan?.resource.value)
    func state(_ id: String, _ text: String) { if stated[id] == nil { stated[id] = .known(text) } }
    state("name", service.title)
    state("version", service.model.version)
    state(
      "model-type",
      "Rules written in FHIR (PlanDefinition) with FHIRPath or CQL, run deterministically in this service.")
    state("output-type", "Cards: a sentence, the facts it rests on, and draft orders to choose from. No probability.")
    state("decision-role", "Informs. A clinician decides; nothing is ordered without being accepted.")
    state("users", "Clinicians. Patients and relatives are shown nothing.")
    state("exclusions", "Emergencies; use without looking at the chart; decisions by anybody but a clinician.")
    state("inputs", Self.inputs(service.requirements))
    state("data-types", "FHIR R4: " + Set(service.requirements.map(\.type)).sorted().joined(separator: ", "))
    state("updates", "With the content: a new version of the PlanDefinition, which each card and audit line names.")
    state("corrections", "A site changes its own copy of the content at once; see the publisher for theirs.")
    state(
      "validity-monitoring",
      "Every card and every feedback is recorded; `chartside report` adds them up. `chartside check` runs its examples."
    )
    for id in [
      "training-criteria", "representativeness", "relevance", "external-source", "external-party",
      "external-representativeness", "external-process",
    ] where stated[id] == nil {
      stated[id] = .unknown("Does not apply: rules were written from guidelines, not trained on data.")
    }
    stated.merge(Self.common) { stated, _ in stated }
    self.init(
      id: service.id, name: service.title, version: service.model.version, kind: .embedded, statements: stated,
      otherwise: "The content does not state it.")
  }

  /// The card of a remote model.
  init(remote registered: RegisteredModel) {
    let registration = registered.model.registration
    var stated = Self.stated(registered.artifact.resource.value)
    func state(_ id: String, _ text: String) { if stated[id] == nil { stated[id] = .known(text) } }
    state("name", registration.name)
    state("developer", registration.owner)
    state("version", registration.version)
    state("release-stage", registration.mode == .shadow ? "Shadow: runs and is measured, shows nothing." : "Advisory.")
    state(
      "foundation",
      "Deployment \(registration.deployment)"
        + (registration.expectedModel.map { ", pinned to the model \($0)" } ?? ", no version pinned")
        + "; prompt template \(registration.prompt.hash).")
    state("model-type", "A language model that its owner hosts, behind a verifier that uses none.")
    state(
      "output-type", "Findings that quote facts of the chart, and proposals from a closed menu. No orders of its own.")
    state(
      "output",
      "May propose: " + (registration.menu.isEmpty ? "nothing" : registration.menu.joined(separator: ", "))
        + ". May appeal to: "
        + (registration.guidelines.isEmpty ? "nothing" : registration.guidelines.map(\.text).joined(separator: " ")))
    state(
      "decision-role", "Informs, at most as a warning. A clinician decides; the rules of this site have the last word.")
    state("users", Self.users(registration.access))
    state("inputs", Self.inputs(registered.service.requirements.filter { registration.dataKeys.contains($0.key) }))
    state(
      "data-types",
      "A table of facts (what, value, unit, date as a day on a secret calendar, status) de-identified by the profile "
        + "\(registration.deidentificationProfile). \(Self.footing(registered.footing))")
    for id in ["uses-race", "uses-ethnicity", "uses-language", "uses-sexual-orientation", "uses-gender-identity"] {
      state(id, "No: it is not among the facts that are sent of the patient's record.")
    }
    let readsPatient = registered.service.requirements.contains {
      $0.type == "Patient" && registration.dataKeys.contains($0.key)
    }
    state("uses-sex", readsPatient ? "Administrative sex is sent." : "No: it is not sent.")
    state("uses-date-of-birth", readsPatient ? "The age is sent, the date of birth is not." : "No: it is not sent.")
    for id in ["uses-social-determinants", "uses-health-status"] {
      state(id, "As far as the data that it reads hold such observations.")
    }
    state(
      "validity-monitoring",
      "Every answer is judged before anything of it is shown; agreement with the rules and with what clinicians then "
        + "order is counted, in shadow mode and after: `chartside report --model \(registration.id)`.")
    state(
      "risks",
      "Words and numbers are compared with the chart; whether the judgement is right is not checked. It may leave out "
        + "what matters.")
    state(
      "updates",
      "Another model version than the pinned one is not used: the event is audited"
        + (registration.drift == .close ? " and the model is closed." : "."))
    stated.merge(Self.common) { stated, _ in stated }
    self.init(
      id: registration.id, name: registration.name, version: registration.version, kind: .remote, statements: stated,
      otherwise: "The owner has not stated it.")
  }

  private static let common: [String: Statement] = [
    "local-fairness": .unknown("Not measured: the records hold nothing by which patients could be grouped."),
    "security": .known(
      "Calls are authenticated and audited in a hash chain; patients appear there as keyed hashes only."),
    "transparency": .known("This card. Each card shown names its source, its facts with dates, and what was missing."),
  ]

  // MARK: Content

  /// What a FHIR definition says of itself.
  private static func stated(_ value: JSONValue?) -> [String: Statement] {
    guard let value else { return [:] }
    var stated: [String: Statement] = [:]
    func state(_ id: String, _ text: String?) {
      if let text, !text.isEmpty { stated[id] = .known(text) }
    }
    state("developer", value["publisher"].string)
    state("contact", contacts(value))
    state("release-date", value["date"].string)
    let stage = [value["status"].string, value["experimental"].bool == true ? "experimental" : nil]
    state("release-stage", stage.compactMap(\.self).joined(separator: ", "))
    state("summary", value["description"].string)
    state("intended-use", value["purpose"].string)
    state("users", value["usage"].string)
    state(
      "keywords",
      value["topic"].elements.compactMap { $0["text"].string ?? $0["coding"][0]["display"].string }
        .joined(separator: ", "))
    state("output", value["action"].elements.compactMap { $0["title"].string }.joined(separator: " · "))
    let citations = value["relatedArtifact"].elements.filter { !$0["type"].stringEquals("depends-on") }
    state(
      "citation",
      citations.compactMap { artifact in
        let text = artifact["citation"].string ?? artifact["display"].string
        return [text, artifact["url"].string].compactMap(\.self).joined(separator: " ")
      }.filter { !$0.isEmpty }.joined(separator: "; "))
    for part in value["extension"].elements.filter({ $0["url"].string == extensionURL })
      .flatMap({ $0["extension"].elements })
    {
      guard let id = part["url"].string, ModelCardAttribute.named(id) != nil else { continue }
      state(id, part["valueString"].string ?? part["valueMarkdown"].string)
    }
    return stated
  }

  private static func contacts(_ value: JSONValue) -> String {
    value["contact"].elements.flatMap { contact in
      [contact["name"].string].compactMap(\.self) + contact["telecom"].elements.compactMap { $0["value"].string }
    }.joined(separator: ", ")
  }

  private static func inputs(_ requirements: [DataRequirement]) -> String {
    requirements.map { "\($0.key): \($0.template.text)" }.joined(separator: "; ")
  }

  private static func users(_ access: TermsOfAccess) -> String {
    func list(_ what: String, _ names: [String]) -> String? {
      names.isEmpty ? nil : "\(what): \(names.joined(separator: ", "))"
    }
    let terms = [list("sites", access.sites), list("services", access.services), list("users", access.roles)]
      .compactMap(\.self)
    return "Clinicians." + (terms.isEmpty ? "" : " By the owner's terms, " + terms.joined(separator: "; ") + ".")
  }

  private static func footing(_ footing: ModelConfiguration.Footing?) -> String {
    switch footing {
    case nil: "The profile removes all identifiers of 45 CFR 164.514(b)(2)."
    case .agreement(let name): "That is not Safe Harbor: data leave under an agreement with the host (\(name))."
    case .expertDetermination(let name):
      "That is not Safe Harbor: data leave by an expert's determination (\(name))."
    }
  }
}
