import ArgumentParser
import ChartsideServer
import Guidelines
import Logging
import Records
import WebServer

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the service.")

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let configuration = try options.load()
    LoggingSystem.bootstrap { JSONLinesLogHandler(label: $0, level: configuration.log.level) }
    defer { LogSink.standardError.flush() }
    let logger = Logger(label: "chartside")
    let home = try ContentOptions.home(own: configuration.contentFolders)
    let library = try ContentOptions.load(
      home.folders, valueSetsMayBeRemote: configuration.terminology != nil)
    for notice in library.notices { logger.warning("\(notice.message).", metadata: ["file": "\(notice.file)"]) }
    let records = try ConfigurationOptions.openRecords(configuration)
    if records == nil {
      logger.warning("No records are kept: 'records.path' is not set, and feedback is not accepted.")
    }
    if !configuration.authentication.isRequired { logger.warning("Calls are not authenticated: for trials only.") }
    if configuration.authentication.testMode { logger.warning("Published test keys are accepted: for trials only.") }

    let service: ChartsideService
    let application: WebApplication
    do {
      service = try ChartsideService(
        configuration: configuration, library: library, home: home, records: records ?? NoRecords(), logger: logger)
      let metrics = PrometheusRegistry()
      application = try WebApplication(
        [
          service.routes,
          HealthRoutes(checks: service.healthChecks, metrics: configuration.servesMetrics ? metrics : nil),
        ],
        configuration: configuration.server, metrics: metrics,
        accessLog: configuration.log.writesRequests ? .standardError : nil, logger: logger
      ) { [count = service.serviceCount] address in
        logger.notice("The service is ready.", metadata: ["address": "\(address.url)", "services": "\(count)"])
      }
    } catch {
      throw CommandFailure(.wrongUse, "\(error)")
    }
    do {
      try await ServerRunner.run(
        [service, application], shutdown: configuration.server.limits.shutdown, logger: logger)
    } catch {
      throw CommandFailure(.failed, "\(error).")
    }
  }
}
