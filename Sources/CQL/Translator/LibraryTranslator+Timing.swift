import ClinicalTypes

/// Timing phrases as operators (CQL 1.5, Developer's Guide, "Timing Operators and Phrases").
extension LibraryTranslator {
  func translate(
    _ phrase: TimingPhrase, _ left: CQLExpression, _ right: CQLExpression, at range: TextRange
  ) -> CQLExpression {
    var left = left
    var right = right
    switch phrase.left {
    case .starts: left = operation(.start, [left], at: range)
    case .ends: left = operation(.end, [left], at: range)
    case .occurs, nil: break
    }
    switch phrase.right {
    case .start: right = operation(.start, [right], at: range)
    case .end: right = operation(.end, [right], at: range)
    case nil: break
    }
    let precision = phrase.precision?.unit
    let operands = [left, right]
    switch phrase.relation {
    case .same(.as): return operation(.sameAs, operands, precision: precision, at: range)
    case .same(.orBefore): return operation(.sameOrBefore, operands, precision: precision, at: range)
    case .same(.orAfter): return operation(.sameOrAfter, operands, precision: precision, at: range)
    case .includes(let properly):
      let isPoint = phrase.right != nil || !isCollection(right, beside: left, properly: properly)
      let operation: CQLOperator =
        isPoint ? (properly ? .properContains : .contains) : (properly ? .properIncludes : .includes)
      return self.operation(operation, operands, precision: precision, at: range)
    case .includedIn(let properly):
      let isPoint =
        phrase.left == .starts || phrase.left == .ends || !isCollection(left, beside: right, properly: properly)
      if isPoint, case .system(.valueSet)? = right.type {
        return membership(left, in: right, isContains: false, nil, at: range)
      }
      let operation: CQLOperator =
        isPoint ? (properly ? .properIn : .in) : (properly ? .properIncludedIn : .includedIn)
      return self.operation(operation, operands, precision: precision, at: range)
    case .relative(let direction, let inclusive, nil):
      let operation: CQLOperator =
        direction == .before ? (inclusive ? .sameOrBefore : .before) : (inclusive ? .sameOrAfter : .after)
      return self.operation(operation, operands, precision: precision, at: range)
    case .relative(let direction, let inclusive, let offset?):
      return relative(left, right, direction, inclusive: inclusive, offset, precision, at: range)
    case .within(let distance, let properly): return within(left, right, distance, properly: properly, at: range)
    case .meets(let direction):
      let operation: CQLOperator =
        switch direction {
        case .before: .meetsBefore
        case .after: .meetsAfter
        case nil: .meets
        }
      return self.operation(operation, operands, precision: precision, at: range)
    case .overlaps(let direction):
      let operation: CQLOperator =
        switch direction {
        case .before: .overlapsBefore
        case .after: .overlapsAfter
        case nil: .overlaps
        }
      return self.operation(operation, operands, precision: precision, at: range)
    case .starts: return operation(.starts, operands, precision: precision, at: range)
    case .ends: return operation(.ends, operands, precision: precision, at: range)
    }
  }

  /// Whether a value is a list or an interval, or converts to one. A lone null is taken for a list beside a list, but for
  /// an item after 'properly' and beside an interval: so the reference translator has it.
  private func isCollection(_ expression: CQLExpression, beside other: CQLExpression, properly: Bool) -> Bool {
    guard let type = expression.type else { return false }
    if type == .any { return !properly && other.type?.isList == true }
    if type.isList || type.isInterval { return true }
    return isConvertibleToInterval(expression)
  }

  private func isConvertibleToInterval(_ expression: CQLExpression) -> Bool {
    guard usesModelConversions, let type = expression.type else { return false }
    let alternatives: [CQLType] = if case .choice(let types) = type { types } else { [type] }
    return alternatives.contains { one in
      one.isInterval || rules.modelConversions(from: one).contains { $0.target.isInterval }
    }
  }

  private func isInterval(_ expression: CQLExpression) -> Bool {
    expression.type?.isInterval == true || isConvertibleToInterval(expression)
  }

  /// `starts 3 days or less before start of B`
  private func relative(
    _ left: CQLExpression, _ right: CQLExpression, _ direction: TimingPhrase.Direction, inclusive: Bool,
    _ offset: TimingPhrase.Offset, _ precision: CalendarUnit?, at range: TextRange
  ) -> CQLExpression {
    guard let quantity = quantity(offset.quantity, at: range) else { return failed(range) }
    let distance = make(.literal(.quantity(quantity)), .quantity, range)
    let isBefore = direction == .before
    let from = isInterval(left) ? operation(isBefore ? .end : .start, [left], at: range) : left
    let to = isInterval(right) ? operation(isBefore ? .start : .end, [right], at: range) : right
    let moved = operation(isBefore ? .subtract : .add, [to, distance], at: range)
    switch offset.qualifier {
    case .exactly: return operation(.sameAs, [from, moved], precision: precision, at: range)
    case .orMore:
      return operation(isBefore ? .sameOrBefore : .sameOrAfter, [from, moved], precision: precision, at: range)
    case .moreThan: return operation(isBefore ? .before : .after, [from, moved], precision: precision, at: range)
    case .orLess, .lessThan:
      let reachesOffset = offset.qualifier == .orLess
      let bounds =
        isBefore
        ? interval(moved, to, lowClosed: reachesOffset, highClosed: inclusive, at: range)
        : interval(to, moved, lowClosed: inclusive, highClosed: reachesOffset, at: range)
      let inside = operation(.in, [from, bounds], precision: precision, at: range)
      guard reachesOffset || inclusive else { return inside }
      return make(.operation(.and, [inside, isKnown(to, at: range)]), .boolean, range)
    }
  }

  /// `starts within 3 days of start B`
  private func within(
    _ left: CQLExpression, _ right: CQLExpression, _ distance: QuantitySyntax, properly: Bool, at range: TextRange
  ) -> CQLExpression {
    guard let quantity = quantity(distance, at: range) else { return failed(range) }
    let distance = make(.literal(.quantity(quantity)), .quantity, range)
    let isSpan = isInterval(right)
    let low = operation(.subtract, [isSpan ? operation(.start, [right], at: range) : right, distance], at: range)
    let high = operation(.add, [isSpan ? operation(.end, [right], at: range) : right, distance], at: range)
    let bounds = interval(low, high, lowClosed: !properly, highClosed: !properly, at: range)
    let inside = operation(isInterval(left) ? .includedIn : .in, [left, bounds], at: range)
    guard !isSpan, !properly else { return inside }
    return make(.operation(.and, [inside, isKnown(right, at: range)]), .boolean, range)
  }

  private func isKnown(_ expression: CQLExpression, at range: TextRange) -> CQLExpression {
    make(.operation(.not, [make(.operation(.isNull, [expression]), .boolean, range)]), .boolean, range)
  }
}
