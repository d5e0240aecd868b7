/// Intervals, tuples, instances, lists, codes and concepts.
extension LibraryTranslator {
  func selector(_ node: ExpressionSyntax) -> CQLExpression {
    switch node.form {
    case .interval(let low, let high, let lowClosed, let highClosed):
      return interval(
        translate(low), translate(high), lowClosed: lowClosed, highClosed: highClosed, at: node.range)
    case .tuple(let elements):
      warnOfRepeated(elements)
      let values = elements.map { CQLExpression.NamedExpression($0.name, translate($0.value)) }
      return make(
        .tuple(values), .tuple(values.map { .init($0.name, $0.value.type ?? .any) }), node.range)
    case .instance(let type, let elements): return instance(resolve(type), elements, at: node.range)
    case .list(let element, let items): return list(element, items, at: node.range)
    case .code(let syntax): return code(syntax)
    case .concept(let codes, let display):
      var elements: [CQLExpression.NamedExpression] = [
        .init("codes", make(.list(codes.map { code($0) }), .list(.code), node.range))
      ]
      if let display { elements.append(.init("display", make(.literal(.string(display)), .string, node.range))) }
      return make(.instance(.concept, elements), .concept, node.range)
    default: return failed(node.range)
    }
  }

  func interval(
    _ low: CQLExpression, _ high: CQLExpression, lowClosed: Bool, highClosed: Bool, at range: TextRange
  ) -> CQLExpression {
    guard let type = rules.common(low.type ?? .any, high.type ?? .any, usingModel: usesModelConversions) else {
      error(
        "The ends of an interval must be of one type", found: "\(low.type ?? .any) and \(high.type ?? .any)", at: range)
      return failed(range)
    }
    let ends = [low, high].map { end in
      guard let conversion = rules.conversion(from: end.type ?? .any, to: type, usingModel: usesModelConversions)
      else { return end }
      return apply(conversion, to: end)
    }
    return make(
      .interval(.init(low: ends[0], high: ends[1], lowClosed: lowClosed, highClosed: highClosed)), .interval(type),
      range)
  }

  private func list(
    _ element: TypeSpecifierSyntax?, _ items: [ExpressionSyntax], at range: TextRange
  ) -> CQLExpression {
    let values = items.map { translate($0) }
    guard let element else {
      let (unified, type) = unified(values, castsToChoice: false)
      return make(.list(unified), .list(type), range)
    }
    let type = resolve(element)
    let converted = zip(values, items).map { value, item in
      self.converted(value, to: type, at: item.range, "The item does not fit the list's type")
    }
    return make(.list(converted), .list(type), range)
  }

  private func instance(
    _ type: CQLType, _ elements: [ExpressionSyntax.NamedElement], at range: TextRange
  ) -> CQLExpression {
    warnOfRepeated(elements)
    let values = elements.map { element in
      let value = translate(element.value)
      guard type != .any else { return CQLExpression.NamedExpression(element.name, value) }
      guard let expected = rules.element(element.name, of: type) else {
        error(
          "\(type) has no element '\(element.name)'",
          suggestion: Suggestion.closest(to: element.name, among: rules.elementNames(of: type)), at: element.nameRange)
        return CQLExpression.NamedExpression(element.name, value)
      }
      return CQLExpression.NamedExpression(
        element.name,
        converted(
          value, to: expected, at: element.value.range, "The element '\(element.name)' of \(type) has another type"))
    }
    return make(.instance(type, values), type, range)
  }

  private func code(_ syntax: CodeSelectorSyntax) -> CQLExpression {
    let system = reference(syntax.system, to: "code system")
    var elements: [CQLExpression.NamedExpression] = [
      .init("code", make(.literal(.string(syntax.code)), .string, syntax.range)),
      .init(
        "system",
        make(.property(make(.codeSystemRef(system), .codeSystem, syntax.range), path: "id"), .string, syntax.range)),
    ]
    if let display = syntax.display {
      elements.append(.init("display", make(.literal(.string(display)), .string, syntax.range)))
    }
    return make(.instance(.code, elements), .code, syntax.range)
  }

  private func warnOfRepeated(_ elements: [ExpressionSyntax.NamedElement]) {
    for (index, element) in elements.enumerated()
    where elements[..<index].contains(where: { $0.name == element.name }) {
      error("Two elements are called '\(element.name)'", at: element.nameRange)
    }
  }
}
