import ClinicalTypes

/// Expressions: one case a form, the larger ones in files of their own.
extension LibraryTranslator {
  /// The most translations within each other; syntax trees are shallower, and definitions come in the order of use.
  private static let deepest = 1200

  func translate(_ node: ExpressionSyntax) -> CQLExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      if depth == Self.deepest + 1 { error("The definitions use each other too deeply", at: node.range) }
      return failed(node.range)
    }
    switch node.form {
    case .literal(let literal): return translate(literal, at: node.range)
    case .identifier(let name): return identifier(name, at: node.range)
    case .external(let name): return external(name, at: node.range)
    case .variable(let name): return variable(name, at: node.range)
    case .member(let base, let name): return member(name, of: base, at: node.range)
    case .call(let base, let name, let arguments): return call(name, base: base, arguments, at: node.range)
    case .indexer(let base, let index):
      return operation(.indexer, [translate(base), translate(index)], at: node.range)
    case .interval, .tuple, .instance, .list, .code, .concept: return selector(node)
    case .unary(let unary, let operand): return translate(unary, operand, at: node.range)
    case .binary(let binary, let left, let right): return translate(binary, left, right, at: node.range)
    case .timing(let phrase, let left, let right):
      return translate(phrase, translate(left), translate(right), at: node.range)
    case .membership(let contains, let precision, let left, let right):
      return contains
        ? membership(translate(right), in: translate(left), isContains: true, precision, at: node.range)
        : membership(translate(left), in: translate(right), isContains: false, precision, at: node.range)
    case .test(let test, let negated, let operand): return translate(test, negated: negated, operand, at: node.range)
    case .is(let operand, let type):
      return make(.is(translate(operand), resolve(type)), .boolean, node.range)
    case .as(let operand, let type, let isCast):
      return cast(translate(operand), to: resolve(type), isStrict: isCast, at: node.range)
    case .convert(let operand, let type): return convert(translate(operand), to: resolve(type), at: node.range)
    case .convertUnit(let operand, let unit):
      let text = make(.literal(.string(unit)), .string, node.range)
      return operation(.convertQuantity, [translate(operand), text], at: node.range)
    case .between(let operand, let properly, let low, let high):
      return between(translate(operand), properly: properly, translate(low), translate(high), at: node.range)
    case .spanBetween(let isDifference, let precision, let low, let high):
      return operation(
        isDifference ? .differenceBetween : .durationBetween, [translate(low), translate(high)],
        precision: precision.unit, at: node.range)
    case .spanOf(let isDifference, let precision, let operand):
      let interval = translate(operand)
      let ends = [operation(.start, [interval], at: operand.range), operation(.end, [interval], at: operand.range)]
      return operation(
        isDifference ? .differenceBetween : .durationBetween, ends, precision: precision.unit, at: node.range)
    case .component(let component, let operand): return translate(component, translate(operand), at: node.range)
    case .conditional(let condition, let then, let otherwise):
      let condition = converted(
        translate(condition), to: .boolean, at: condition.range, "The condition of 'if' is not a truth value")
      let (branches, type) = unified([translate(then), translate(otherwise)])
      return make(.if(condition, then: branches[0], else: branches[1]), type, node.range)
    case .cases(let comparand, let items, let otherwise):
      return cases(comparand, items, otherwise, at: node.range)
    case .collapse(let operand, let per): return collapse(.collapse, translate(operand), per, at: node.range)
    case .expand(let operand, let per): return collapse(.expand, translate(operand), per, at: node.range)
    case .extreme(let isMaximum, let type):
      let type = resolve(type)
      return make(isMaximum ? .maxValue(type) : .minValue(type), type, node.range)
    case .retrieve(let retrieve): return translate(retrieve, at: node.range)
    case .query(let query): return translate(query, at: node.range)
    }
  }

  private func cases(
    _ comparand: ExpressionSyntax?, _ items: [ExpressionSyntax.CaseItem], _ otherwise: ExpressionSyntax,
    at range: TextRange
  ) -> CQLExpression {
    var whens: [CQLExpression] = []
    let compared = comparand.map { translate($0) }
    for item in items {
      let when = translate(item.when)
      whens.append(
        converted(
          when, to: compared.map { $0.type ?? .any } ?? .boolean, at: item.when.range,
          compared == nil ? "The condition of 'when' is not a truth value" : "The value after 'when' has another type"))
    }
    let (results, type) = unified(items.map { translate($0.then) } + [translate(otherwise)])
    let all = zip(whens, results).map { CQLExpression.CaseItem(when: $0, then: $1) }
    guard let last = results.last else { return failed(range) }
    return make(.case(comparand: compared, all, else: last), type, range)
  }

  private func cast(_ operand: CQLExpression, to type: CQLType, isStrict: Bool, at range: TextRange) -> CQLExpression {
    let from = operand.type ?? .any
    let mayBe =
      from == .any || type == .any || rules.isSubtype(from, of: type) || rules.isSubtype(type, of: from)
      || rules.conversion(from: from, to: type, usingModel: false) != nil || from.holdsAnyOrChoice
    if !mayBe {
      error("A value of one type can never be of the other", expected: "\(type)", found: "\(from)", at: range)
    }
    return make(.as(operand, type, isStrict: isStrict), type, range)
  }

  private func between(
    _ operand: CQLExpression, properly: Bool, _ low: CQLExpression, _ high: CQLExpression, at range: TextRange
  ) -> CQLExpression {
    if operand.type?.isInterval == true {
      let bounds = interval(low, high, lowClosed: true, highClosed: true, at: range)
      return operation(properly ? .properIncludedIn : .includedIn, [operand, bounds], at: range)
    }
    let above = operation(properly ? .greater : .greaterOrEqual, [operand, low], at: range)
    let below = operation(properly ? .less : .lessOrEqual, [operand, high], at: range)
    return make(.operation(.and, [above, below]), .boolean, range)
  }

  private func translate(_ component: ComponentSyntax, _ operand: CQLExpression, at range: TextRange) -> CQLExpression {
    switch component {
    case .precision(let precision):
      if precision == .week {
        error(
          "A week is no component of a date", expected: "year, month, day, hour, minute, second or millisecond",
          at: range)
      }
      return operation(.dateTimeComponentFrom, [operand], precision: precision.unit, at: range)
    case .date: return operation(.dateFrom, [operand], at: range)
    case .time: return operation(.timeFrom, [operand], at: range)
    case .timezoneOffset: return operation(.timezoneOffsetFrom, [operand], at: range)
    case .timezone: return operation(.timezoneFrom, [operand], at: range)
    }
  }

  private func collapse(
    _ operation: CQLOperator, _ operand: CQLExpression, _ per: ExpressionSyntax.PerSyntax?, at range: TextRange
  ) -> CQLExpression {
    var operands = [operand]
    switch per {
    case nil:
      // The reference's form: the step is written even when there is none.
      operands.append(make(.null, .quantity, range))
    case .precision(let precision):
      operands.append(make(.literal(.quantity(Quantity(1, precision.rawValue))), .quantity, range))
    case .expression(let step):
      let value = translate(step)
      switch value.kind {
      case .literal(.integer(let number)):
        operands.append(make(.literal(.quantity(Quantity(ExactDecimal(Int(number))))), .quantity, step.range))
      case .literal(.decimal(let number)):
        operands.append(make(.literal(.quantity(Quantity(number))), .quantity, step.range))
      default: operands.append(value)
      }
    }
    return self.operation(operation, operands, at: range)
  }

  func translate(_ test: TestSyntax, negated: Bool, _ operand: ExpressionSyntax, at range: TextRange) -> CQLExpression {
    let value = translate(operand)
    let tested =
      switch test {
      case .isNull: make(.operation(.isNull, [value]), .boolean, range)
      case .isTrue: operation(.isTrue, [value], at: range)
      case .isFalse: operation(.isFalse, [value], at: range)
      }
    return negated ? make(.operation(.not, [tested]), .boolean, range) : tested
  }

  private func external(_ name: String, at range: TextRange) -> CQLExpression {
    error("CQL has no constant '%\(name)'", expected: "a parameter of the library", at: range)
    return failed(range)
  }
}

extension PrecisionSyntax {
  /// The unit of the tree.
  var unit: CalendarUnit {
    switch self {
    case .year: .year
    case .month: .month
    case .week: .week
    case .day: .day
    case .hour: .hour
    case .minute: .minute
    case .second: .second
    case .millisecond: .millisecond
    }
  }
}

extension CQLType {
  /// Whether the type leaves open what the value is.
  var holdsAnyOrChoice: Bool {
    switch self {
    case .choice: true
    case .list(let inner), .interval(let inner): inner == .any || inner.holdsAnyOrChoice
    case .tuple(let elements): elements.contains { $0.type == .any || $0.type.holdsAnyOrChoice }
    default: self == .any
    }
  }
}
