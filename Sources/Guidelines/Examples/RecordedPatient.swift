import CDSHooks
public import ClinicalTypes
public import FHIR
public import JSON
public import Reasoning

/// All that is on record of one patient, as files hold it: answers what a service asks for as a complete server would.
public struct RecordedPatient: Sendable {
  /// The patient's id.
  public let id: String
  /// Every resource, the patient's own included, each once.
  public let store: ResourceStore

  /// The record in a document: a Bundle with one Patient. Nil when it holds none, or several.
  public init?(_ document: JSONDocument) {
    let root = document.root
    let members =
      root["resourceType"]?.stringEquals("Bundle") == true
      ? root["entry"].elements.compactMap { $0["resource"] } : [root]
    let patients = members.filter { $0["resourceType"]?.stringEquals("Patient") == true }
    guard patients.count == 1, let id = patients[0]["id"]?.string else { return nil }
    self.init(id: id, resources: members)
  }

  /// A record of these resources.
  public init(id: String, resources: [JSONValue]) {
    self.id = id
    store = ResourceStore(resources)
  }

  /// The answers to a plan's fetches: everything of the type, complete; what does not match is left out where it is checked.
  public func answers(to fetches: [ChartPlan.Fetch]) -> [String: FetchResult] {
    var answers: [String: FetchResult] = [:]
    for fetch in fetches {
      let type = fetch.query.type
      if case .read(_, let id) = fetch.query {
        let found = store.resources(ofType: type).first { $0.id == id }
        answers[fetch.key] = found.map { .resource($0.value) } ?? FetchResult.none
        continue
      }
      let query = fetch.query.relativeURL
      let found = query.contains("_sort=-") ? store.newestFirst(ofType: type) : store.resources(ofType: type)
      let included = query.contains("_include=") ? store.resources(ofType: "Medication") : []
      answers[fetch.key] = .resources((found + included).map(\.value), isComplete: true)
    }
    return answers
  }

  /// The chart of a hook call about the patient, with the service's own questions answered from the record.
  ///
  /// `context` is what the hook's context holds besides user and patient, such as draft orders; nil for nothing.
  /// - Throws: what a call would be refused for.
  public func chart(
    for service: GuidelineService, hook: String, context: JSONValue? = nil, now: PartialDateTime,
    deadline: ContinuousClock.Instant
  ) throws -> Chart {
    var fields = JSONObject()
    fields["userId"] = "Practitioner/example"
    fields["patientId"] = .string(id)
    for (name, value) in context.members { fields[name] = .view(value) }
    let call: JSONTree = [
      "hook": .string(hook), "hookInstance": "00000000-0000-4000-8000-000000000000", "context": .object(fields),
    ]
    let request = try HookRequest(decoding: JSONDocument(fhir: call.serialized()), answering: [hook])
    let assembler = try ChartAssembler(request: request, requirements: service.requirements)
    return try assembler.assemble(fetched: answers(to: assembler.plan.fetches), now: now, deadline: deadline)
  }

  /// The patients in documents: each Bundle with one Patient is a record; of all else, each resource belongs to the patient
  /// to whom it refers.
  public static func patients(in documents: [JSONDocument]) -> [RecordedPatient] {
    var patients: [RecordedPatient] = []
    var loose: [JSONValue] = []
    for document in documents {
      if document.root["resourceType"]?.stringEquals("Bundle") != true {
        loose.append(document.root)
      } else if let patient = RecordedPatient(document) {
        patients.append(patient)
      } else {
        loose += document.root["entry"].elements.compactMap { $0["resource"] }
      }
    }
    return patients + RecordedPatient.patients(among: loose)
  }

  /// The patients among loose resources, each with what refers to it and with what belongs to nobody, such as Medications.
  public static func patients(among resources: [JSONValue]) -> [RecordedPatient] {
    var owned: [String: [JSONValue]] = [:]
    var shared: [JSONValue] = []
    var ids: [String] = []
    for resource in resources {
      if resource["resourceType"]?.stringEquals("Patient") == true {
        guard let id = resource["id"]?.string else { continue }
        if !ids.contains(id) { ids.append(id) }
        owned[id, default: []].append(resource)
      } else if let owner = ["subject", "patient", "beneficiary"].lazy.compactMap({ resource[$0]?["reference"]?.string }
      )
      .first {
        owned[owner.split(separator: "/").last.map(String.init) ?? owner, default: []].append(resource)
      } else {
        shared.append(resource)
      }
    }
    return ids.map { RecordedPatient(id: $0, resources: (owned[$0] ?? []) + shared) }
  }
}
