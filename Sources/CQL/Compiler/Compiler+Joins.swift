/// Relationships: what of their conditions stays the same from pair to pair is found here.
extension Compiler {
  mutating func join(_ relationship: CQLQuery.Relationship, _ plan: QueryPlan.Relationship, outerNames: Set<String>)
    -> CompiledJoin
  {
    let source = code(relationship.source.expression)
    let outerKey = plan.isIndependent ? plan.outerKey.map { code($0) } : nil
    let mark = mark
    defer { restore(mark) }
    let before = cost
    let slot = bind(relationship.source.alias)
    let innerKey = plan.isIndependent ? plan.innerKey.map { code($0) } : nil
    let outerParts = parts
    parts = plan.isIndependent ? Parts(inner: relationship.source.alias, outer: outerNames) : nil
    forget()
    let suchThat = condition(relationship.suchThat)
    let found = parts
    parts = outerParts
    return CompiledJoin(
      slot: slot, isWithout: relationship.isWithout, source: source, suchThat: suchThat,
      isIndependent: plan.isIndependent, outerKey: outerKey, innerKey: innerKey, outerParts: found?.outerCount ?? 0,
      innerParts: found?.innerCount ?? 0, cost: cost - before)
  }

  /// The condition of a relationship that is being compiled.
  struct Parts {
    let inner: Set<String>
    let outer: Set<String>
    var outerCount = 0
    var innerCount = 0

    init(inner: String, outer: Set<String>) {
      self.inner = [inner]
      self.outer = outer.subtracting([inner])
    }
  }

  /// The closure of a node of such a condition that depends on one side only and costs something; nil for the others.
  mutating func part(_ node: CQLExpression) -> Closure? {
    guard let current = parts, Self.isWorthKeeping(node) else { return nil }
    let usesInner = node.refers(to: current.inner)
    let usesOuter = node.refers(to: current.outer)
    guard usesInner != usesOuter else { return nil }
    parts = nil
    let code = code(node)
    parts = current
    if usesInner {
      let index = current.innerCount
      parts?.innerCount += 1
      return { evaluation throws(CQLError) in
        guard let join = evaluation.join else { return try code(evaluation) }
        return try join.inner(index) { () throws(CQLError) in try code(evaluation) }
      }
    }
    let index = current.outerCount
    parts?.outerCount += 1
    return { evaluation throws(CQLError) in
      guard let join = evaluation.join else { return try code(evaluation) }
      return try join.outer(index) { () throws(CQLError) in try code(evaluation) }
    }
  }

  /// Whether a node's value is a scalar or an interval that takes more than a look into a slot.
  private static func isWorthKeeping(_ node: CQLExpression) -> Bool {
    switch node.kind {
    case .functionRef, .property, .as, .convert, .interval: true
    case .case: true
    case .operation(let name, _, _):
      switch name {
      case .and, .or, .not, .implies, .xor: false
      default: true
      }
    default: false
    }
  }
}
