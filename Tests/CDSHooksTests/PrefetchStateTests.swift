import CDSHooks
import Testing

@Suite("Prefetch states (cds-hooks_2.0@52)")
struct PrefetchStateTests {
  static let patient = ResourceQuery.read(type: "Patient", id: "p1")
  static let observations = ResourceQuery.search(type: "Observation", text: "Observation?patient=p1")

  @Test(arguments: [
    (#"{}"#, patient, "absent"),
    (#"{"k": null}"#, patient, "null"),
    (#"{"k": {"resourceType": "Patient", "id": "p1"}}"#, patient, "resource"),
    (#"{"k": {"resourceType": "Patient"}}"#, patient, "resource"),
    (#"{"k": {"resourceType": "Patient", "id": "p2"}}"#, patient, "unusable otherPatient prefetch.k.id"),
    (
      #"{"k": {"resourceType": "Patient", "id": "p2", "link": [{"other": {"reference": "Patient/p1"}}]}}"#, patient,
      "resource"
    ),
    (#"{"k": {"resourceType": "Group", "id": "p1"}}"#, patient, "unusable otherType prefetch.k"),
    (#"{"k": {"resourceType": "Bundle", "entry": []}}"#, patient, "unusable otherType prefetch.k"),
    (
      #"{"k": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id": "p1"}}]}}"#, patient,
      "resource"
    ),
    (
      #"{"k": {"response": {"status": "200"}, "resource": {"resourceType": "Patient", "id": "p1"}}}"#, patient,
      "resource"
    ),
    (
      #"{"k": {"response": {"status": "404", "outcome": {"resourceType": "OperationOutcome", "issue": []}}}}"#, patient,
      "outcome"
    ),
    (
      #"{"k": {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "forbidden"}]}}"#, patient,
      "outcome forbidden"
    ),
    (#"{"k": "a note"}"#, patient, "unusable notAnObject prefetch.k"),
    (#"{"k": [1]}"#, patient, "unusable notAnObject prefetch.k"),
    (#"{"k": {}}"#, patient, "unusable otherType prefetch.k"),
    (#"{"k": null}"#, observations, "null"),
    (#"{"k": {"resourceType": "Bundle"}}"#, observations, "bundle 0"),
    (#"{"k": {"resourceType": "Bundle", "total": 0, "entry": []}}"#, observations, "bundle 0"),
    (
      #"{"k": {"resourceType": "Bundle", "total": 2, "entry": [{"resource": {"resourceType": "Observation"}}]}}"#,
      observations, "bundle 1 cut"
    ),
    (
      #"{"k": {"resourceType": "Bundle", "link": [{"relation": "next", "url": "x"}], "entry": [{"resource": {"resourceType": "Observation"}}]}}"#,
      observations, "bundle 1 cut"
    ),
    (
      #"{"k": {"resourceType": "Bundle", "entry": [{"search": {"mode": "outcome"}, "resource": {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}}]}}"#,
      observations, "bundle 0 error"
    ),
    (
      #"{"k": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "informational"}]}}]}}"#,
      observations, "bundle 0"
    ),
    (
      #"{"k": {"resourceType": "Bundle", "type": "batch-response", "entry": [{"response": {"status": "500 Internal"}}]}}"#,
      observations, "bundle 0 error"
    ),
    (
      #"{"k": {"resourceType": "Bundle", "entry": [{"response": {"status": "200", "outcome": {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "forbidden"}]}}, "resource": {"resourceType": "Observation"}}]}}"#,
      observations, "bundle 1 error"
    ),
    (#"{"k": {"resourceType": "Bundle", "entry": {"resource": {}}}}"#, observations, "bundle 0 error"),
    (#"{"k": {"resourceType": "Bundle", "entry": [{"Resource": {}}]}}"#, observations, "bundle 0 error"),
    (#"{"k": {"resourceType": "Observation", "id": "o"}}"#, observations, "resource"),
    (#"{"k": {"resourceType": "Condition", "id": "o"}}"#, observations, "unusable otherType prefetch.k"),
  ])
  func states(prefetch: String, query: ResourceQuery, expected: String) throws {
    let request = try Samples.request(more: #""prefetch": "# + prefetch)
    var notices: [ToleratedHabit] = []
    let state = PrefetchState(of: "k", answering: query, in: request, noting: &notices)
    #expect(describe(state) == expected)
  }

  private func describe(_ state: PrefetchState) -> String {
    switch state {
    case .absent: "absent"
    case .null: "null"
    case .operationOutcome(let outcome): (["outcome"] + outcome.codes).joined(separator: " ")
    case .resource: "resource"
    case .bundle(let bundle):
      "bundle \(bundle.resources.count)" + (bundle.isCutShort ? " cut" : "") + (bundle.reportsError ? " error" : "")
    case .unusable(let fault): "unusable \(fault.fault) \(fault.path)"
    }
  }
}
