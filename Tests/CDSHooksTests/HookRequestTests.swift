import CDSHooks
import JSON
import Testing

@Suite("Requests")
struct HookRequestTests {
  @Test(
    "what cannot be answered is refused at its path",
    arguments: [
      (#"[]"#, ""), (#""x""#, ""), (#"{}"#, "hook"),
      (#"{"hook": 1}"#, "hook"), (#"{"hook": ""}"#, "hook"),
      (#"{"hook": "patient-view"}"#, "hookInstance"),
      (#"{"hook": "patient-view", "hookInstance": 5}"#, "hookInstance"),
      (#"{"hook": "patient-view", "hookInstance": "a\nb"}"#, "hookInstance"),
      (#"{"hook": "patient-view", "hookInstance": "x"}"#, "context"),
      (Samples.body(context: "null"), "context"), (Samples.body(context: "[]"), "context"),
      (Samples.body(context: "{}"), "context.patientId"),
      (Samples.body(context: #"{"patientId": null}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": ""}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": 5}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": ".."}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": "../../admin"}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": "Group/1"}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": "p?x=1"}"#), "context.patientId"),
      (Samples.body(context: #"{"patientId": "p1", "userId": "Practitioner/../1"}"#), "context.userId"),
      (Samples.body(context: #"{"patientId": "p1", "encounterId": 7}"#), "context.encounterId"),
      (Samples.body(hook: "order-sign"), "context.draftOrders"),
      (Samples.body(hook: "order-sign", context: #"{"patientId": "p1", "draftOrders": []}"#), "context.draftOrders"),
      (
        Samples.body(hook: "order-sign", context: #"{"patientId": "p1", "draftOrders": {"resourceType": "Patient"}}"#),
        "context.draftOrders"
      ),
      (
        Samples.body(
          hook: "order-sign", context: #"{"patientId": "p1", "draftOrders": {"resourceType": "Bundle", "entry": [{}]}}"#
        ),
        "context.draftOrders.entry[0].resource"
      ),
      (
        Samples.body(
          hook: "order-sign",
          context:
            #"{"patientId": "p1", "draftOrders": {"resourceType": "Bundle", "entry": [{"resource": {"id": "1"}}]}}"#),
        "context.draftOrders.entry[0].resource.resourceType"
      ),
      (Samples.body(more: #""prefetch": "x""#), "prefetch"), (Samples.body(more: #""prefetch": []"#), "prefetch"),
      (Samples.body(more: #""fhirServer": 1"#), "fhirServer"),
      (Samples.body(more: #""fhirServer": "ftp://x""#), "fhirServer"),
      (Samples.body(more: #""fhirServer": "https://a@b/fhir""#), "fhirServer"),
      (Samples.body(more: #""fhirServer": "https://b/fhir?x=1""#), "fhirServer"),
      (Samples.body(more: #""fhirServer": "https://b/a/../c""#), "fhirServer"),
      (Samples.body(more: #""fhirServer": "https://b/a/%2e%2E/c""#), "fhirServer"),
      (Samples.body(more: #""fhirAuthorization": "Bearer x""#), "fhirAuthorization"),
      (Samples.body(more: #""fhirAuthorization": {}"#), "fhirAuthorization.access_token"),
      (
        Samples.body(more: #""fhirAuthorization": {"access_token": "a\r\nX-Evil: 1", "token_type": "Bearer"}"#),
        "fhirAuthorization.access_token"
      ),
      (
        Samples.body(more: #""fhirAuthorization": {"access_token": "a", "token_type": "MAC"}"#),
        "fhirAuthorization.token_type"
      ),
      (
        Samples.body(more: #""fhirAuthorization": {"access_token": "a", "token_type": "Bearer", "expires_in": 1e400}"#),
        "fhirAuthorization.expires_in"
      ),
    ])
  func refusals(body: String, path: String) throws {
    let fault = try #require(try Samples.fault(body))
    #expect(fault.path == path, "\(fault.message)")
    #expect(!fault.expected.isEmpty && !fault.remedy.isEmpty)
  }

  @Test(
    "habits of clients are tolerated and noted",
    arguments: [
      (#"{"patientId": "Patient/p1", "userId": "Practitioner/1"}"#, "", "context.patientId"),
      (#"{"patientId": "p1"}"#, "", "context.userId"),
      (#"{"patientId": "p1", "userId": "doctor-1"}"#, "", "context.userId"),
      (#"{"patientId": "p1", "userId": "Device/1"}"#, "", "context.userId"),
      (#"{"patientId": "p1", "encounterId": ""}"#, "", "context.encounterId"),
      (#"{"patientId": "p1", "encounterId": "Encounter/e1"}"#, "", "context.encounterId"),
      (#"{"patientId": "p1"}"#, #""fhirServer": null"#, "fhirServer"),
      (#"{"patientId": "p1"}"#, #""fhirAuthorization": null"#, "fhirAuthorization"),
      (#"{"patientId": "p1"}"#, #""prefetch": null"#, "prefetch"),
      (
        #"{"patientId": "p1"}"#,
        #""fhirAuthorization": {"access_token": "a", "token_type": "bearer", "expires_in": "300"}"#,
        "fhirAuthorization.expires_in"
      ),
    ])
  func habits(context: String, more: String, path: String) throws {
    let request = try Samples.request(context: context, more: more)
    #expect(request.context.patientID == "p1")
    #expect(request.notices.contains { $0.path == path }, "\(request.notices)")
  }

  @Test func aCleanRequestHasNoNotices() throws {
    let request = try Samples.request(
      context: #"{"userId": "PractitionerRole/7", "patientId": "p1", "encounterId": "e1", "x-other": 1}"#,
      more: #"""
        "fhirServer": "https://ehr.example/fhir", "unknown": {}, "extension": {"a": 1}, "fhirAuthorization":
        {"access_token": "secret-token", "token_type": "Bearer", "expires_in": 300, "scope": "user/*.rs", "subject": "s", "patient": "p1"}
        """#)
    #expect(request.notices.isEmpty, "\(request.notices)")
    #expect(request.context.encounterID == "e1" && request.context.userType == "PractitionerRole")
    let grant = try #require(request.fhirAuthorization)
    #expect(grant.accessToken.reveal() == "secret-token" && grant.expiresIn == 300 && grant.patient == "p1")
  }

  @Test func aTokenCannotBePrinted() throws {
    let grant = RawFHIRAuthorization(
      accessToken: ConfidentialText("secret-token"), expiresIn: 1, scope: "s", subject: nil, patient: nil)
    var dumped = ""
    dump(grant, to: &dumped)
    for text in [dumped, String(describing: grant), String(reflecting: grant), "\(grant.accessToken)"] {
      #expect(!text.contains("secret-token"))
    }
  }

  @Test("a deprecated hook is answered by services of the one that took its place, and its drafts are read")
  func deprecatedHooks() throws {
    let body = Samples.body(
      hook: "medication-prescribe",
      context: """
        {"patientId": "Patient/p1", "medications": {"resourceType": "Bundle", "entry": [
         {"resourceType": "MedicationRequest", "id": "a"}, {"resource": {"resourceType": "MedicationRequest", "id": "b"}}]}}
        """)
    let request = try HookRequest(decoding: JSONDocument(parsing: body), answering: ["order-select"])
    #expect(request.hook == "order-select" && request.definition.name == "medication-prescribe")
    #expect(request.context.draftOrders.map(\.id) == ["a", "b"])
    #expect(request.notices.map(\.path).contains("context.medications.entry[0]"))
    #expect(request.notices.map(\.path).contains("hook"))
    let own = try HookRequest(decoding: JSONDocument(parsing: body), answering: ["medication-prescribe"])
    #expect(own.hook == "medication-prescribe")
    #expect(try Samples.fault(body, answering: ["order-sign"])?.path == "hook")
  }

  @Test func aServiceAnswersOnlyItsHooks() throws {
    #expect(try Samples.fault(Samples.body(), answering: ["order-sign"])?.path == "hook")
    #expect(try Samples.fault(Samples.body(), answering: ["order-sign", "patient-view"]) == nil)
    #expect(
      try Samples.fault(Samples.body(hook: "com.example.round-start"), answering: ["com.example.round-start"]) == nil)
  }

  @Test(
    "selections match by Type/id, id and full URL",
    arguments: [
      (#"["MedicationRequest/a"]"#, ["a"]), (#"["a"]"#, ["a"]), (#"["urn:uuid:0b1"]"#, ["b"]),
      (#"["https://ehr.example/fhir/MedicationRequest/a"]"#, ["a"]),
      (#"["MedicationRequest/a", "ServiceRequest/b"]"#, ["a", "b"]),
      (#"["MedicationRequest/b"]"#, ["a", "b"]), (#"[]"#, ["a", "b"]), (#""MedicationRequest/a""#, ["a"]),
    ])
  func selections(selections: String, expected: [String]) throws {
    let request = try Samples.request(
      hook: "order-select",
      context: """
        {"userId": "Practitioner/1", "patientId": "p1", "selections": \(selections), "draftOrders": {"resourceType": "Bundle",
        "entry": [{"resource": {"resourceType": "MedicationRequest", "id": "a"}},
        {"fullUrl": "urn:uuid:0b1", "resource": {"resourceType": "ServiceRequest", "id": "b"}}]}}
        """)
    #expect(request.context.selected.compactMap(\.id) == expected)
  }

  @Test(
    "fields are found under the names of printed examples",
    arguments: [
      ("allergyintolerance-create", #""allergyIntolerances": {"resourceType": "AllergyIntolerance", "id": "a"}"#),
      (
        "allergyintolerance-create",
        #""allergyIntolerance": {"resource": {"resourceType": "AllergyIntolerance", "id": "a"}}"#
      ),
      ("medication-verify", #""order": {"resourceType": "MedicationRequest", "id": "a"}"#),
      (
        "order-dispatch",
        #""dispatchedOrders": ["ServiceRequest/1"], "performer": "Organization/1", "fulfillment-tasks": [{"resourceType": "Task", "id": "a"}]"#
      ),
      (
        "order-dispatch",
        #""order": "ServiceRequest/1", "performer": "Organization/1", "task": {"resourceType": "Task", "id": "a"}"#
      ),
      (
        "problem-list-item-create",
        #""conditions": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Condition", "id": "a"}}]}"#
      ),
    ])
  func variants(hook: String, members: String) throws {
    let request = try Samples.request(
      hook: hook, context: #"{"userId": "Practitioner/1", "patientId": "p1", "# + members + "}")
    #expect(request.context.resources.map(\.id) == ["a"])
  }

  @Test func whatIsMatchedOneByOneIsBounded() throws {
    let selections = Array(repeating: #""A/1""#, count: 1_001).joined(separator: ",")
    let context = #"{"patientId": "p1", "selections": [\#(selections)], "draftOrders": {"resourceType": "Bundle"}}"#
    #expect(try Samples.fault(Samples.body(hook: "order-select", context: context))?.path == "context.selections")
    let entries = Array(repeating: #"{"resource": {"resourceType": "A"}}"#, count: 10_001).joined(separator: ",")
    let drafts = #"{"patientId": "p1", "draftOrders": {"resourceType": "Bundle", "entry": [\#(entries)]}}"#
    #expect(try Samples.fault(Samples.body(hook: "order-sign", context: drafts))?.path == "context.draftOrders.entry")
  }

  @Test func anErrorRepeatsNoValue() throws {
    let fault = try #require(try Samples.fault(Samples.body(context: #"{"patientId": "Jane Doe 1964"}"#)))
    #expect(!fault.message.contains("Jane"))
  }
}
