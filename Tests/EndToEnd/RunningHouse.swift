import ChartsideServer
import ClinicalTypes
import Foundation
import Guidelines
import HTTPClient
import JSON
import Logging
import Records
import SMART
import Sandbox
import TestSupport
import WebServer

/// The whole house on one loopback port: the service with the content that ships, and the sandbox EHR with its patients
/// behind a real FHIR server. What a test sends goes through sockets, signatures and libcurl like an EHR's.
struct RunningHouse {
  let base: String
  let sandbox: SandboxEHR
  let patients: [String]
  let service: ChartsideService
  let records: SQLiteRecords
  private let signer: JWTSigner
  private let client: HTTPClient

  /// Runs `test` while the house is up: the sandbox serves the folders of patients, and the folders of content are
  /// served beside what ships, unless a `library` is given that was loaded before. Rethrows what `test` throws.
  static func run(
    patients: [String] = [], content: [String] = [], library: GuidelineLibrary? = nil,
    models: [ModelConfiguration] = [], terminology: TerminologyConfiguration? = nil,
    discovery: ChartsideConfiguration.Discovery = .all, now: PartialDateTime? = nil,
    _ test: @escaping @Sendable (RunningHouse) async throws -> Void
  ) async throws {
    let project = ConformanceData.projectRoot.path
    let home = try ContentHome(own: content, environment: ["CHARTSIDE_HOME": project])
    let library =
      try library ?? GuidelineLibrary.load(folders: home.folders, valueSetsMayBeRemote: terminology != nil)
    let key = try SigningKey.generate(.es384)
    let wards = PatientLibrary(directories: patients.isEmpty ? home.examplePatientFolders : patients)
    let sandbox = try SandboxEHR(
      library: wards, orders: PatientLibrary(directories: home.exampleOrderFolders), key: key)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chartside-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let records = try SQLiteRecords(path: folder.appendingPathComponent("records.sqlite").path)
    let client = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let routes = DeferredRoutes()
    let (addresses, ready) = AsyncStream.makeStream(of: WebAddress.self)
    let application = try WebApplication(
      [routes, sandbox.routes], configuration: WebServerConfiguration(port: 0), metrics: PrometheusRegistry(),
      accessLog: nil, logger: logger
    ) { address in
      ready.yield(address)
      ready.finish()
    }
    let server = Task { try await application.run() }
    var failure: (any Error)?
    for await address in addresses {
      do {
        try sandbox.listening(at: address.url)
        var configuration = try configuration(at: address.url, sandbox, now: now)
        configuration.models = models
        configuration.terminology = terminology
        // Tests call single services too, unless they say otherwise.
        configuration.discovery = discovery
        let service = try ChartsideService(
          configuration: configuration, library: library, home: home, records: records, logger: logger)
        routes.serve(service.routes)
        let house = RunningHouse(
          base: address.url, sandbox: sandbox, patients: wards.patientIDs, service: service, records: records,
          signer: JWTSigner(key: key, issuer: SandboxEHR.issuer), client: client)
        try await test(house)
        await service.endModels()
      } catch {
        failure = error
      }
    }
    server.cancel()
    _ = await server.result
    await client.shutdown()
    await sandbox.shutdown()
    await records.close()
    try? FileManager.default.removeItem(at: folder)
    if let failure { throw failure }
  }

  private static func configuration(
    at address: String, _ sandbox: SandboxEHR, now: PartialDateTime?
  ) throws -> ChartsideConfiguration {
    var ehr = EHRConfiguration(name: "sandbox", issuer: SandboxEHR.issuer, keys: .pinned(sandbox.keySet))
    ehr.clientID = SandboxEHR.clientID
    ehr.fhirServers = [try BaseURL(sandbox.fhirBase)]
    ehr.trust = TrustPolicy(allowedSchemes: [.http], allowLoopback: true)
    var configuration = ChartsideConfiguration()
    configuration.publicBaseURL = address
    configuration.ehrs = [ehr]
    configuration.evaluationTime = now
    // Charts of megabytes take a build for debugging seconds; what is proved here are answers, not their time.
    configuration.hooks.deadline = .seconds(300)
    configuration.hooks.longDeadline = .seconds(300)
    return configuration
  }

  /// An answer: its status, its JSON if it is JSON, and its text.
  struct Answer {
    let status: Int
    let json: JSONValue?
    let text: String
    let type: String?

    /// `indicator: summary` of each card.
    var cards: [String] {
      json["cards"].elements.map { "\($0["indicator"].string ?? "?"): \($0["summary"].string ?? "?")" }
    }
  }

  /// Posts `body` with a token that is good for `path`, unless another is given.
  func post(
    _ path: String, _ body: [UInt8], token: String? = nil, type: String = "application/json", isSigned: Bool = true
  ) async throws -> Answer {
    let token = try token ?? signer.token(audience: base + path, now: Date())
    let request = HTTPRequest(
      .post, try HTTPURL(base + path), headers: [HTTPHeader("Content-Type", type)], body: body,
      token: isSigned ? try BearerToken(token, base: BaseURL(base)) : nil)
    return answer(try await client.send(request, deadline: .patient))
  }

  /// A request as it came, without its prefetch and with the sandbox's FHIR server to ask.
  func withoutPrefetch(_ request: JSONValue) throws -> [UInt8] {
    var object = JSONObject(request)
    object["prefetch"] = nil
    object["fhirServer"] = .string(sandbox.fhirBase)
    let patient = request["context"]["patientId"].string.map { String($0.split(separator: "/").last ?? "") } ?? ""
    object["fhirAuthorization"] = sandbox.grant(forPatient: patient)
    return JSONTree.object(object).serialized()
  }

  /// Gets `path` without a token.
  func get(_ path: String, accept: String? = nil) async throws -> Answer {
    let headers = accept.map { [HTTPHeader("Accept", $0)] } ?? []
    let request = HTTPRequest(.get, try HTTPURL(base + path), headers: headers)
    return answer(try await client.send(request, deadline: .patient))
  }

  private func answer(_ response: HTTPResponse) -> Answer {
    Answer(
      status: response.status, json: (try? JSONDocument(parsing: response.body))?.root,
      text: String(decoding: response.body, as: UTF8.self), type: response.headers.mediaType)
  }

  /// Fires a hook from the sandbox, without prefetch unless said otherwise: the service fetches over HTTP.
  func fire(
    _ service: String, _ hook: String, patient: String, drafts: [String] = [], prefetch: Bool = false
  ) async throws -> Answer {
    let order: JSONTree = [
      "patient": .string(patient), "service": .string(service), "hook": .string(hook),
      "drafts": .array(drafts.map(JSONTree.string)), "prefetch": .bool(prefetch),
    ]
    let outer = try await post("/sandbox/fire", order.serialized(), isSigned: false)
    return Answer(
      status: outer.json["status"].int ?? outer.status, json: outer.json["response"],
      text: outer.json["failure"].string ?? outer.text, type: outer.type)
  }

  /// A token for `path`, to be spoilt by a test.
  func token(for path: String) throws -> String { try signer.token(audience: base + path, now: Date()) }
}

extension PatientLibrary {
  /// The ids of its patients.
  fileprivate var patientIDs: [String] {
    documents.flatMap { document -> [String] in
      let resources = [document.root] + document.root["entry"].elements.compactMap { $0["resource"] }
      return resources.filter { $0["resourceType"].stringEquals("Patient") }.compactMap { $0["id"].string }
    }
  }
}
