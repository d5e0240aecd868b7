import CDSHooks

/// The services by every id that they answer at, and the discovery document, made once.
struct ServiceDirectory: Sendable {
  /// Two services have one id.
  struct Conflict: Error, CustomStringConvertible {
    let id: String
    var description: String { "two services answer at the id '\(id)'; rename one" }
  }

  let services: [HookService]
  /// Whether a remote model is among the models: what clinicians order is then compared with what it proposed.
  let hasRemoteModels: Bool
  /// The body of `GET /cds-services`.
  let discovery: [UInt8]
  private let byID: [String: (service: HookService, hooks: [String])]

  init(_ services: [HookService], discovery: ChartsideConfiguration.Discovery = .aggregates) throws(Conflict) {
    self.services = services
    var byID: [String: (service: HookService, hooks: [String])] = [:]
    for service in services {
      for (id, hooks) in service.hooksByID {
        guard byID.updateValue((service, hooks), forKey: id) == nil else { throw Conflict(id: id) }
      }
    }
    self.byID = byID
    hasRemoteModels = services.contains { $0.models.contains { $0.mayFailQuietly } }
    self.discovery = DiscoveryDocument(services: Self.offered(services, discovery).flatMap(\.descriptions)).serialized()
  }

  /// Aggregates come first: what an EHR should register.
  private static func offered(
    _ services: [HookService], _ discovery: ChartsideConfiguration.Discovery
  ) -> [HookService] {
    let aggregates = services.filter { !$0.members.isEmpty }
    let others = services.filter { service in
      service.members.isEmpty && (discovery == .all || !isCovered(service, by: aggregates))
    }
    return aggregates + others
  }

  /// Whether aggregates answer every hook of the service.
  private static func isCovered(_ service: HookService, by aggregates: [HookService]) -> Bool {
    service.descriptions.allSatisfy { description in
      aggregates.contains { aggregate in
        aggregate.members.contains(service.id) && aggregate.descriptions.contains { $0.hook == description.hook }
      }
    }
  }

  func service(answeringAt id: String) -> (service: HookService, hooks: [String])? { byID[id] }
}
