import ClinicalTypes

/// Selectors: what makes intervals, lists, tuples and instances.
extension Compiler {
  mutating func interval(_ selector: CQLExpression.IntervalSelector, _ node: CQLExpression) -> Closure {
    let low = selector.low.map { code($0) }
    let high = selector.high.map { code($0) }
    let lowTest = selector.lowClosedExpression.map { code($0) }
    let highTest = selector.highClosedExpression.map { code($0) }
    let pointType = Evaluation.pointType(of: selector, type: node.type)
    let (isLowClosed, isHighClosed) = (selector.lowClosed, selector.highClosed)
    return { evaluation throws(CQLError) in
      let first: CQLValue
      if let low { first = try low(evaluation) } else { first = .null }
      let last: CQLValue
      if let high { last = try high(evaluation) } else { last = .null }
      var (lowClosed, highClosed) = (isLowClosed, isHighClosed)
      if let lowTest { lowClosed = try lowTest(evaluation).truth ?? false }
      if let highTest { highClosed = try highTest(evaluation).truth ?? false }
      do throws(CQLError) {
        return try evaluation.interval(first, last, lowClosed: lowClosed, highClosed: highClosed, pointType)
      } catch { throw evaluation.located(error, node) }
    }
  }

  mutating func list(_ elements: [CQLExpression]) -> Closure {
    if let constant = Self.constant(list: elements) { return { _ in constant } }
    let codes = codes(elements)
    return { evaluation throws(CQLError) in
      var items: [CQLValue] = []
      items.reserveCapacity(codes.count)
      for code in codes { items.append(try code(evaluation)) }
      return .list(items)
    }
  }

  /// A list of nothing but literals.
  static func constant(list elements: [CQLExpression]) -> CQLValue? {
    var items: [CQLValue] = []
    for element in elements {
      guard case .literal(let literal) = element.kind else { return nil }
      items.append(Evaluation.value(of: literal))
    }
    return .list(items)
  }

  mutating func tuple(_ elements: [CQLExpression.NamedExpression]) -> Closure {
    let named = named(elements)
    return { evaluation throws(CQLError) in .tuple(CQLTuple(try Self.values(named, evaluation))) }
  }

  mutating func instance(
    _ type: CQLType, _ elements: [CQLExpression.NamedExpression], _ node: CQLExpression
  ) -> Closure {
    let named = named(elements)
    if case .system(.code) = type, let code = codeSelector(named) { return code }
    return { evaluation throws(CQLError) in
      let values = try Self.values(named, evaluation)
      do throws(CQLError) { return try Instances.make(type, values) } catch { throw evaluation.located(error, node) }
    }
  }

  private mutating func named(_ elements: [CQLExpression.NamedExpression]) -> [(name: String, code: Closure)] {
    elements.map { ($0.name, code($0.value)) }
  }

  private static func values(
    _ elements: [(name: String, code: Closure)], _ evaluation: Evaluation
  ) throws(CQLError) -> [(name: String, value: CQLValue)] {
    var values: [(name: String, value: CQLValue)] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append((element.name, try element.code(evaluation))) }
    return values
  }

  /// `Code { code: …, system: … }`; nil for a selector with other elements.
  private func codeSelector(_ elements: [(name: String, code: Closure)]) -> Closure? {
    guard elements.count == 2, let code = elements.first(where: { $0.name == "code" })?.code,
      let system = elements.first(where: { $0.name == "system" })?.code
    else { return nil }
    let isCodeFirst = elements[0].name == "code"
    return { evaluation throws(CQLError) in
      // In the order in which they are written: what fails first is what is told.
      let first = isCodeFirst ? try code(evaluation) : try system(evaluation)
      let second = isCodeFirst ? try system(evaluation) : try code(evaluation)
      guard let text = (isCodeFirst ? first : second).text else { return .null }
      return .code(Code(system: (isCodeFirst ? second : first).text, code: text))
    }
  }
}
