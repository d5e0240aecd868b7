import ClinicalTypes
import FHIRClient
import Foundation
import HTTPClient
public import Guidelines
public import Logging
import ModelGateway
public import Records
import SMART
public import ServiceLifecycle
public import WebServer

/// The service made ready from its configuration: endpoints, and the work that goes on beside requests.
public final class ChartsideService: Service {
  /// The endpoints, to be mounted in a ``WebApplication``.
  public let routes: ChartsideRoutes
  /// What must work before requests are sent here.
  public let healthChecks: [HealthRoutes.Check]
  /// How many services are offered.
  public var serviceCount: Int { routes.pipeline.services.services.count }

  private let models: [RegisteredModel]
  private let records: any RecordStore
  private let retention: Duration?
  private let http: HTTPClientRegistry
  private let logger: Logger

  /// Makes the service of a guideline library.
  public convenience init(
    configuration: ChartsideConfiguration, library: GuidelineLibrary, home: ContentHome, records: any RecordStore,
    logger: Logger
  ) throws {
    let http = HTTPClientRegistry()
    let terminology = configuration.terminology.map {
      RemoteTerminology($0, besides: library.terminology, over: http, logger: logger)
    }
    let services = try configuration.services(of: library).map { service in
      terminology.map { service.asking($0) } ?? service
    }
    let registry = ModelRegistry(
      library: library, rules: ModelRegistry.judges(among: services), profileFolders: home.deidentificationFolders,
      secrets: ModelSecrets(http: http),
      records: records, publicBase: configuration.publicBaseURL,
      // Nobody waits for what models do in the background: one thread, behind all others.
      executor: EvaluationPool(threads: 1, isBackground: true))
    let models = try registry.models(configuration.models)
    let pages = ModelPages(
      cards: library.services.map { ModelCard(guideline: $0, in: library.content) }
        + models.map { ModelCard(remote: $0) }, site: configuration.site.name, records: records)
    try self.init(
      configuration: configuration,
      services: services.map { HookService($0).joined(by: models) } + models.map(\.service),
      profileFolders: home.profileFolders, models: models, pages: pages, records: records, http: http, logger: logger)
  }

  /// Makes a service of any hook services.
  public convenience init(
    configuration: ChartsideConfiguration, services: [HookService], profileFolders: [String] = [],
    records: any RecordStore, logger: Logger
  ) throws {
    try self.init(
      configuration: configuration, services: services, profileFolders: profileFolders, models: [], pages: nil,
      records: records, http: HTTPClientRegistry(), logger: logger)
  }

  /// The HTTPS of token checks, fetches and models is opened when first needed.
  private init(
    configuration: ChartsideConfiguration, services: [HookService], profileFolders: [String],
    models: [RegisteredModel], pages: ModelPages?, records: any RecordStore, http: HTTPClientRegistry, logger: Logger
  ) throws {
    let ehrs = try EHRRegistry(
      configuration.ehrs, testMode: configuration.authentication.testMode,
      profiles: ClientProfileFile(folders: profileFolders))
    let authenticator = ClientAuthenticator(
      clients: ehrs.clients, keySets: ehrs.keySets(over: http),
      replays: (records as? any ReplayStore) ?? InMemoryReplayStore())
    let gate = ClientGate(
      authenticator: configuration.ehrs.isEmpty ? nil : authenticator,
      isRequired: configuration.authentication.isRequired, publicBase: configuration.publicBaseURL ?? "",
      knowledge: ehrs.knowledge)
    let pipeline = HookPipeline(
      services: try ServiceDirectory(services, discovery: configuration.discovery), gate: gate,
      gatherer: Gatherer(clients: http),
      reasoner: Reasoner(pool: EvaluationPool(), logger: logger), records: records,
      dismissals: records is NoRecords ? nil : records, clock: SiteClock(timeZone: configuration.site.timeZone),
      deadlines: configuration.hooks, limits: configuration.cards,
      evaluationTime: configuration.evaluationTime, logger: logger)
    routes = ChartsideRoutes(
      pipeline: pipeline, requiresTokenForDiscovery: configuration.authentication.isRequiredForDiscovery, models: pages)
    healthChecks = [HealthRoutes.Check(name: "records") { await records.isReady() }]
    self.models = models
    self.records = records
    retention = configuration.records.retention
    self.http = http
    self.logger = logger
  }

  /// Keeps the records in order until a graceful shutdown, then closes what is open. Start it before the
  /// ``WebApplication``, so that it ends after it.
  public func run() async throws {
    await noteAuditHead("The audit log begins.")
    await closeDriftedModels()
    await resumeBudgets()
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        await tidy()
        try? await Task.sleep(for: .seconds(3600))
      }
    }
    await endModels()
    await noteAuditHead("The audit log ends.")
    await http.shutdown()
    if let records = records as? SQLiteRecords { await records.close() }
  }

  /// Asks the server of each remote model whether it can be reached, without any data: its id, and what is wrong.
  public func probeModels() async -> [(id: String, problem: String?)] {
    var found: [(id: String, problem: String?)] = []
    for registered in models {
      do throws(ModelCallError) {
        try await registered.model.probe(deadline: .now + .seconds(10))
        found.append((registered.model.id, nil))
      } catch {
        found.append((registered.model.id, error.name))
      }
    }
    return found
  }

  /// Waits until no model has anything under way.
  public func idleModels() async {
    for registered in models { await registered.model.idle() }
  }

  /// Ends what models have under way, so that what becomes of it is still recorded.
  public func endModels() async {
    for registered in models { await registered.model.shutdown() }
  }

  /// A model that another version answered for stays closed when the service starts anew; a new version of its registration
  /// opens it.
  private func closeDriftedModels() async {
    for registered in models {
      let registration = registered.model.registration
      guard let expected = registration.expectedModel else { continue }
      let isClosed = try? await records.isClosed(
        model: registration.id, version: registration.version, expected: expected)
      // What cannot be looked up is closed, too.
      guard isClosed != false else { continue }
      registered.model.gate.close()
      logger.warning(
        "A model is closed: another version than the registered one has answered. Look, and register a new version.",
        metadata: ["model": "\(registration.id)", "version": "\(registration.version)"])
    }
  }

  /// Money that was spent today stays spent when the service starts anew.
  private func resumeBudgets() async {
    let day = ModelClock.system.day()
    for registered in models where registered.model.registration.budget.costPerDay != nil {
      let gate = registered.model.gate
      guard let usage = try? await records.tokens(of: registered.model.id, day: day) else {
        gate.close()
        logger.error(
          "A model is closed: what it has cost today cannot be looked up.",
          metadata: ["model": "\(registered.model.id)"])
        continue
      }
      gate.resume(usage, day: day)
    }
  }

  private func tidy() async {
    guard let records = records as? SQLiteRecords else { return }
    do {
      try await records.removeExpiredTokens(now: Date())
      guard let retention else { return }
      let limit = Date(timeIntervalSinceNow: -(retention / .seconds(1)))
      let removed = try await records.remove(before: limit)
      if removed.lines + removed.cards + removed.feedback > 0 {
        logger.notice("Records older than the retention were removed.", metadata: ["lines": "\(removed.lines)"])
      }
    } catch {
      logger.error("The records could not be tidied.", metadata: ["failure": "\(error)"])
    }
  }

  /// Number and hash of the last line go to the log, so that lines cut off the end of the file can be noticed.
  private func noteAuditHead(_ message: Logger.Message) async {
    guard let records = records as? SQLiteRecords, let head = try? await records.auditHead() else { return }
    logger.notice(message, metadata: ["number": "\(head.number)", "hash": "\(head.hash)"])
  }
}
