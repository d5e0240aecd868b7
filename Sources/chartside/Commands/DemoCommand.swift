import ArgumentParser
import ChartsideServer
import Foundation
import HTTPClient
import Logging
import Records
import Sandbox
import WebServer

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Everything at once on this machine: the service, a sandbox EHR, synthetic patients and a page.",
    discussion: "Prints the page's address when it is ready. Records go to a temporary folder.")

  @Option(help: "The port; 0 for any free one.")
  var port = 8080
  @Option(
    help: ArgumentHelp("A folder of patients (FHIR Bundles) to show instead of those that ship.", valueName: "dir"))
  var patients: String?

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("The port must be from 0 to 65535.") }
  }

  func run() async throws {
    LoggingSystem.bootstrap { JSONLinesLogHandler(label: $0, level: .warning) }
    defer { LogSink.standardError.flush() }
    let logger = Logger(label: "chartside")
    let home = try ContentOptions.home(own: [])
    let library = try ContentOptions.load(home.folders)
    let orders = PatientLibrary(directories: home.exampleOrderFolders)
    let sandbox = try SandboxEHR(library: try readPatients(home), orders: orders)
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let records: SQLiteRecords
    do {
      records = try SQLiteRecords(path: folder + "/records.sqlite")
    } catch {
      throw CommandFailure(.failed, "\(error).")
    }

    let routes = DeferredRoutes()
    let metrics = PrometheusRegistry()
    let application = try WebApplication(
      [routes, sandbox.routes, HealthRoutes(metrics: metrics)], configuration: WebServerConfiguration(port: port),
      metrics: metrics, accessLog: nil, logger: logger
    ) { address in
      do {
        try sandbox.listening(at: address.url)
        let service = try ChartsideService(
          configuration: DemoCommand.configuration(at: address.url, sandbox: sandbox), library: library, home: home,
          records: records, logger: logger)
        routes.serve(service.routes)
        Terminal.say("Chartside is ready at \(address.url)/  (stop with Ctrl-C)")
      } catch {
        logger.critical("The demonstration cannot start.", metadata: ["failure": "\(error)"])
      }
    }
    do {
      try await ServerRunner.run([application], shutdown: .seconds(10), logger: logger)
    } catch {
      throw CommandFailure(.failed, "\(error).")
    }
    await sandbox.shutdown()
    await records.close()
  }

  private func readPatients(_ home: ContentHome) throws(CommandFailure) -> PatientLibrary {
    if let patients, !FileManager.default.fileExists(atPath: patients) {
      throw CommandFailure(.wrongUse, "'\(patients)' is no folder.")
    }
    let library = PatientLibrary(directories: patients.map { [$0] } ?? home.examplePatientFolders)
    for problem in library.problems { Terminal.complain("\(problem.file): \(problem.message)") }
    guard !library.documents.isEmpty else {
      throw CommandFailure(.wrongUse, "No patients were found; name a folder of FHIR Bundles with --patients.")
    }
    return library
  }

  private func temporaryFolder() throws(CommandFailure) -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("chartside-demo-" + UUID().uuidString).path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(.failed, "A temporary folder cannot be made.")
    }
    return path
  }

  /// What a site would write in its configuration file to register the sandbox.
  private static func configuration(at address: String, sandbox: SandboxEHR) throws -> ChartsideConfiguration {
    var ehr = EHRConfiguration(name: "sandbox", issuer: SandboxEHR.issuer, keys: .pinned(sandbox.keySet))
    ehr.clientID = SandboxEHR.clientID
    ehr.fhirServers = [try BaseURL(sandbox.fhirBase)]
    ehr.trust = TrustPolicy(allowedSchemes: [.http, .https], allowLoopback: true)
    var configuration = ChartsideConfiguration()
    configuration.publicBaseURL = address
    configuration.site.timeZone = TimeZone.current.identifier
    configuration.ehrs = [ehr]
    // Whoever tries the demo with a client of their own looks at discovery first.
    configuration.authentication.isRequiredForDiscovery = false
    return configuration
  }
}
