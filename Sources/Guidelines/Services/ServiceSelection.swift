/// Which services a site runs, and with which options.
public struct ServiceSelection: Sendable {
  /// What a site says of one service.
  public struct Choice: Sendable {
    /// Whether it runs; nil leaves it to the content.
    public var isEnabled: Bool?
    /// Its options, by name.
    public var options: [String: [String]]

    /// A choice.
    public init(isEnabled: Bool? = nil, options: [String: [String]] = [:]) {
      self.isEnabled = isEnabled
      self.options = options
    }
  }

  /// Why a choice cannot be made.
  public struct Failure: Error, Sendable {
    /// The service's id as the site wrote it.
    public let service: String
    /// The option; nil for the service itself.
    public let option: String?
    /// What is wrong, as a clause.
    public let problem: String
  }

  /// The choices by service.
  public var choices: [String: Choice]

  /// A selection; without choices, all that the content does not leave off.
  public init(_ choices: [String: Choice] = [:]) { self.choices = choices }
}

extension GuidelineLibrary {
  /// Every service as a site has it that says nothing: aggregates without what is off by default, which still answers under
  /// its own id. For evaluations without a configuration.
  public var servicesAsShipped: [GuidelineService] {
    let running = (try? services(under: ServiceSelection())) ?? services
    return services.compactMap { service in
      running.first { $0.id == service.id } ?? (service.isAggregate ? nil : service)
    }
  }

  /// The services that run under a selection: those switched on, with their options, also as members of aggregates. An
  /// aggregate of which nothing is left does not run.
  /// - Throws: ``ServiceSelection/Failure`` naming service and option.
  public func services(under selection: ServiceSelection) throws(ServiceSelection.Failure) -> [GuidelineService] {
    let single = services.filter { !$0.isAggregate }
    let inner = services.flatMap(\.members).filter { member in !single.contains { $0.id == member.id } }
    for name in selection.choices.keys.sorted() where !(services + inner).contains(where: { $0.id == name }) {
      throw ServiceSelection.Failure(
        service: name, option: nil,
        problem: "is no service of the content; they are \(services.map(\.id).joined(separator: ", "))")
    }
    func run(_ service: GuidelineService) throws(ServiceSelection.Failure) -> GuidelineService? {
      let choice = selection.choices[service.id]
      guard choice?.isEnabled ?? !service.isOffByDefault else { return nil }
      do throws(SiteOptionError) {
        return try service.with(options: choice?.options ?? [:])
      } catch {
        throw ServiceSelection.Failure(service: service.id, option: error.option, problem: error.problem)
      }
    }
    var running: [String: GuidelineService] = [:]
    for service in single { running[service.id] = try run(service) }
    for service in services where service.isAggregate {
      let choice = selection.choices[service.id]
      guard choice?.isEnabled ?? !service.isOffByDefault else { continue }
      var members: [(member: PlanMember, service: GuidelineService)] = []
      for found in service.composition.members {
        // A plan without a trigger runs here only, so nothing but the site's word on it decides.
        let isInner = inner.contains { $0.id == found.service.id }
        if let part = isInner ? try run(found.service) : running[found.service.id] {
          members.append((member: found.member, service: part))
        }
      }
      guard !members.isEmpty else { continue }
      running[service.id] = service.with(members: members)
    }
    return services.compactMap { running[$0.id] }
  }
}
