import FHIR

/// Makes services of plans: each plan that names a hook, and aggregates of those that name other plans.
struct ServiceAssembly {
  private(set) var services: [GuidelineService] = []
  private(set) var errors: [ContentError] = []
  private let content: ContentLibrary

  init(plans: [GuidelinePlan], content: ContentLibrary, terminology: LocalTerminology) {
    self.content = content
    for plan in plans where !plan.hooks.isEmpty {
      let members = plan.members.compactMap { member in
        part(member, of: plan, among: plans).map { part in
          (member: member, service: GuidelineService(plan: part, terminology: terminology))
        }
      }
      services.append(GuidelineService(plan: plan, terminology: terminology, members: members))
    }
    services.sort { $0.id < $1.id }
    checkIDs()
  }

  /// The plan that a member stands for. One that names no hook itself answers those of the action that names it.
  private mutating func part(
    _ member: PlanMember, of plan: GuidelinePlan, among plans: [GuidelinePlan]
  ) -> GuidelinePlan? {
    func fail(_ message: String) {
      errors.append(ContentError(file: plan.file, path: member.path, message: message))
    }
    guard let named = content.artifact("PlanDefinition", member.canonical) else {
      fail("\(member.canonical) is not in the content")
      return nil
    }
    guard named.standing != .withdrawn else {
      fail(
        "\(member.canonical) is not served, since its status is \(named.status); drop it here or name what follows it")
      return nil
    }
    guard var part = plans.first(where: { $0.canonical == named.canonical }) else {
      if let other = content.plans.first(where: { $0.id == named.id && $0.canonical != named.canonical }) {
        fail("\(member.canonical) is replaced by \(other.canonical) of \(other.file); name that one")
      } else {
        fail("\(member.canonical) of \(named.file) cannot be used, so this plan would answer without it")
      }
      return nil
    }
    guard part.members.isEmpty else {
      fail("\(member.canonical) is made of other plans itself; name those")
      return nil
    }
    if part.hooks.isEmpty {
      for fault in part.cardFaults where !errors.contains(fault) { errors.append(fault) }
      part.hooks = member.hooks
      for index in part.cards.indices { part.cards[index].hooks = Set(member.hooks) }
    }
    guard part.hooks.contains(where: { member.hooks.contains($0) }) else {
      fail("\(member.canonical) answers \(part.hooks.joined(separator: ", ")), none of this action's hooks")
      return nil
    }
    return part
  }

  /// No two services answer at one id.
  private mutating func checkIDs() {
    var owners: [String: String] = [:]
    for service in services {
      for id in service.hooksByID.keys.sorted() {
        // Two plans of one id are told as such.
        guard let other = owners.updateValue(service.id, forKey: id), other != service.id else { continue }
        errors.append(
          ContentError(
            file: service.plan.file, path: "identifier",
            message: "\(other) and \(service.id) both answer at the id '\(id)'; rename one or drop the alias"))
      }
    }
  }
}
