import CDSHooks
import FHIR
import JSON

/// Second-level actions: what a card suggests, and what accepting it does.
extension PlanReader {
  mutating func readSuggestion(_ action: JSONValue, at path: String) -> PlanSuggestion {
    var title = readText(action, "title", at: path)
    // Published suggestions are often a description alone.
    if title.fixed == nil { title.fixed = action["description"].string }
    return PlanSuggestion(
      id: action["id"].string ?? path, path: path, conditions: readConditions(action, at: path),
      title: title, isRecommended: action["precheckBehavior"].stringEquals("yes"),
      actions: action["action"].elements.enumerated().compactMap { readMenuAction($1, at: "\(path).action[\($0)]") })
  }

  private mutating func readMenuAction(_ action: JSONValue, at path: String) -> PlanMenuAction? {
    let kind: Action.Kind
    switch action["type"]["coding"][0]["code"].string {
    case "create": kind = .create
    case "update": kind = .update
    case "remove": kind = .delete
    default:
      fail("\(path).type", "the type must be create, update or remove")
      return nil
    }
    var activity: ActivityTemplate?
    if let canonical = action["definitionCanonical"].string {
      guard let found = library.artifact("ActivityDefinition", canonical) else {
        fail("\(path).definitionCanonical", "the ActivityDefinition \(canonical) is not in the content")
        return nil
      }
      activity = ActivityTemplate(found)
    }
    if kind != .delete, activity == nil {
      fail("\(path).definitionCanonical", "a \(kind.rawValue) needs an ActivityDefinition: the menu")
    }
    var target: PlanExpression?
    var settings: [PlanSetting] = []
    for (index, value) in action["dynamicValue"].elements.enumerated() {
      let element = PublishedHabits.element(value["path"].string) ?? ""
      let place = "\(path).dynamicValue[\(index)]"
      guard element != "description", let expression = readExpression(value["expression"], at: place) else { continue }
      if element == "resource" {
        target = expression
      } else {
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
