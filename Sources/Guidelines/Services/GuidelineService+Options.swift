extension GuidelineService {
  /// What a site may set, of the plan itself: every parameter of its library that no hook call fills.
  public var options: [SiteOption] { plan.options }

  /// The service with a site's options, by their names; for an aggregate, give its members theirs.
  /// - Throws: ``SiteOptionError`` for an option that the service does not have or a value that is none.
  public func with(options values: [String: [String]]) throws(SiteOptionError) -> GuidelineService {
    guard !values.isEmpty else { return self }
    var plan = plan
    for (name, texts) in values.sorted(by: { $0.key < $1.key }) {
      guard let option = plan.options.first(where: { $0.isNamed(name) }), let logic = plan.logic else {
        let known = plan.options.map(\.parameter).joined(separator: ", ")
        throw SiteOptionError(
          option: name,
          problem: "is no option of \(id); \(known.isEmpty ? "it has none" : "its options are \(known)")")
      }
      plan.logic?.options["\(logic.name).\(option.parameter)"] = try option.value(of: texts)
    }
    return GuidelineService(plan: plan, terminology: composition.terminology, members: composition.members)
  }

  /// The aggregate made of these members.
  func with(members: [(member: PlanMember, service: GuidelineService)]) -> GuidelineService {
    GuidelineService(plan: plan, terminology: composition.terminology, members: members)
  }
}
