import HTTPClient
import JSON
import SMART
import Testing

@Suite("Registrations")
struct TrustedClientsTests {
  private func problem(testMode: Bool = false, _ change: (inout ClientRegistration) throws -> Void) throws -> String? {
    let keys = JSONWebKeySet(keys: [try TestKeys.key(.es384).verificationKey])
    var registration = ClientRegistration(name: "ehr", issuer: "https://ehr.example.org", keys: .pinned(keys))
    try change(&registration)
    do throws(RegistrationError) {
      _ = try TrustedClients([registration], testMode: testMode)
      return nil
    } catch {
      #expect(error.description.hasSuffix("."))
      return error.problem
    }
  }

  @Test("Faults are named")
  func faults() throws {
    #expect(try problem { _ in } == nil)
    #expect(try problem { $0.name = "" }?.contains("name") == true)
    #expect(try problem { $0.issuer = "" }?.contains("issuer") == true)
    #expect(try problem { $0.algorithms = [] }?.contains("algorithm") == true)
    #expect(try problem { $0.algorithms = [.rs384] }?.contains("pinned key") == true)
    #expect(try problem { $0.tenants = [] }?.contains("tenant") == true)
    #expect(try problem { $0.maximumLifetime = .seconds(3601) }?.contains("lifetime") == true)
    #expect(try problem { $0.maximumLifetime = .zero }?.contains("lifetime") == true)
    #expect(try problem { $0.clockSkew = .seconds(301) }?.contains("skew") == true)
    #expect(try problem { $0.keys = .pinned(JSONWebKeySet(keys: [])) }?.contains("pinned key") == true)
    #expect(try problem { $0.keys = try .url("http://ehr.example.org/jwks") }?.contains("https") == true)
    #expect(try problem(testMode: true) { $0.keys = try .url("http://127.0.0.1:9/jwks") } == nil)
  }

  @Test("Published test issuers and keys need test mode")
  func testIdentities() throws {
    #expect(try problem { $0.issuer = "https://sandbox.cds-hooks.org" }?.contains("test") == true)
    #expect(try problem(testMode: true) { $0.issuer = "https://sandbox.cds-hooks.org" } == nil)
    let jwk = """
      {"keys":[{"kty":"EC","crv":"P-384","kid":"renamed","alg":"ES384",
      "x":"46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk",
      "y":"XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI"}]}
      """
    let set = try JSONWebKeySet(parsing: Array(jwk.utf8))
    #expect(try problem { $0.keys = .pinned(set) }?.contains("published") == true)
    #expect(try problem(testMode: true) { $0.keys = .pinned(set) } == nil)
  }

  @Test("One registration an issuer")
  func duplicates() throws {
    let keys = JSONWebKeySet(keys: [try TestKeys.key(.es384).verificationKey])
    let one = ClientRegistration(name: "one", issuer: "https://ehr.example.org", keys: .pinned(keys))
    let two = ClientRegistration(name: "two", issuer: "https://ehr.example.org", keys: .pinned(keys))
    #expect(throws: RegistrationError.self) { try TrustedClients([one, two]) }
  }

  @Test("fhirServer is looked up, never taken over")
  func fhirServers() throws {
    var registration = ClientRegistration(name: "ehr", issuer: "i", keys: .pinned(JSONWebKeySet(keys: [])))
    registration.fhirServers = [try BaseURL("https://ehr.example.org/fhir")]
    #expect(
      registration.fhirServer(matching: "https://ehr.example.org/fhir/")?.absoluteString
        == "https://ehr.example.org/fhir")
    for wrong in [
      "https://ehr.example.org/fhir/x", "https://ehr.example.org", "http://ehr.example.org/fhir",
      "https://ehr.example.org:444/fhir", "https://ehr.example.org/fhir/../admin", "nonsense", "",
    ] {
      #expect(registration.fhirServer(matching: wrong) == nil, "\(wrong)")
    }
  }
}
