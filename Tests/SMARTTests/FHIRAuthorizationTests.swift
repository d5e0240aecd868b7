import Foundation
import HTTPClient
import JSON
import SMART
import Testing
import TestSupport

@Suite("fhirAuthorization")
struct FHIRAuthorizationTests {
  static let good =
    #"{"access_token":"some-opaque.token","token_type":"Bearer","expires_in":300,"scope":"patient/Patient.r patient/Observation.rs","subject":"cds-service4","patient":"123"}"#

  private func parse(_ json: String) throws -> FHIRAuthorization? {
    try FHIRAuthorization(JSONDocument(parsing: Array(json.utf8)).root)
  }

  @Test("A whole one")
  func whole() throws {
    let authorization = try #require(try parse(Self.good))
    #expect(authorization.scopes.covers(Scopes(parsing: "patient/Observation.r")))
    #expect(authorization.subject == "cds-service4")
    #expect(authorization.patient == "123")
    let received = ContinuousClock.now
    let token = try authorization.bearerToken(for: BaseURL("https://ehr.example.org/fhir"), receivedAt: received)
    #expect(token.expiresAt == received + .seconds(298))
    #expect(try token.permits(HTTPURL("https://ehr.example.org/fhir/Patient/1")))
    #expect(try !token.permits(HTTPURL("https://ehr.example.org/admin")))
    #expect(Mirror(reflecting: authorization).children.isEmpty)
  }

  @Test("Null means absent")
  func null() throws { #expect(try parse("null") == nil) }

  @Test(
    "Faults are named by path",
    arguments: [
      ("\"text\"", "fhirAuthorization"), ("[]", "fhirAuthorization"), ("{}", "fhirAuthorization.access_token"),
      (good.replacing("\"some-opaque.token\"", with: "\"\""), "fhirAuthorization.access_token"),
      (good.replacing("\"some-opaque.token\"", with: "5"), "fhirAuthorization.access_token"),
      (good.replacing("Bearer", with: "MAC"), "fhirAuthorization.token_type"),
      (good.replacing("300", with: "\"300\""), "fhirAuthorization.expires_in"),
      (good.replacing("300", with: "-1"), "fhirAuthorization.expires_in"),
      (good.replacing("300", with: "1e9"), "fhirAuthorization.expires_in"),
      (good.replacing("\"scope\"", with: "\"scopes\""), "fhirAuthorization.scope"),
      (good.replacing("\"123\"", with: "123"), "fhirAuthorization.patient"),
      (good.replacing("\"cds-service4\"", with: "{}"), "fhirAuthorization.subject"),
    ])
  func faults(json: String, path: String) throws {
    let error = #expect(throws: FHIRAuthorizationError.self) { try parse(json) }
    #expect(error?.path == path)
  }

  @Test("Tokens that could break out of a header", arguments: ["a\\r\\nX: y", "a b", "a\\u0000", "é"])
  func unsafeTokens(token: String) throws {
    let authorization = try #require(try parse(Self.good.replacing("some-opaque.token", with: token)))
    let error = #expect(throws: FHIRAuthorizationError.self) {
      try authorization.bearerToken(for: BaseURL("https://ehr.example.org/fhir"), receivedAt: .now)
    }
    #expect(error?.description.contains(token) == false)
  }

  @Test("Subject and patient must be ours")
  func check() throws {
    let authorization = try #require(try parse(Self.good))
    try authorization.check(clientID: "cds-service4", patientID: "123")
    try authorization.check(clientID: nil, patientID: nil)
    #expect(throws: FHIRAuthorizationError.self) { try authorization.check(clientID: "other", patientID: "123") }
    #expect(throws: FHIRAuthorizationError.self) { try authorization.check(clientID: nil, patientID: "124") }
    let open = try #require(try parse(Self.good.replacing(",\"patient\":\"123\"", with: "")))
    try open.check(clientID: nil, patientID: "124")
  }
}

@Suite("SMART configuration")
struct SMARTConfigurationTests {
  @Test("Endpoints, relative ones, capabilities")
  func parse() throws {
    let json =
      #"{"issuer":"https://ehr.example.org","jwks_uri":"/jwks","token_endpoint":"https://auth.example.org/token","capabilities":["client-confidential-asymmetric"],"token_endpoint_auth_signing_alg_values_supported":["ES384","PS256"],"unknown":1}"#
    let configuration = try SMARTConfiguration(parsing: Array(json.utf8), base: BaseURL("https://ehr.example.org/fhir"))
    #expect(configuration.tokenEndpoint.absoluteString == "https://auth.example.org/token")
    #expect(configuration.keySetURL?.absoluteString == "https://ehr.example.org/jwks")
    #expect(configuration.supportsBackendServices(with: .es384))
    #expect(!configuration.supportsBackendServices(with: .rs384))
  }

  @Test(
    "Refused",
    arguments: [
      "", "[]", "{}", #"{"token_endpoint":5}"#, #"{"token_endpoint":"javascript:alert(1)"}"#,
      #"{"token_endpoint":"https://u@x"}"#, "<html>",
    ])
  func refused(json: String) throws {
    let base = try BaseURL("https://ehr.example.org/fhir")
    #expect(throws: SMARTConfigurationError.self) { try SMARTConfiguration(parsing: Array(json.utf8), base: base) }
  }
}

@Suite("Backend Services")
struct BackendTokenClientTests {
  private actor Endpoint {
    var forms: [[String: String]] = []
    var status = 200
    var body = #"{"access_token":"t","token_type":"bearer","expires_in":300,"scope":"system/Observation.rs"}"#
    func answer(_ status: Int, _ body: String) { (self.status, self.body) = (status, body) }
    func post(_ form: [UInt8]) -> (status: Int, body: [UInt8]) {
      let pairs = String(decoding: form, as: UTF8.self).split(separator: "&").map {
        $0.split(separator: "=", maxSplits: 1).map(String.init)
      }
      forms.append(Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1].removingPercentEncoding ?? "") }))
      return (status, Array(body.utf8))
    }
  }

  @Test("The assertion is as SMART asks; one request serves many calls; scopes are the granted ones")
  func request() async throws {
    let endpoint = Endpoint()
    let client = BackendTokenClient(
      clientID: "us", key: try TestKeys.key(.es384), endpoint: try HTTPURL("https://auth.example.org/token"),
      base: try BaseURL("https://ehr.example.org/fhir")
    ) { _, form, _ in await endpoint.post(form) }
    let asked = Scopes(parsing: "system/Observation.rs system/Condition.rs")
    try await withThrowingTaskGroup(of: Scopes.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try await client.token(scopes: asked, now: TokenParts.now, deadline: .patient).scopes
        }
      }
      for try await scopes in group { #expect(scopes.description == "system/Observation.rs") }
    }
    let forms = await endpoint.forms
    #expect(forms.count == 1)
    let form = try #require(forms.first)
    #expect(form["grant_type"] == "client_credentials")
    #expect(form["scope"] == "system/Observation.rs system/Condition.rs")
    #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    let jws = try CompactJWS(parsing: try #require(form["client_assertion"]).utf8)
    #expect(jws.isSigned(by: try TestKeys.key(.es384).verificationKey))
    #expect(jws.header["typ"].string == "JWT")
    let claims = try JSONDocument(parsing: jws.payload).root
    #expect(claims["iss"].string == "us" && claims["sub"].string == "us")
    #expect(claims["aud"].string == "https://auth.example.org/token")
    #expect(claims["exp"].int == 1_800_000_250)
    #expect(claims["jti"].string?.isEmpty == false)
    await client.forget()
    _ = try await client.token(scopes: asked, now: TokenParts.now, deadline: .patient)
    let again = await endpoint.forms
    #expect(again.count == 2)
    #expect(again[0]["client_assertion"] != again[1]["client_assertion"])
  }

  @Test(
    "Refusals",
    arguments: [
      (400, #"{"error":"invalid_client","error_description":"secret detail"}"#), (500, "<html>"), (200, "{}"),
      (200, #"{"access_token":"a b","token_type":"bearer"}"#),
      (200, #"{"access_token":"t","token_type":"mac"}"#),
    ])
  func refusals(status: Int, body: String) async throws {
    let endpoint = Endpoint()
    await endpoint.answer(status, body)
    let client = BackendTokenClient(
      clientID: "us", key: try TestKeys.key(.es384), endpoint: try HTTPURL("https://auth.example.org/token"),
      base: try BaseURL("https://ehr.example.org/fhir")
    ) { _, form, _ in await endpoint.post(form) }
    let error = await #expect(throws: BackendTokenError.self) {
      _ = try await client.token(
        scopes: Scopes(parsing: "system/*.rs"), now: TokenParts.now, deadline: .patient)
    }
    #expect(error?.description.contains("secret") == false)
    if status == 400 { #expect(error?.problem.contains("invalid_client") == true) }
  }
}
