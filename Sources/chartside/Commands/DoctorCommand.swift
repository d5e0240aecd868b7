import ArgumentParser
import ChartsideServer
import FHIRClient
import Guidelines
import HTTPClient
import Logging
import Records

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what would keep the service from working: configuration, content, records, EHRs.")

  @Option(name: .customLong("config"), help: ArgumentHelp("The configuration file.", valueName: "file"))
  var file: String?
  @Option(
    help: ArgumentHelp(
      "Tell for each service in how many of the charts in this folder each coded fact that it needs is found.",
      valueName: "dir"))
  var chart: String?
  @OptionGroup var content: ContentOptions

  func validate() throws {
    if file == nil, chart == nil { throw ValidationError("Name a configuration (--config) or charts (--chart).") }
  }

  func run() async throws {
    var own = content.folders
    var valueSetsMayBeRemote = false
    if let file {
      let configuration = try ConfigurationOptions.load(file)
      own = configuration.contentFolders + own
      valueSetsMayBeRemote = configuration.terminology != nil
      try await examine(configuration)
    }
    guard let chart else { return }
    let folders = try ContentOptions.home(own: own).folders
    try ChartExamination(
      library: ContentOptions.load(folders, valueSetsMayBeRemote: valueSetsMayBeRemote), folder: chart
    ).run()
  }

  private func examine(_ configuration: ChartsideConfiguration) async throws {
    Terminal.say("ok: the configuration is valid")
    var isWell = true
    func examine(_ what: String, _ body: () async throws -> String) async {
      do {
        Terminal.say("ok: \(try await body())")
      } catch let failure as CommandFailure {
        Terminal.say("problem: \(what): \(failure.message)")
        isWell = false
      } catch {
        Terminal.say("problem: \(what): \(error)")
        isWell = false
      }
    }
    var service: ChartsideService?
    await examine("content") {
      let home = try ContentOptions.home(own: configuration.contentFolders)
      let library = try ContentOptions.load(
        home.folders, valueSetsMayBeRemote: configuration.terminology != nil)
      let quiet = Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
      service = try ChartsideService(
        configuration: configuration, library: library, home: home, records: NoRecords(), logger: quiet)
      for notice in library.notices { Terminal.say("note: \(notice)") }
      let running = try configuration.services(of: library).map(\.id)
      let off = library.services.map(\.id).filter { !running.contains($0) }
      return "\(running.count) services: \(running.joined(separator: ", "))"
        + (off.isEmpty ? "" : "; \(off.count) switched off: \(off.joined(separator: ", "))")
    }
    for model in await service?.probeModels() ?? [] {
      await examine("models.\(model.id)") {
        if let problem = model.problem { throw CommandFailure(.no, "its server cannot be used: \(problem)") }
        return "models.\(model.id): its server can be reached"
      }
    }
    await examine("records") {
      guard let records = try ConfigurationOptions.openRecords(configuration) else { return "no records are kept" }
      let found = try await records.verifyAudit()
      await records.close()
      guard case .intact(_, let count, _) = found else { throw CommandFailure(.no, "the audit log's chain is broken") }
      return "the records can be written, and \(count) audit lines are intact"
    }
    let http = HTTPClientRegistry()
    if let terminology = configuration.terminology {
      await examine("terminology") {
        let server = FHIRClient(base: terminology.base, http: http.client(for: terminology.trust))
        _ = try await server.capabilityStatement(deadline: .now + .seconds(10))
        return "terminology: \(terminology.base.absoluteString) answers"
      }
    }
    for ehr in configuration.ehrs {
      if case .url(let url) = ehr.keys {
        await examine("ehrs.\(ehr.name)") { try await DoctorCommand.fetchKeys(url, ehr, http) }
      }
      for base in ehr.fhirServers where ehr.fetches {
        await examine("ehrs.\(ehr.name)") {
          let server = FHIRClient(base: base, http: http.client(for: ehr.trust))
          _ = try await server.capabilityStatement(deadline: .now + .seconds(10))
          return "ehrs.\(ehr.name): \(base.absoluteString) answers"
        }
      }
    }
    await http.shutdown()
    if !isWell { throw CommandFailure(.no) }
  }

  private static func fetchKeys(
    _ url: String, _ ehr: EHRConfiguration, _ http: HTTPClientRegistry
  ) async throws -> String {
    let request = HTTPRequest(.get, try HTTPURL(url), maximumBodyBytes: 64 << 10)
    let response = try await http.client(for: ehr.trust).send(request, deadline: .now + .seconds(10))
    guard response.status == 200 else { throw CommandFailure(.no, "the key URL answers \(response.status)") }
    let count = try ehr.keyCount(in: response.body)
    guard count > 0 else { throw CommandFailure(.no, "the key URL has no key that can be used") }
    return "ehrs.\(ehr.name): \(count) keys"
  }
}
