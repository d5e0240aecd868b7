extension PlanCard {
  /// Every expression below the card, its variables' and its for-each's excepted.
  var expressions: [PlanExpression] {
    var all = conditions + [title, description, priority].compactMap(\.computed) + [indicator].compactMap(\.self)
    all += evidence.map(\.expression) + missing
    for suggestion in suggestions {
      all += suggestion.conditions
      if let computed = suggestion.title.computed { all.append(computed) }
      for action in suggestion.actions {
        all +=
          action.conditions + [action.description.computed, action.target].compactMap(\.self)
          + action.settings.map(\.expression)
      }
    }
    return all
  }
}

extension GuidelinePlan {
  /// Every expression of the plan that a call may evaluate.
  var expressions: [PlanExpression] {
    variables.map(\.expression) + members.flatMap(\.conditions)
      + cards.flatMap { card in
        [card.forEach?.expression, card.finding?.expression].compactMap(\.self) + card.variables.map(\.expression)
          + card.expressions
      }
  }
}
