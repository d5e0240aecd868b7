import CDSHooks
import Foundation
import HTTPClient
import JSON
import Reasoning
import Records
import SMART
import TestSupport
import Testing

@testable import ChartsideServer

@Suite("A hook call over HTTP")
struct HookPipelineTests {
  @Test("A signed call with prefetch gets its cards, and is audited first")
  func cards() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let answer = try await service.fire()
      #expect(answer.status == 200)
      #expect(answer.headers.mediaType == "application/json")
      let card = answer.json?["cards"][0]
      #expect(card["summary"].string == "Something about one.")
      #expect(card["indicator"].string == "warning")
      #expect(card["detail"].string?.contains("1954-03-02") == true)
      #expect(card["uuid"].string?.count == 36)
      #expect(try await service.records.auditHead().number == 1)
      #expect(service.ehr.fhirRequests.isEmpty)
    }
  }

  @Test("What prefetch lacks is fetched from the registered server with the call's own token")
  func fetches() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let answer = try await service.fire(prefetch: nil, extra: service.ehr.access())
      #expect(answer.status == 200)
      #expect(answer.json?["cards"][0]["detail"].string?.contains("1954-03-02") == true)
      #expect(service.ehr.fhirRequests.map(\.path) == ["/fhir/Patient/p1"])
    }
  }

  @Test("What is to come with prefetch or not at all is not fetched, and its lack is no gap")
  func isNotFetched() async throws {
    let labs = DataRequirement(
      key: "labs", type: "Observation",
      template: try PrefetchTemplate(parsing: "Observation?patient={{context.patientId}}"), isFetched: false)
    let model = StubModel(id: "one") { chart in
      chart.gaps.isEmpty ? try await StubModel.finding().reason(over: chart, deadline: chart.deadline) : []
    }
    let service = try HookService.stub("stub", [model], besides: [labs])
    try await RunningService.run([service]) { service in
      let answer = try await service.fire(prefetch: nil, extra: service.ehr.access())
      #expect(answer.status == 200)
      #expect(answer.json?["cards"][0]["summary"].string == "Something about one.")
      #expect(service.ehr.fhirRequests.map(\.path) == ["/fhir/Patient/p1"])
    }
  }

  @Test("A grant for another client, patient or server is refused with the field's path, and nothing is fetched")
  func wrongGrants() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      for (access, path) in [
        (service.ehr.access(subject: "another"), "fhirAuthorization.subject"),
        (service.ehr.access(patient: "p2"), "fhirAuthorization.patient"),
        (service.ehr.access(server: "https://evil.example/fhir"), "fhirServer"),
      ] {
        let answer = try await service.fire(prefetch: nil, extra: access)
        #expect(answer.status == 400)
        #expect(answer.expression == path)
        #expect(!answer.text.contains("secret-token"))
      }
      #expect(service.ehr.fhirRequests.isEmpty)
    }
  }

  @Test("Required data that cannot be had is a 412 that names it")
  func missingData() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let answer = try await service.fire(prefetch: nil)
      #expect(answer.status == 412)
      #expect(answer.expression == "prefetch.patient")
      #expect(answer.headers.mediaType == "application/fhir+json")
      #expect(try await service.records.auditHead().number == 1)
    }
  }

  @Test("Every failure of authentication is the same bare 401")
  func authentication() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let path = "/cds-services/stub"
      let good = try service.token(path)
      let imposter = JWTSigner(key: try SigningKey.generate(.es384), issuer: TestEHR.issuer)
      let tokens: [String?] = [
        nil, "nonsense", try service.token("/cds-services/other"), String(good.dropLast(4)) + "AAAA",
        try service.token(path, at: Date(timeIntervalSinceNow: -3600)),
        try service.token(path, lifetime: .seconds(7200)),
        try imposter.token(audience: service.server.base.absoluteString + path, now: Date()),
      ]
      for token in tokens {
        let answer = try await service.server.post(path, token: token, RunningService.body())
        #expect(answer.status == 401)
        #expect(answer.body.isEmpty)
        #expect(answer.headers["WWW-Authenticate"] == "Bearer")
      }
      #expect(try await service.server.post(path, token: good, RunningService.body()).status == 200)
      #expect(try await service.server.post(path, token: good, RunningService.body()).status == 401)  // replayed
      #expect(try await service.server.send(.get, "/cds-services").status == 401)
      let discovery = try await service.server.send(.get, "/cds-services", token: service.token("/cds-services"))
      #expect(discovery.status == 200)
      #expect(discovery.json?["services"][0]["prefetch"]["patient"].string == "Patient/{{context.patientId}}")
    }
  }

  @Test("Discovery can be open while calls are not")
  func openDiscovery() async throws {
    try await RunningService.run(
      [.stub("stub", [.finding()])], change: { $0.authentication.isRequiredForDiscovery = false }
    ) { service in
      let discovery = try await service.server.send(.get, "/cds-services")
      #expect(discovery.status == 200)
      let call = try await service.server.post("/cds-services/stub", RunningService.body())
      #expect(call.status == 401)
    }
  }

  @Test("Where authentication is off, anybody's call is answered from prefetch, and no server is asked")
  func anybody() async throws {
    try await RunningService.run([.stub("stub", [.finding()])], change: { $0.authentication.isRequired = false }) {
      service in
      let complete = try await service.server.post("/cds-services/stub", RunningService.body())
      #expect(complete.status == 200)
      let lacking = RunningService.body(prefetch: nil, extra: service.ehr.access())
      let incomplete = try await service.server.post("/cds-services/stub", lacking)
      #expect(incomplete.status == 412)
      #expect(service.ehr.fhirRequests.isEmpty)
      // A token that is sent is still held to its word.
      let nonsense = try await service.server.post("/cds-services/stub", token: "nonsense", RunningService.body())
      #expect(nonsense.status == 401)
    }
  }

  @Test(
    "A faulty request is refused with the path of the fault",
    arguments: [
      ("{", 400, nil), ("[]", 400, nil), (#"{"hook":"patient-view","hook":"x"}"#, 400, "hook"),
      (#"{"hook":"order-sign","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","context":{}}"#, 400, "hook"),
      (
        #"{"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","context":{"userId":"Practitioner/1"}}"#,
        400, "context.patientId"
      ),
      (#"{"hook":"patient-view","context":{"userId":"Practitioner/1","patientId":"p1"}}"#, 400, "hookInstance"),
    ] as [(String, Int, String?)])
  func faultyRequests(body: String, status: Int, path: String?) async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let url = "/cds-services/stub"
      let answer = try await service.server.post(url, token: service.token(url), body)
      #expect(answer.status == status)
      #expect(answer.json?["resourceType"].string == "OperationOutcome")
      if let path { #expect(answer.expression == path) }
    }
  }

  @Test("A service that is not there is a 404")
  func unknownService() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let answer = try await service.fire("nothing")
      #expect(answer.status == 404)
    }
  }

  @Test("A model that fails says so on a card; when none completes, the answer is a 500")
  func failingModels() async throws {
    try await RunningService.run([.stub("one", [.finding(), .broken]), .stub("none", [.broken])]) { service in
      let answer = try await service.fire("one")
      #expect(answer.status == 200)
      let summaries = answer.json?["cards"].elements.compactMap { $0["summary"].string } ?? []
      #expect(summaries.count == 2)
      #expect(summaries.last?.contains("Model broken") == true)
      let failed = try await service.fire("none")
      #expect(failed.status == 500)
      #expect(failed.json?["resourceType"].string == "OperationOutcome")
      #expect(failed.diagnostics?.contains("Model broken") == true)
    }
  }

  @Test("A model that does not end is left behind at the deadline")
  func lateModels() async throws {
    try await RunningService.run(
      [.stub("stub", [.finding(), .endless])], change: { $0.hooks.deadline = .milliseconds(300) }
    ) { service in
      let answer = try await service.fire()
      #expect(answer.status == 200)
      let summaries = answer.json?["cards"].elements.compactMap { $0["summary"].string } ?? []
      #expect(summaries.first == "Something about one.")
      #expect(summaries.last?.contains("Model endless") == true)
    }
  }

  @Test("Patients and relatives get no cards for clinicians", arguments: ["Patient/p1", "RelatedPerson/r1"])
  func patientUsers(user: String) async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let answer = try await service.fire(prefetch: nil, extra: service.ehr.access(), user: user)
      #expect(answer.status == 200)
      #expect(answer.text == #"{"cards":[]}"#)
      #expect(service.ehr.fhirRequests.isEmpty)
      #expect(try await service.records.auditHead().number == 1)
    }
  }

  @Test("When the store fails, no advice leaves")
  func failingStore() async throws {
    try await RunningService.run([.stub("stub", [.finding()])], store: FullDisk()) { service in
      let answer = try await service.fire()
      #expect(answer.status == 503)
      #expect(answer.json?["resourceType"].string == "OperationOutcome")
      let path = "/cds-services/stub/feedback"
      let feedback = #"{"feedback":[{"card":"c","outcome":"overridden","outcomeTimestamp":"2026-11-23T09:00:00Z"}]}"#
      #expect(try await service.server.post(path, token: service.token(path), feedback).status == 503)
    }
  }

  @Test("Feedback is taken for cards that were sent, once, from the client that got them")
  func feedback() async throws {
    try await RunningService.run([.stub("stub", [.finding()])]) { service in
      let card = try #require(try await service.fire().json?["cards"][0]["uuid"].string)
      let path = "/cds-services/stub/feedback"
      func body(_ card: String) -> String {
        #"{"feedback":[{"card":"\#(card)","outcome":"overridden","outcomeTimestamp":"2026-11-23T09:00:00Z"}]}"#
      }
      let accepted = try await service.server.post(path, token: service.token(path), body(card))
      #expect(accepted.status == 200)
      #expect(accepted.text == "{}")
      #expect(try await service.server.post(path, token: service.token(path), body(card)).status == 200)
      // The audience of the service itself is accepted too.
      #expect(
        try await service.server.post(path, token: service.token("/cds-services/stub"), body(card)).status == 200)
      #expect(try await service.server.post(path, token: service.token(path), body("nothing")).status == 404)
      #expect(try await service.server.post(path, body(card)).status == 401)
      let stranger = JWTSigner(key: try #require(TestEHR.strangerKey), issuer: "https://ehr.example.net")
      let token = try stranger.token(audience: service.server.base.absoluteString + path, now: Date())
      #expect(try await service.server.post(path, token: token, body(card)).status == 404)
      let faulty = try await service.server.post(
        path, token: service.token(path), #"{"feedback":[{"card":"\#(card)"}]}"#)
      #expect(faulty.status == 400)
      #expect(faulty.expression?.hasPrefix("feedback[0].") == true)
      // The dismissed finding is not shown to the same clinician again.
      #expect(try await service.fire().text == #"{"cards":[]}"#)
      guard case .intact = try await service.records.verifyAudit() else {
        Issue.record("the audit chain does not hold")
        return
      }
    }
  }
}
