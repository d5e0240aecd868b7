/// What can be said about a query before it runs: which relationships stay the same from row to row, and which of their
/// conditions is an equality that a hash table can answer.
struct QueryPlan {
  /// About one relationship.
  struct Relationship {
    /// The related items do not depend on the row.
    var isIndependent: Bool
    /// The side of an equality that depends on the row only.
    var outerKey: CQLExpression?
    /// The side of the same equality that depends on the related item only.
    var innerKey: CQLExpression?
  }

  let relationships: [Relationship]
  /// The names that change from row to row.
  let outerNames: Set<String>

  init(_ query: CQLQuery) {
    let names = Set(query.sources.map(\.alias) + query.lets.map(\.name))
    outerNames = names
    relationships = query.relationships.map { relationship in
      var plan = Relationship(isIndependent: !relationship.source.expression.refers(to: names))
      guard plan.isIndependent else { return plan }
      let alias: Set<String> = [relationship.source.alias]
      for condition in Self.conditions(relationship.suchThat) {
        guard case .operation(.equal, let operands, _) = condition.kind, operands.count == 2 else { continue }
        for (outer, inner) in [(operands[0], operands[1]), (operands[1], operands[0])]
        where !outer.refers(to: alias) && inner.refers(to: alias) && !inner.refers(to: names) {
          (plan.outerKey, plan.innerKey) = (outer, inner)
          return plan
        }
      }
      return plan
    }
  }

  /// The conditions that must all hold.
  private static func conditions(_ node: CQLExpression) -> [CQLExpression] {
    var open = [node]
    var found: [CQLExpression] = []
    while let node = open.popLast() {
      if case .operation(.and, let operands, _) = node.kind { open += operands } else { found.append(node) }
    }
    return found
  }
}

/// How values become keys of a hash join.
enum JoinIndex {
  enum Key {
    /// Text, which is equal exactly if its characters are.
    case text(String)
    /// Null: equal to nothing.
    case missing
    /// Anything whose equality is more than that.
    case other
  }

  static func key(of value: CQLValue) -> Key {
    switch value.unwrapped {
    case .string(let text): .text(text)
    case .null: .missing
    default: .other
    }
  }
}

extension Evaluation {
  func plan(of query: CQLQuery, _ node: CQLExpression) -> QueryPlan {
    let key = ObjectIdentifier(node)
    if let known = plans[key] { return known }
    let plan = QueryPlan(query)
    plans[key] = plan
    return plan
  }
}
