/// The order in which definitions are translated: what a definition names comes before it, found without recursion, so
/// that a long chain of definitions does not become a deep stack.
extension LibraryTranslator {
  enum Task: Hashable {
    case expression(Int)
    case function(Int)
  }

  func translationOrder() -> [Task] {
    var byName: [String: [Task]] = [:]
    for (index, state) in expressions.enumerated() {
      byName[state.definition.name, default: []].append(.expression(index))
    }
    for (index, state) in functions.enumerated() { byName[state.definition.name, default: []].append(.function(index)) }
    var order: [Task] = []
    var seen: Set<Task> = []
    var stack: [(task: Task, waitsFor: [Task], next: Int)] = []
    let all = expressions.indices.map(Task.expression) + functions.indices.map(Task.function)
    for root in all where seen.insert(root).inserted {
      stack.append((root, needs(root, byName), 0))
      while let top = stack.last {
        guard top.next < top.waitsFor.count else {
          order.append(top.task)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let needed = top.waitsFor[top.next]
        if seen.insert(needed).inserted { stack.append((needed, needs(needed, byName), 0)) }
      }
    }
    return order
  }

  private func needs(_ task: Task, _ byName: [String: [Task]]) -> [Task] {
    let body: ExpressionSyntax? =
      switch task {
      case .expression(let index): expressions[index].body
      case .function(let index): functions[index].syntax.body
      }
    guard let body else { return [] }
    var found: [Task] = []
    body.forEachName { name in
      if let tasks = byName[name] { found += tasks }
    }
    return found
  }
}

extension ExpressionSyntax {
  /// Every name in the expression that may be that of a definition of the library.
  func forEachName(_ visit: (String) -> Void) {
    switch form {
    case .identifier(let name): visit(name)
    case .call(let base, let name, let arguments):
      visit(name)
      base?.forEachName(visit)
      for argument in arguments { argument.forEachName(visit) }
    case .literal, .external, .variable, .code, .concept, .extreme: break
    case .member(let a, _), .unary(_, let a), .test(_, _, let a), .is(let a, _), .as(let a, _, _), .convert(let a, _),
      .convertUnit(let a, _), .spanOf(_, _, let a), .component(_, let a):
      a.forEachName(visit)
    case .indexer(let a, let b), .interval(let a, let b, _, _), .binary(_, let a, let b), .timing(_, let a, let b),
      .membership(_, _, let a, let b), .spanBetween(_, _, let a, let b):
      a.forEachName(visit)
      b.forEachName(visit)
    case .tuple(let elements), .instance(_, let elements): for element in elements { element.value.forEachName(visit) }
    case .list(_, let items): for item in items { item.forEachName(visit) }
    case .between(let a, _, let b, let c), .conditional(let a, let b, let c):
      a.forEachName(visit)
      b.forEachName(visit)
      c.forEachName(visit)
    case .cases(let comparand, let items, let last):
      comparand?.forEachName(visit)
      for item in items {
        item.when.forEachName(visit)
        item.then.forEachName(visit)
      }
      last.forEachName(visit)
    case .collapse(let a, let per), .expand(let a, let per):
      a.forEachName(visit)
      if case .expression(let b) = per { b.forEachName(visit) }
    case .retrieve(let retrieve): retrieve.terminology?.forEachName(visit)
    case .query(let query): query.forEachName(visit)
    }
  }
}

extension QuerySyntax {
  fileprivate func forEachName(_ visit: (String) -> Void) {
    for source in sources { source.expression.forEachName(visit) }
    for item in lets { item.expression.forEachName(visit) }
    for item in inclusions {
      item.source.expression.forEachName(visit)
      item.condition.forEachName(visit)
    }
    filter?.forEachName(visit)
    result?.expression.forEachName(visit)
    aggregate?.starting?.forEachName(visit)
    aggregate?.expression.forEachName(visit)
    for key in sort { key.expression?.forEachName(visit) }
  }
}
