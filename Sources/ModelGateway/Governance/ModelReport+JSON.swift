public import JSON

extension ModelReport {
  /// The report for machines.
  public var json: JSONTree {
    func number(_ count: Int) -> JSONTree { .number(String(count)) }
    func list(_ counts: [Count]) -> JSONTree {
      var object = JSONObject()
      for count in counts { object[count.name] = number(count.count) }
      return .object(object)
    }
    return [
      "versions": .array(versions.map(JSONTree.string)), "answers": number(answers),
      "shadowAnswers": number(shadowAnswers), "findings": number(findings), "passed": number(passed),
      "agreedWithRules": number(agreed), "rulesOnly": number(rulesOnly), "lowered": number(lowered),
      "refusals": list(refusals), "proposals": number(proposals), "ordered": number(ordered),
      "refusedProposals": number(refusedProposals), "refusedOrdered": number(refusedOrdered), "events": list(events),
      "cards": number(cards), "accepted": number(accepted), "overridden": number(overridden),
      "overrideReasons": list(overrideReasons),
    ]
  }
}
