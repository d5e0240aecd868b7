import CDSHooks
import Foundation
import HTTPClient
import JSON
import ModelGateway
import SMART
import TestSupport
import Testing

@testable import ChartsideServer

@Suite("Credentials of remote models, from files to the wire")
struct ModelSecretsTests {
  private static let policy = TrustPolicy(allowedSchemes: [.http], allowLoopback: true)

  /// A form as the token endpoint received it.
  private static func form(_ request: LoopbackServer.Request) -> [String: String] {
    var form: [String: String] = [:]
    for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
      if parts.count == 2 { form[parts[0]] = parts[1] }
    }
    return form
  }

  private static func part(_ assertion: String, _ index: Int) throws -> JSONValue {
    var text = assertion.split(separator: ".").map(String.init)[index].replacing("-", with: "+").replacing(
      "_", with: "/")
    text += String(repeating: "=", count: (4 - text.count % 4) % 4)
    return try JSONDocument(parsing: Array(try #require(Data(base64Encoded: text)))).root
  }

  /// Asks for a token with the credential of a configuration, and says what the endpoint was sent.
  private static func sent(
    _ proof: ModelConfiguration.Entra.Proof
  ) async throws -> (form: [String: String], endpoint: String) {
    let server = try LoopbackServer { _, connection in
      connection.respond(type: "application/json", #"{"access_token": "t", "expires_in": 3599}"#)
    }
    defer { server.stop() }
    let http = HTTPClientRegistry()
    let entra = ModelConfiguration.Entra(
      endpoint: server.origin + "/tenant/oauth2/v2.0/token", clientID: "app", proof: proof, scope: "scope")
    let credential = try ModelSecrets(http: http).credential(
      .entra(entra), for: BaseURL(server.origin + "/openai/v1"), trust: policy)
    guard case .provider(let provider) = credential else {
      Issue.record("another credential")
      return ([:], "")
    }
    for _ in 0..<3 { _ = try await provider.token(deadline: .patient) }
    await http.shutdown()
    #expect(server.requests.count == 1)
    return (form(try #require(server.requests.first)), entra.endpoint)
  }

  private static func folder() throws -> String {
    let path = NSTemporaryDirectory() + "/secrets-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private static func write(_ text: String, to path: String, mode: Int) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test("a certificate's key signs an assertion as Entra ID wants it")
  func signedAssertion() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let key = try SigningKey.generate(.rs256)
    try key.savePEM(toFile: folder + "/key.pem")
    let (form, endpoint) = try await Self.sent(.key(file: folder + "/key.pem", thumbprint: "print"))
    #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    #expect(form["client_id"] == "app" && form["scope"] == "scope" && form["client_secret"] == nil)
    let assertion = try #require(form["client_assertion"])
    let (header, claims) = (try Self.part(assertion, 0), try Self.part(assertion, 1))
    #expect(header["alg"].string == "PS256" && header["x5t#S256"].string == "print" && header["kid"] == nil)
    #expect(claims["iss"].string == "app" && claims["sub"].string == "app" && claims["aud"].string == endpoint)
    #expect(claims["nbf"].int == claims["iat"].int && claims["jti"].string?.isEmpty == false)
    #expect((claims["exp"].int ?? 0) - (claims["iat"].int ?? 0) == 300)
    // What is signed so opens no door of ours.
    #expect(throws: JWSError.self) { try CompactJWS(parsing: Array(assertion.utf8)) }
  }

  @Test("a key of another kind is refused when the service starts")
  func wrongKey() throws {
    #expect(throws: KeyError.self) {
      try CertificateAssertion(key: SigningKey.generate(.es384), clientID: "app", thumbprint: "print")
    }
  }

  @Test("a secret and a workload's assertion are read from files that not everybody may read")
  func files() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.write("s e&cret\n", to: folder + "/secret", mode: 0o600)
    let secret = try await Self.sent(.secret(.file(folder + "/secret")))
    #expect(secret.form["client_secret"] == "s e&cret")
    try Self.write("a.b.c\n", to: folder + "/assertion", mode: 0o640)
    let workload = try await Self.sent(.assertionFile(folder + "/assertion"))
    #expect(workload.form["client_assertion"] == "a.b.c")
    try Self.write("open", to: folder + "/open", mode: 0o644)
    try Self.write("two\nlines", to: folder + "/lines", mode: 0o600)
    for name in ["open", "lines", "absent"] {
      await #expect(throws: ModelSecrets.Failure.self) { try await Self.sent(.secret(.file(folder + "/" + name))) }
    }
  }
}
