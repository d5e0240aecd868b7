import CDSHooks
import FHIR
import FHIRPath
import JSON
import Reasoning

/// What a card suggests.
extension PlanEvaluation {
  mutating func suggestions(of card: PlanCard) throws(GuidelineError) -> [Suggestion] {
    var suggestions: [Suggestion] = []
    for suggestion in card.suggestions where try scope.areTrue(suggestion.conditions) {
      guard let label = try scope.text(suggestion.title) else {
        throw scope.fault("\(suggestion.path).title", "the suggestion has no title")
      }
      var actions: [Action] = []
      for action in suggestion.actions where try scope.areTrue(action.conditions) {
        actions += try apply(action, label: label)
      }
      // What nothing is left of would be a promise without an order.
      guard !actions.isEmpty || suggestion.actions.isEmpty else { continue }
      suggestions.append(
        Suggestion(label: label, isRecommended: suggestion.isRecommended ? true : nil, actions: actions))
    }
    guard card.areSuggestionsOne, suggestions.count > 1 else {
      // Where one may be taken, one is recommended: the first.
      if card.selectionBehavior == .atMostOne,
        let first = suggestions.firstIndex(where: { $0.isRecommended == true })
      {
        for index in suggestions.indices where index > first { suggestions[index].isRecommended = nil }
      }
      return suggestions
    }
    // A suggestion's actions are taken together: all, or none.
    return [
      Suggestion(
        label: suggestions.map(\.label).joined(separator: " and "),
        isRecommended: suggestions.contains { $0.isRecommended == true } ? true : nil,
        actions: suggestions.flatMap(\.actions))
    ]
  }

  private mutating func apply(_ action: PlanMenuAction, label: String) throws(GuidelineError) -> [Action] {
    let description = try scope.text(action.description) ?? label
    let drafts = try action.target.map { (target) throws(GuidelineError) in try targets(target) } ?? []
    switch action.kind {
    case .delete:
      return drafts.compactMap { Resource($0)?.reference }.map { Action.delete($0, description: description) }
    case .update:
      guard let activity = action.activity else { return [] }
      var actions: [Action] = []
      for draft in drafts {
        actions.append(.update(try settle(activity.update(draft), action), description: description))
      }
      return actions
    case .create:
      guard let activity = action.activity else { return [] }
      return [.create(try settle(activity.create(in: frame), action), description: description)]
    }
  }

  /// The drafts that an action is about. Only the hook's own drafts can be changed, and only by their ids.
  private mutating func targets(_ target: PlanExpression) throws(GuidelineError) -> [JSONValue] {
    var drafts: [JSONValue] = []
    for value in try scope.evaluate(target).compactMap(\.node?.value) {
      guard let place = order(value)?.index else { continue }
      if chart.draftOrders[place].reference == nil { lacksIDOfOrder = true } else { drafts.append(value) }
    }
    return drafts
  }

  private mutating func settle(_ resource: JSONTree, _ action: PlanMenuAction) throws(GuidelineError) -> JSONTree {
    var resource = resource
    for setting in (action.activity?.settings ?? []) + action.settings {
      try scope.set(setting, of: &resource)
    }
    return resource
  }
}
