import CQL
import JSON

/// Plans that are made of other plans, and what a site may set.
extension PlanReader {
  /// Whether an action stands for another plan.
  func isMember(_ card: PublishedCard) -> Bool {
    card.action["definitionCanonical"].string.map { library.artifact("PlanDefinition", $0) != nil } ?? false
  }

  mutating func readMember(_ card: PublishedCard) -> PlanMember? {
    guard let canonical = card.action["definitionCanonical"].string else { return nil }
    let place = "\(card.path).definitionCanonical"
    guard library.artifact("PlanDefinition", canonical) != nil else {
      // An action that says something itself may name an activity that only `$apply` needs.
      if activity(canonical) == nil, PublishedHabits.isBare(card.action) {
        fail(place, "the plan \(canonical) is not in the content")
      }
      return nil
    }
    let around = card.around.flatMap { readConditions($0.action, at: $0.path) }
    return PlanMember(
      canonical: canonical, path: place, hooks: card.hooks,
      conditions: around + readConditions(card.action, at: card.path))
  }

  /// The parameters of the plan's own library that no hook call fills, as the plan describes them.
  mutating func readOptions(_ root: JSONValue) -> [SiteOption] {
    let parameters = (logic?.engine.library.parameters ?? []).filter { !HookParameters.fills($0) }
    var described: [String: SiteOption] = [:]
    for (found, path) in PlanExtension.siteOption.all(on: root) {
      func texts(_ url: String) -> [String] {
        found["extension"].elements.filter { $0["url"]?.string == url }.compactMap { $0["valueString"]?.string }
      }
      let name = texts("parameter").first ?? ""
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        fail(path, "the library of the plan has no parameter \"\(name)\" that a site could set")
        continue
      }
      described[name] = SiteOption(
        parameter: name, description: texts("description").first, allowed: texts("allowed"), type: parameter.type)
    }
    return parameters.map { parameter in
      described[parameter.name]
        ?? SiteOption(parameter: parameter.name, description: nil, allowed: [], type: parameter.type)
    }
  }
}
