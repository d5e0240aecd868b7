import CDSHooks
import Foundation
import HTTPClient
import JSON
import Logging
import ModelGateway
import Reasoning
import Records
import SMART
import Synchronization
import TestSupport
import WebServer

@testable import ChartsideServer

/// The whole service on a loopback port, with an EHR that signs calls and serves one patient.
struct RunningService {
  let server: RunningServer
  let ehr: TestEHR
  let records: SQLiteRecords

  /// Runs `test` against a service of `services` that is really listening.
  static func run(
    _ services: [HookService], change: @escaping @Sendable (inout ChartsideConfiguration) -> Void = { _ in },
    store: (any RecordStore)? = nil, server: WebServerConfiguration = WebServerConfiguration(),
    _ test: @escaping @Sendable (RunningService) async throws -> Void
  ) async throws {
    let ehr = try TestEHR()
    let folder = NSTemporaryDirectory() + "/service-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let records = try SQLiteRecords(path: folder + "/records.sqlite")
    let routes = DeferredRoutes()
    try await RunningServer.run([routes], configuration: server) { address in
      var configuration = ChartsideConfiguration()
      configuration.publicBaseURL = address.url
      configuration.ehrs = [try ehr.configuration(name: "st-marys"), try TestEHR.stranger()]
      change(&configuration)
      let service = try ChartsideService(
        configuration: configuration, services: services, records: store ?? records, logger: .silent)
      routes.serve(service.routes)
    } _: { server in
      try await test(RunningService(server: server, ehr: ehr, records: records))
    }
    await records.close()
    ehr.stop()
  }

  func token(_ path: String, lifetime: Duration = .seconds(300), at time: Date = Date()) throws -> String {
    try ehr.signer.token(audience: server.base.absoluteString + path, now: time, lifetime: lifetime)
  }

  /// Fires patient-view.
  func fire(
    _ service: String = "stub", prefetch: String? = TestEHR.patient, extra: String = "", user: String = "Practitioner/1"
  ) async throws -> RunningServer.Answer {
    let path = "/cds-services/\(service)"
    return try await server.post(
      path, token: token(path), RunningService.body(prefetch: prefetch, extra: extra, user: user))
  }

  static func body(prefetch: String? = TestEHR.patient, extra: String = "", user: String = "Practitioner/1") -> String {
    let data = prefetch.map { #","prefetch":{"patient":\#($0)}"# } ?? ""
    return #"{"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","#
      + #""context":{"userId":"\#(user)","patientId":"p1"}\#(data)\#(extra)}"#
  }
}

/// An EHR: a signing key, and a FHIR server with one patient.
final class TestEHR: Sendable {
  static let patient = #"{"resourceType":"Patient","id":"p1","birthDate":"1954-03-02"}"#
  static let issuer = "https://ehr.example.org"
  let key: SigningKey
  let signer: JWTSigner
  private let fhir: LoopbackServer

  init() throws {
    key = try SigningKey.generate(.es384)
    signer = JWTSigner(key: key, issuer: TestEHR.issuer)
    fhir = try LoopbackServer { request, connection in
      switch (request.path, request.header("authorization")) {
      case ("/fhir/Patient/p1", "Bearer secret-token"):
        connection.respond(type: "application/fhir+json", TestEHR.patient)
      case ("/fhir/Patient/p1", _): connection.respond(status: 401)
      default: connection.respond(status: 404)
      }
    }
  }

  var fhirBase: String { fhir.origin + "/fhir" }
  var fhirRequests: [LoopbackServer.Request] { fhir.requests }
  func stop() { fhir.stop() }

  func configuration(name: String) throws -> EHRConfiguration {
    var ehr = EHRConfiguration(
      name: name, issuer: TestEHR.issuer, keys: .pinned(JSONWebKeySet(keys: [key.verificationKey])))
    ehr.fhirServers = [try BaseURL(fhirBase)]
    ehr.clientID = "chartside"
    ehr.trust = TrustPolicy(allowedSchemes: [.http], allowLoopback: true)
    return ehr
  }

  /// Another EHR, registered as well.
  static let strangerKey = try? SigningKey.generate(.es384)
  static func stranger() throws -> EHRConfiguration {
    guard let key = strangerKey else { throw CocoaError(.featureUnsupported) }
    return EHRConfiguration(
      name: "stranger", issuer: "https://ehr.example.net", keys: .pinned(JSONWebKeySet(keys: [key.verificationKey])))
  }

  func access(server: String? = nil, subject: String = "chartside", patient: String = "p1") -> String {
    #","fhirServer":"\#(server ?? fhirBase)","fhirAuthorization":{"access_token":"secret-token","token_type":"Bearer","#
      + #""expires_in":300,"scope":"patient/Patient.r","subject":"\#(subject)","patient":"\#(patient)"}"#
  }
}

/// A store whose disk is full.
struct FullDisk: RecordStore {
  struct Full: Error {}
  func record(
    _ line: AuditLine, cards: [IssuedCard], meanings: [String: Set<DismissalKey>], sentTo client: ClientIdentity?
  ) async throws { throw Full() }
  func record(_ cards: [IssuedCard], sentTo client: ClientIdentity) async throws { throw Full() }
  func accept(
    _ feedback: [Feedback], about service: String, from client: ClientIdentity
  ) async throws -> [FeedbackDisposition] { throw Full() }
  func dismissed(among keys: Set<DismissalKey>) async throws -> Set<DismissalKey> { throw Full() }
  func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws { throw Full() }
  func patientHash(_ patientID: String, fhirServer: String?) -> String? { nil }
  func isReady() async -> Bool { false }
  func record(_ event: ModelEvent) async throws { throw Full() }
  func noteOrders(_ orders: [[String]], ofPatient patient: String) {}
  func report(on model: String, since: Int64?) async throws -> ModelReport { throw Full() }
  func reportedModels() async throws -> [String] { throw Full() }
  func isClosed(model: String, version: String, expected: String) async throws -> Bool { throw Full() }
  func tokens(of model: String, day: Int) async throws -> TokenUsage { throw Full() }
}
