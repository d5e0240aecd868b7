extension CQLExpression {
  /// Calls `body` with each node directly below this one.
  package func forEachChild(_ body: (CQLExpression) -> Void) {
    switch kind {
    case .null, .literal, .expressionRef, .parameterRef, .codeRef, .conceptRef, .codeSystemRef, .valueSetRef,
      .operandRef,
      .aliasRef, .queryLetRef, .identifierRef, .minValue, .maxValue, .current:
      break
    case .interval(let selector):
      for part in [selector.low, selector.high, selector.lowClosedExpression, selector.highClosedExpression] {
        if let part { body(part) }
      }
    case .list(let elements): elements.forEach(body)
    case .tuple(let elements), .instance(_, let elements): elements.forEach { body($0.value) }
    case .functionRef(_, let arguments, _): arguments.forEach(body)
    case .property(let source, _): body(source)
    case .if(let condition, let then, let otherwise):
      body(condition)
      body(then)
      body(otherwise)
    case .case(let comparand, let items, let otherwise):
      if let comparand { body(comparand) }
      for item in items {
        body(item.when)
        body(item.then)
      }
      body(otherwise)
    case .operation(_, let operands, _): operands.forEach(body)
    case .as(let operand, _, _), .is(let operand, _), .convert(let operand, _), .canConvert(let operand, _):
      body(operand)
    case .retrieve(let retrieve):
      for part in [retrieve.codes, retrieve.dateRange, retrieve.ids] { if let part { body(part) } }
    case .query(let query):
      query.sources.forEach { body($0.expression) }
      query.lets.forEach { body($0.expression) }
      for relationship in query.relationships {
        body(relationship.source.expression)
        body(relationship.suchThat)
      }
      if let filter = query.filter { body(filter) }
      if let result = query.result { body(result.expression) }
      if let aggregate = query.aggregate {
        if let starting = aggregate.starting { body(starting) }
        body(aggregate.expression)
      }
      Self.sortExpressions(query.sort).forEach(body)
    case .sort(let source, let keys):
      body(source)
      Self.sortExpressions(keys).forEach(body)
    case .iteration(_, let source, _, let element):
      body(source)
      body(element)
    }
  }

  private static func sortExpressions(_ keys: [SortItem]) -> [CQLExpression] {
    keys.compactMap { if case .expression(let node) = $0.key { node } else { nil } }
  }

  /// Whether the node or one below refers to any of these names of queries and functions.
  func refers(to names: Set<String>) -> Bool {
    var open = [self]
    while let node = open.popLast() {
      switch node.kind {
      case .aliasRef(let name), .queryLetRef(let name), .operandRef(let name), .identifierRef(let name):
        if names.contains(name) { return true }
      case .current(let scope): if names.contains(scope ?? "$this") { return true }
      default: node.forEachChild { open.append($0) }
      }
    }
    return false
  }
}
