/// Who may use a model, by its owner's terms. An empty list lets everyone of its kind.
public struct TermsOfAccess: Sendable, Hashable {
  /// Issuers of the EHRs.
  public var sites: [String]
  /// Ids of services.
  public var services: [String]
  /// Types of users (`Practitioner`).
  public var roles: [String]

  /// Terms.
  public init(sites: [String] = [], services: [String] = [], roles: [String] = []) {
    self.sites = sites
    self.services = services
    self.roles = roles
  }

  /// Whether they let a call through. What is not known (nil) passes only where the list is empty.
  public func permit(site: String?, service: String?, role: String?) -> Bool {
    func allows(_ list: [String], _ value: String?) -> Bool { list.isEmpty || value.map(list.contains) == true }
    return allows(sites, site) && allows(services, service) && allows(roles, role)
  }
}
