import CDSHooks
import FHIR
import HTTPClient
import HTTPTypes
import JSON
import SMART
import Synchronization
import Testing
import WebServer

@testable import Sandbox

@Suite("Sandbox over HTTP")
struct SandboxServerTests {
  private func token(_ scopes: String, _ server: RunningSandbox, patient: String = "a") -> String {
    server.sandbox.tokens.issue(patient: patient, scopes: Scopes(parsing: scopes))
  }

  @Test("Metadata is open; data need a living token of the right patient and scope")
  func access() async throws {
    try await RunningSandbox.run { server in
      let metadata = try await server.send(.get, "/fhir/metadata")
      #expect(metadata.status == 200)
      #expect(metadata.json["fhirVersion"].string == "4.0.1")
      let configuration = try await server.send(.get, "/fhir/.well-known/smart-configuration")
      #expect(configuration.json["jwks_uri"].string == server.base.absoluteString + "/sandbox/jwks.json")
      #expect(
        try SMARTConfiguration(parsing: Array(configuration.text.utf8), base: server.base).capabilities.contains(
          "permission-v2"))

      let none = try await server.send(.get, "/fhir/Patient/a")
      #expect(none.status == 401)
      #expect(none.headers["WWW-Authenticate"] == "Bearer")
      #expect(none.json["resourceType"].string == "OperationOutcome")
      #expect(try await server.send(.get, "/fhir/Patient/a", token: "invented").status == 401)
      #expect(try await server.send(.get, "/fhir/Observation?patient=a").status == 401)
      let token = token("patient/Patient.r patient/Observation.rs", server)
      let patient = try await server.send(.get, "/fhir/Patient/a", token: token)
      #expect(patient.status == 200)
      #expect(patient.headers.mediaType == "application/fhir+json")
      #expect(patient.json["birthDate"].string == "1954-03-02")
      #expect(try await server.send(.get, "/fhir/Patient/b", token: token).status == 403)
      #expect(try await server.send(.get, "/fhir/Observation/o5", token: token).status == 403)
      #expect(try await server.send(.get, "/fhir/Observation?patient=b", token: token).status == 403)
      #expect(try await server.send(.get, "/fhir/Condition?patient=a", token: token).status == 403)
      #expect(try await server.send(.get, "/fhir/Patient?name=x", token: token).status == 403)
      #expect(try await server.send(.get, "/fhir/Patient/none", token: token).status == 404)
      #expect(try await server.send(.get, "/fhir/Nothing/1", token: token).status == 404)
      server.sandbox.tokens.revokeAll()
      #expect(try await server.send(.get, "/fhir/Patient/a", token: token).status == 401)
    }
  }

  @Test("A token ends when its time is over")
  func expiry() {
    let tokens = AccessTokens()
    let issued = ContinuousClock.now
    let token = tokens.issue(patient: "a", scopes: Scopes(), now: issued)
    #expect(tokens.grant(authorization: "Bearer \(token)", now: issued + .seconds(299))?.patient == "a")
    #expect(tokens.grant(authorization: "bearer \(token)", now: issued)?.patient == "a")
    #expect(tokens.grant(authorization: "Bearer \(token)", now: issued + .seconds(300)) == nil)
    #expect(tokens.grant(authorization: token, now: issued) == nil)
    #expect(tokens.grant(authorization: nil) == nil)
  }

  @Test("Searches by GET and POST, pages by next links, refusals as OperationOutcome")
  func search() async throws {
    try await RunningSandbox.run { server in
      let token = token("patient/*.rs", server)
      var found: [String] = []
      var next: String? = "/fhir/Observation?patient=a&_count=3&_sort=date&unknown=1"
      var pages = 0
      while let path = next {
        let page = try await server.send(.get, path, token: token)
        #expect(page.status == 200)
        #expect(page.json["total"].int == 4)
        found += page.json["entry"].elements.filter { $0["search"]["mode"].stringEquals("match") }.compactMap {
          $0["resource"]["id"].string
        }
        let link = page.json["link"].elements.first { $0["relation"].stringEquals("next") }
        next = link["url"].string.map { String($0.dropFirst(server.base.absoluteString.count)) }
        pages += 1
        if pages == 1 {
          #expect(page.json["entry"].elements.contains { $0["search"]["mode"].stringEquals("outcome") })
          let own = page.json["link"].elements.first { $0["relation"].stringEquals("self") }
          #expect(own["url"].string?.contains("unknown") == false)
        }
      }
      #expect(pages == 2)
      #expect(found == ["o1", "o3", "o2", "o4"])

      let form = try await server.send(
        .post, "/fhir/Observation/_search", token: token,
        headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")],
        body: "patient=a&code=http%3A%2F%2Floinc.org%7C4548-4")
      #expect(form.json["entry"][0]["resource"]["id"].string == "o3")
      let strict = try await server.send(
        .get, "/fhir/Observation?patient=a&unknown=1", token: token, headers: [HTTPHeader("Prefer", "handling=strict")])
      #expect(strict.status == 400)
      #expect(strict.json["issue"][0]["code"].string == "not-supported")
      for bad in ["date=tomorrow", "code:in=x", "_count=x", "patient"] {
        let answer = try await server.send(.get, "/fhir/Observation?patient=a&" + bad, token: token)
        #expect(answer.status == 400, "\(bad)")
        #expect(answer.json["resourceType"].string == "OperationOutcome", "\(bad)")
      }
    }
  }

  @Test("A fired hook is signed, complete and valid; its token reads the chart")
  func fireWithPrefetch() async throws {
    try await RunningSandbox.run { server in
      let seen = try await server.fire("patient-view", service: "kidney")
      #expect(seen["failure"] == nil)
      #expect(seen["status"].int == 200)
      #expect(seen["response"]["cards"].elements.isEmpty)
      #expect(seen["request"]["fhirAuthorization"]["access_token"].string == "(not shown)")
      let document = try #require(server.service.requests.withLock { $0.first })
      let request = try HookRequest(decoding: document, answering: ["patient-view"])
      #expect(request.context.patientID == "a")
      #expect(request.context.encounterID == "e")
      #expect(request.fhirServer == server.sandbox.fhirBase)
      let prefetch = document.root["prefetch"]
      #expect(prefetch["patient"]["id"].string == "a")
      #expect(prefetch["user"]["resourceType"].string == "Practitioner")
      #expect(prefetch["labs"]["entry"].elements.compactMap { $0["resource"]["id"].string } == ["o3", "o2", "o1"])
      #expect(prefetch["none"]?.isNull == true)
      let member = try #require(document.root["fhirAuthorization"])
      let authorization = try #require(try FHIRAuthorization(member))
      try authorization.check(clientID: SandboxEHR.clientID, patientID: "a")
      let token = try #require(document.root["fhirAuthorization"]["access_token"].string)
      #expect(
        try await server.send(.get, "/fhir/Observation?patient=a&category=laboratory", token: token).status == 200)
      #expect(try await server.send(.get, "/fhir/Condition?patient=a", token: token).status == 403)
    }
  }

  @Test("Order hooks carry their drafts; without prefetch there is none")
  func fireOrders() async throws {
    try await RunningSandbox.run { server in
      let orders = try await server.send(.get, "/sandbox/patients/a/orders")
      let menu = (orders.json?.elements).map(Array.init) ?? []
      #expect(menu.compactMap { $0["title"].string } == ["metformin 500 mg: twice daily", "Renew: metformin 500 mg"])
      _ = try await server.fire(
        "order-select", service: "orders-order-select", drafts: ["draft-metformin", "renew-r1"], prefetch: false)
      let document = try #require(server.service.requests.withLock { $0.first })
      let request = try HookRequest(decoding: document, answering: ["order-select"])
      #expect(document.root["prefetch"] == nil)
      #expect(request.context.selections == ["MedicationRequest/draft-metformin", "MedicationRequest/renew-r1"])
      #expect(request.context.selected.count == 2)
      let drafted = try #require(document.root["context"]["draftOrders"]["entry"][0]["resource"])
      #expect(drafted["subject"]["reference"].string == "Patient/a")
      #expect(drafted["authoredOn"].string == "2026-11-24")
      let renewed = try #require(document.root["context"]["draftOrders"]["entry"][1]["resource"])
      #expect(renewed["status"].string == "draft")
      #expect(renewed["priorPrescription"]["reference"].string == "MedicationRequest/r1")
    }
  }

  @Test(
    "A failing service never looks like one without advice",
    arguments: [
      (
        500,
        #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception","diagnostics":"broken"}]}"#,
        "broken"
      ),
      (412, "", "412"), (200, "not json", "not JSON"), (200, "{}", "no list of cards"),
      (200, #"{"cards":{}}"#, "no list of cards"),
    ])
  func failures(status: Int, body: String, words: String) async throws {
    try await RunningSandbox.run { server in
      server.service.answer.withLock {
        $0 = WebResponse(status: .init(code: status), contentType: "application/json", body: Array(body.utf8))
      }
      let seen = try await server.fire("patient-view", service: "kidney")
      #expect(seen["failure"].string?.contains(words) == true)
    }
  }

  @Test(
    "Bad requests of the page",
    arguments: [
      ("[]", 400), ("{", 400), (#"{"patient":"a"}"#, 400),
      (#"{"patient":"none","service":"kidney","hook":"patient-view"}"#, 404),
      (#"{"patient":"a","service":"kidney","hook":"order-sign"}"#, 502),
      (#"{"patient":"a","service":"../admin","hook":"patient-view"}"#, 502),
    ])
  func badRequests(body: String, status: Int) async throws {
    try await RunningSandbox.run { server in
      let answer = try await server.send(.post, "/sandbox/fire", body: body)
      #expect(answer.status == status)
      #expect(answer.json["resourceType"].string == "OperationOutcome")
    }
  }

  @Test("Feedback reaches the service")
  func feedback() async throws {
    try await RunningSandbox.run { server in
      let card = "4f0a4b3c-9c3f-4a8e-8a52-3c5a2a9b1f00"
      let accepted = try await server.send(
        .post, "/sandbox/feedback",
        body: #"{"service":"kidney","card":"\#(card)","outcome":"accepted","suggestions":["\#(card)"]}"#)
      #expect(accepted.json["status"].int == 200)
      _ = try await server.send(
        .post, "/sandbox/feedback",
        body:
          #"{"service":"kidney","card":"\#(card)","outcome":"overridden","reason":{"code":"known","system":"http://x"},"comment":"seen"}"#
      )
      #expect(
        try await server.send(.post, "/sandbox/feedback", body: #"{"service":"kidney","card":"x","outcome":"ignored"}"#)
          .status == 400)
      let reports = server.service.feedback.withLock { $0 }
      #expect(reports.count == 2)
      for report in reports { #expect(try FeedbackReport(decoding: report).feedback.count == 1) }
      #expect(reports.last?.root["feedback"][0]["overrideReason"]["reason"]["code"].string == "known")
    }
  }

  @Test("The page shows what the record says as text, and loads nothing from elsewhere")
  func page() async throws {
    try await RunningSandbox.run { server in
      let page = try await server.send(.get, "/")
      #expect(page.status == 200)
      #expect(page.text.contains("Bo &lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(!page.text.contains("<script>alert"))
      #expect(page.text.contains("72 years, female"))
      #expect(!page.text.contains("//cdn"))
      #expect(page.headers["Content-Security-Policy"]?.contains("script-src 'self'") == true)
      for asset in ["/assets/sandbox.css", "/assets/sandbox.js", "/assets/cards.js"] {
        let answer = try await server.send(.get, asset)
        #expect(answer.status == 200)
        #expect(!answer.text.contains("innerHTML"))
      }
      #expect(
        try JSONWebKeySet(parsing: Array(try await server.send(.get, "/sandbox/jwks.json").text.utf8)).keys.count == 1)
      #expect(
        try await server.send(.get, "/sandbox/patients/a").json["problems"][0]["text"].string == "Type 2 diabetes")
      #expect(try await server.send(.get, "/sandbox/patients/none").status == 404)
      #expect(try await server.send(.get, "/sandbox/services").json["services"].elements.count == 3)
    }
  }
}
