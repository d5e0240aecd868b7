/// Writes conversions into the tree.
extension LibraryTranslator {
  /// `expression` as `target`, with the nodes that make it so; reports and gives it unchanged when there is no way.
  func converted(
    _ expression: CQLExpression, to target: CQLType, at range: TextRange, _ context: @autoclosure () -> String
  ) -> CQLExpression {
    let type = expression.type ?? .any
    guard let conversion = rules.conversion(from: type, to: target, usingModel: usesModelConversions) else {
      error(context(), expected: "\(target)", found: "\(type)", at: range)
      return expression
    }
    return apply(conversion, to: expression)
  }

  /// `expression` with a conversion around it.
  func apply(_ conversion: Conversion, to expression: CQLExpression) -> CQLExpression {
    let place = expression.locator
    let target = conversion.target
    switch conversion.form {
    case .none: return expression
    case .cast: return CQLExpression(.as(expression, target, isStrict: false), type: target, at: place)
    case .operation(let operation):
      return CQLExpression(.operation(operation, [expression]), type: target, at: place)
    case .function(let function):
      return CQLExpression(
        .functionRef(
          DefinitionReference(function.function, library: conversionLibrary(function.library)), [expression],
          signature: [function.source]), type: target, at: place)
    case .alternatives(let alternatives): return apply(alternatives, target, to: expression)
    case .list(let item):
      guard case .list(let element)? = expression.type else { return expression }
      let row = CQLExpression(.aliasRef("X"), type: element, at: place)
      let query = CQLQuery(
        sources: [.init("X", expression)], result: .init(apply(item, to: row), isDistinct: false))
      return CQLExpression(.query(query), type: target, at: place)
    case .interval(let point): return apply(point, toEndsOf: expression, target)
    case .point(let point):
      let end = apply(point, to: expression)
      return CQLExpression(
        .interval(.init(low: end, high: end, lowClosed: true, highClosed: true)), type: target, at: place)
    case .promotion(let item):
      return CQLExpression(.operation(.toList, [apply(item, to: expression)]), type: target, at: place)
    case .demotion(let item):
      guard case .list(let element)? = expression.type else { return expression }
      return apply(item, to: CQLExpression(.operation(.singletonFrom, [expression]), type: element, at: place))
    }
  }

  /// A choice: its one alternative that converts, or a case over those that do.
  private func apply(
    _ alternatives: [(from: CQLType, conversion: Conversion)], _ target: CQLType, to expression: CQLExpression
  ) -> CQLExpression {
    let place = expression.locator
    func taken(_ alternative: (from: CQLType, conversion: Conversion)) -> CQLExpression {
      let cast = CQLExpression(.as(expression, alternative.from, isStrict: false), type: alternative.from, at: place)
      return apply(alternative.conversion, to: cast)
    }
    guard alternatives.count > 1 else { return alternatives.first.map(taken) ?? expression }
    let items = alternatives.map { alternative in
      CQLExpression.CaseItem(
        when: CQLExpression(.is(expression, alternative.from), type: .boolean, at: place), then: taken(alternative))
    }
    let otherwise = CQLExpression(.null, type: target, at: place)
    return CQLExpression(.case(comparand: nil, items, else: otherwise), type: target, at: place)
  }

  /// An interval of other points: the ends converted one by one, open or closed as they were.
  private func apply(_ point: Conversion, toEndsOf expression: CQLExpression, _ target: CQLType) -> CQLExpression {
    let place = expression.locator
    if case .interval(let selector) = expression.kind {
      let parts = CQLExpression.IntervalSelector(
        low: selector.low.map { apply(point, to: $0) }, high: selector.high.map { apply(point, to: $0) },
        lowClosed: selector.lowClosed, highClosed: selector.highClosed,
        lowClosedExpression: selector.lowClosedExpression, highClosedExpression: selector.highClosedExpression)
      return CQLExpression(.interval(parts), type: target, at: place)
    }
    guard case .interval(let old)? = expression.type else { return expression }
    func end(_ path: String, _ type: CQLType) -> CQLExpression {
      CQLExpression(.property(expression, path: path), type: type, at: place)
    }
    return CQLExpression(
      .interval(
        CQLExpression.IntervalSelector(
          low: apply(point, to: end("low", old)), high: apply(point, to: end("high", old)), lowClosed: false,
          highClosed: false, lowClosedExpression: end("lowClosed", .boolean),
          highClosedExpression: end("highClosed", .boolean))), type: target, at: place)
  }

  /// The alias of the library of conversions. A library that uses a conversion without including it gets the include, and
  /// with it what the evaluator has built in.
  private func conversionLibrary(_ name: String) -> String {
    if let conversionAlias { return conversionAlias }
    conversionAlias = name
    let version = rules.options.models.first { $0.conversions.first?.library == name }?.version
    library.includes.append(LibraryInclude(LibraryIdentifier(name, version: version), alias: name))
    return name
  }

  /// The values as their common type; where that is the choice of all, they are marked as being of it or left as they
  /// are.
  func unified(
    _ items: [CQLExpression], castsToChoice: Bool = true
  ) -> (items: [CQLExpression], type: CQLType) {
    var type: CQLType = .any
    var types: [CQLType] = []
    var isChoice = false
    for item in items {
      let next = item.type ?? .any
      if !types.contains(next), next != .any { types.append(next) }
      if isChoice { continue }
      if let both = rules.common(type, next, usingModel: usesModelConversions) { type = both } else { isChoice = true }
    }
    if isChoice { type = rules.choice(types) }
    return (
      items.map { item in
        guard let itemType = item.type, castsToChoice || !type.isChoice, !rules.isSubtype(itemType, of: type),
          let conversion = rules.conversion(from: itemType, to: type, usingModel: usesModelConversions)
        else { return item }
        return apply(conversion, to: item)
      }, type
    )
  }
}
