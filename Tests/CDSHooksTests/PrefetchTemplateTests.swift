import CDSHooks
import Testing

@Suite("Prefetch templates (cds-hooks_2.0@55, @56, @57, @59)")
struct PrefetchTemplateTests {
  @Test(arguments: [
    ("Patient/{{context.patientId}}", "Patient/p1"),
    ("{{context.userId}}", "PractitionerRole/r1"),
    ("PractitionerRole/{{userPractitionerRoleId}}", "PractitionerRole/r1"),
    (
      "Observation?patient={{context.patientId}}&code=http://loinc.org|4548-4,http://loinc.org|17856-6&_sort=-date&_count=5",
      "Observation?patient=p1&code=http://loinc.org|4548-4,http://loinc.org|17856-6&_sort=-date&_count=5"
    ),
    ("Encounter/{{context.encounterId}}", "Encounter/e1"),
    (
      "Condition?patient=Patient/{{context.patientId}}&category=problem-list-item",
      "Condition?patient=Patient/p1&category=problem-list-item"
    ),
    ("MedicationRequest?patient={{context.patientId}}&note=a%20b", "MedicationRequest?patient=p1&note=a%20b"),
  ])
  func resolves(template: String, url: String) throws {
    let request = try Samples.request(
      context: #"{"userId": "PractitionerRole/r1", "patientId": "Patient/p1", "encounterId": "e1"}"#)
    let resolution = try PrefetchTemplate(parsing: template).resolve(in: request.context)
    guard case .query(let query) = resolution else {
      Issue.record("unresolved: \(resolution)")
      return
    }
    #expect(query.relativeURL == url)
    #expect(query.searchQuery != nil || url.firstIndex(of: "?") == nil)
  }

  @Test(
    "what a context does not fill is not asked for",
    arguments: [
      ("Encounter/{{context.encounterId}}", "context.encounterId"),
      ("Practitioner/{{userPractitionerId}}", "userPractitionerId"),
      ("Patient/{{userPatientId}}", "userPatientId"),
      ("RelatedPerson/{{userRelatedPersonId}}", "userRelatedPersonId"),
      ("Observation?encounter={{context.encounterId}}", "context.encounterId"),
      ("Observation?subject={{context.nothing}}", "context.nothing"),
    ])
  func unresolvable(template: String, token: String) throws {
    let request = try Samples.request(context: #"{"userId": "PractitionerRole/r1", "patientId": "p1"}"#)
    guard case .unresolvable(let tokens) = try PrefetchTemplate(parsing: template).resolve(in: request.context) else {
      Issue.record("resolved")
      return
    }
    #expect(tokens.map(\.text) == [token])
  }

  @Test(
    "templates that are none are refused when content is loaded",
    arguments: [
      "", "Patient", "patient/{{context.patientId}}", "Patient/", "Patient/{{context.patientId",
      "Patient/{{patientId}}",
      "Patient/{{context.medication.id}}", "Patient/{{today()}}", "Observation?", "Observation?patient",
      "Observation?=x",
      "Observation?patient=", "Observation?patient={{context.patientId}}&sort:desc=date", "Patient/../x",
      "../Patient/1",
      "https://evil.example/Patient/1", "Nonsense?patient={{context.patientId}}",
      "Patient/{{context.patientId}}/_history",
      "Observation?{{context.patientId}}=1", "Observation?patient=%zz", "{{context.userId}}/x",
    ])
  func refused(template: String) {
    #expect(throws: PrefetchTemplateError.self) { try PrefetchTemplate(parsing: template) }
  }

  @Test func tokensOfAHookAreKnown() throws {
    let hook = try #require(HookLibrary.hook("order-sign"))
    let drafts = try PrefetchTemplate(parsing: "Medication?code={{context.draftOrders}}&x={{context.patientId}}")
    #expect(drafts.tokensUnavailable(in: hook) == [.context("draftOrders")])
  }

  @Test func arraysOfReferencesAreJoined() throws {
    let request = try Samples.request(
      hook: "order-dispatch",
      context:
        #"{"patientId": "p1", "dispatchedOrders": ["ServiceRequest/1", "ServiceRequest/2"], "performer": "Organization/1"}"#
    )
    let template = try PrefetchTemplate(parsing: "Task?focus={{context.dispatchedOrders}}")
    guard case .query(let query) = template.resolve(in: request.context) else { return }
    #expect(query.relativeURL == "Task?focus=ServiceRequest/1,ServiceRequest/2")
  }
}
