import CDSHooks
import FHIR
import JSON

/// Second-level actions: what a card suggests, and what accepting it does.
extension PlanReader {
  /// The suggestions below `action`. One without words of its own only groups: those below it are suggestions of the card,
  /// under its conditions.
  mutating func readSuggestions(
    below action: JSONValue, at prefix: String, of card: JSONValue, within around: [PlanExpression]
  ) -> [PlanSuggestion] {
    var read: [PlanSuggestion] = []
    for (index, inner) in action["action"].elements.enumerated() {
      let path = "\(prefix).action[\(index)]"
      guard PublishedHabits.isGroup(inner) else {
        var suggestion = readSuggestion(inner, at: path)
        suggestion.conditions = around + suggestion.conditions
        read.append(suggestion)
        continue
      }
      if let own = inner["selectionBehavior"].string, own != card["selectionBehavior"].string {
        failAsCard(
          "\(path).selectionBehavior",
          "a card has one selectionBehavior for all its suggestions, so a group below it cannot have another")
      }
      let conditions = around + readConditions(inner, at: path)
      read += readSuggestions(below: inner, at: path, of: card, within: conditions)
    }
    return read
  }

  private mutating func readSuggestion(_ action: JSONValue, at path: String) -> PlanSuggestion {
    var title = readText(action, "title", at: path)
    // Published suggestions are often a description alone.
    if title.fixed == nil { title.fixed = action["description"].string }
    if title.fixed == nil, title.computed == nil {
      failAsCard("\(path).title", "a suggestion needs a title or a description")
    }
    checkChoice(action, at: path)
    if let canonical = action["definitionCanonical"].string, library.artifact("PlanDefinition", canonical) != nil {
      failAsCard(
        "\(path).definitionCanonical",
        "\(canonical) is a plan, and a suggestion cannot stand for one: name it in an action of the first level")
    }
    var actions: [PlanMenuAction] = []
    if isMenuAction(action), let own = readMenuAction(action, at: path) { actions.append(own) }
    actions += readMenuActions(below: action, at: path, within: [])
    return PlanSuggestion(
      id: action["id"].string ?? path, path: path, conditions: readConditions(action, at: path),
      title: title, isRecommended: PublishedHabits.isRecommended(action), actions: actions)
  }

  /// The third-level actions below `action`, and those below them, under their conditions; a group is only what it holds.
  private mutating func readMenuActions(
    below action: JSONValue, at prefix: String, within around: [PlanExpression]
  ) -> [PlanMenuAction] {
    var read: [PlanMenuAction] = []
    for (index, inner) in action["action"].elements.enumerated() {
      let path = "\(prefix).action[\(index)]"
      let conditions = around + readConditions(inner, at: path)
      let isGroup = inner["action"] != nil && inner["definitionCanonical"] == nil
      if !isGroup, !PublishedHabits.isEvent(inner), var own = readMenuAction(inner, at: path) {
        own.conditions = conditions
        read.append(own)
      }
      checkChoice(inner, at: path)
      read += readMenuActions(below: inner, at: path, within: conditions)
    }
    return read
  }

  /// A suggestion is taken with all its actions, so it can hold no choice among them.
  private mutating func checkChoice(_ action: JSONValue, at path: String) {
    guard action["action"].elements.count > 1, let code = action["selectionBehavior"].string,
      !["all", "all-or-none"].contains(code)
    else { return }
    failAsCard(
      "\(path).selectionBehavior",
      "the actions of a suggestion are taken together, so '\(code)' cannot be offered: make each a suggestion of its own"
    )
  }

  /// Whether a suggestion says itself what accepting it does, as published plans write it. One that names an activity which
  /// is not there, or changes a draft without saying which, is a suggestion in words.
  private func isMenuAction(_ action: JSONValue) -> Bool {
    switch action["type"]["coding"][0]["code"].string {
    case "create":
      action["definitionCanonical"].string.map { activity($0) != nil } ?? false
    case "update", "remove":
      action["dynamicValue"].elements.contains { PublishedHabits.element($0["path"].string) == "resource" }
    default: false
    }
  }

  private mutating func readMenuAction(_ action: JSONValue, at path: String) -> PlanMenuAction? {
    let kind: Action.Kind
    switch action["type"]["coding"][0]["code"].string {
    case "create": kind = .create
    case "update": kind = .update
    case "remove": kind = .delete
    case nil where action["definitionCanonical"] != nil: kind = .create
    default:
      fail("\(path).type", "the type must be create, update or remove")
      return nil
    }
    var activity: ActivityTemplate?
    if let canonical = action["definitionCanonical"].string {
      activity = readActivity(canonical, at: "\(path).definitionCanonical")
      guard activity != nil else { return nil }
    }
    if kind != .delete, activity == nil, action["definitionUri"] == nil {
      fail("\(path).definitionCanonical", "a \(kind.rawValue) needs an ActivityDefinition: the menu")
    }
    var target: PlanExpression?
    var settings: [PlanSetting] = []
    for (index, value) in action["dynamicValue"].elements.enumerated() {
      let element = PublishedHabits.element(value["path"].string) ?? ""
      let place = "\(path).dynamicValue[\(index)]"
      // Titles and descriptions are the action's words, not the order's.
      guard element != "description", element != "title",
        let expression = readExpression(value["expression"], at: place)
      else { continue }
      if element == "resource" {
        target = expression
      } else {
        let type = activity.flatMap { FHIRTypes.shared.resource(named: $0.kind) }
        if let fault = ElementPath(element, of: type?.name).fault(in: type) {
          fail("\(place).path", "the path '\(element)' cannot be set: \(fault)")
        }
        settings.append(.init(element: element, expression: expression))
      }
    }
    if kind != .create, target == nil {
      fail(
        "\(path).dynamicValue", "an update or removal needs a dynamicValue with path 'resource' that gives the draft")
    }
    return PlanMenuAction(
      path: path, kind: kind, description: readText(action, "description", at: path), activity: activity,
      target: target, settings: settings)
  }
}
