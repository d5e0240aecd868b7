import FHIR
import JSON

/// An action of a PlanDefinition as `$apply` sees it: its own elements, and what is evaluated.
struct AppliedAction: Sendable {
  /// The action as written.
  let value: JSONValue
  let path: String
  let forEach: PlanVariable?
  /// The define that gives it: one action for each tuple.
  var finding: PlanFinding?
  let variables: [PlanVariable]
  let conditions: [PlanExpression]
  /// Elements of the action and what they become.
  let actionSettings: [PlanSetting]
  /// Elements of the resource that the action makes and what they become.
  let resourceSettings: [PlanSetting]
  let activity: ActivityTemplate?
  /// The canonical url and version of the plan that the action stands for.
  let nested: String?
  let children: [AppliedAction]

  /// Every expression of the action and of those below it, its for-each's excepted.
  var expressions: [PlanExpression] {
    let settings = actionSettings + resourceSettings
    return variables.map(\.expression) + conditions + settings.map(\.expression) + children.flatMap(\.expressions)
  }
}

extension PlanReader {
  /// Deeper nesting of actions is a fault of the content.
  private static let maximumDepth = 16

  /// What an applied action is.
  static let requestAction = FHIRTypes.shared.type(named: "RequestGroup.action")

  /// The actions below `element`, for `$apply`.
  mutating func readApplied(below element: JSONValue, at prefix: String = "", depth: Int = 0) -> [AppliedAction] {
    guard depth < Self.maximumDepth else {
      fail(prefix, "actions are nested more than \(Self.maximumDepth) deep")
      return []
    }
    return element["action"].elements.enumerated().map { index, action in
      readApplied(action, at: "\(prefix)action[\(index)]", depth: depth)
    }
  }

  private mutating func readApplied(_ action: JSONValue, at path: String, depth: Int) -> AppliedAction {
    // What is below an action of a finding sees its tuple.
    let own = readFinding(action, at: path)
    let outer = finding
    finding = own ?? outer
    defer { finding = outer }
    var activity: ActivityTemplate?
    var nested: String?
    if let canonical = action["definitionCanonical"].string {
      nested = library.artifact("PlanDefinition", canonical)?.canonical
      if nested == nil { activity = readActivity(canonical, at: "\(path).definitionCanonical") }
    }
    var actionSettings: [PlanSetting] = []
    var resourceSettings: [PlanSetting] = []
    for (index, value) in action["dynamicValue"].elements.enumerated() {
      // The indicator is a matter of cards, and `resource` of ours names a draft.
      guard let element = PublishedHabits.element(value["path"].string), element != "indicator", element != "resource",
        let expression = readExpression(value["expression"], at: "\(path).dynamicValue[\(index)].expression")
      else { continue }
      let isOfAction = value["path"].string?.contains("action.") == true || activity == nil
      let isText = element == "title" || element == "description"
      let type =
        isOfAction || isText ? Self.requestAction : activity.flatMap { FHIRTypes.shared.resource(named: $0.kind) }
      if let fault = ElementPath(element, of: activity?.kind).fault(in: type) {
        fail("\(path).dynamicValue[\(index)].path", "the path '\(element)' cannot be set: \(fault)")
      }
      if isOfAction || isText {
        actionSettings.append(PlanSetting(element: element, expression: expression))
      } else {
        resourceSettings.append(PlanSetting(element: element, expression: expression))
      }
    }
    var read = AppliedAction(
      value: action, path: path,
      forEach: PlanExtension.forEach.first(on: action).flatMap { readVariable($0.value, at: "\(path).\($0.path)") },
      variables: readVariables(action, at: path + "."), conditions: readConditions(action, at: path),
      actionSettings: actionSettings, resourceSettings: resourceSettings, activity: activity, nested: nested,
      children: readApplied(below: action, at: path + ".", depth: depth + 1))
    if var own {
      settle(&own, in: read.expressions)
      read.finding = own
    }
    return read
  }
}
