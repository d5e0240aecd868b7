import ClinicalTypes

/// The reference interpreter: what each node of the tree gives.
extension Evaluation {
  /// Only tells the kinds apart: what each needs lies in its own function, so that nesting takes little of the stack.
  func evaluate(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    switch node.kind {
    case .null: return .null
    case .literal(let literal): return Self.value(of: literal)
    case .interval, .list, .tuple, .instance: return try selector(node)
    case .expressionRef, .parameterRef, .codeRef, .conceptRef, .codeSystemRef, .valueSetRef, .functionRef:
      return try reference(node)
    case .operandRef(let name), .aliasRef(let name), .queryLetRef(let name): return try named(name)
    case .identifierRef(let name): return try identifier(name)
    case .property: return try property(node)
    case .if: return try conditional(node)
    case .case: return try cases(node)
    case .operation: return try operation(node)
    case .as, .is, .convert, .canConvert, .minValue, .maxValue: return try typed(node)
    case .retrieve(let retrieve): return try self.retrieve(retrieve)
    case .query: return try query(node)
    case .sort, .iteration: return try iteration(node)
    case .current(let scope): return try named(scope ?? "$this")
    }
  }

  @inline(never) private func selector(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    switch node.kind {
    case .interval(let selector): return try interval(selector, type: node.type)
    case .list(let elements): return try list(elements)
    case .tuple(let elements): return .tuple(CQLTuple(try named(elements)))
    case .instance(let type, let elements): return try Instances.make(type, try named(elements))
    default: return .null
    }
  }

  @inline(never) func reference(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    switch node.kind {
    case .expressionRef(let reference): return try expression(reference)
    case .parameterRef(let reference): return try parameter(reference)
    case .codeRef(let reference): return .code(try code(reference))
    case .conceptRef(let reference): return try concept(reference)
    case .codeSystemRef(let reference): return try codeSystem(reference)
    case .valueSetRef(let reference): return try valueSet(reference)
    case .functionRef(let reference, let arguments, let signature):
      return try call(reference, arguments, signature: signature, node)
    default: return .null
    }
  }

  @inline(never) private func conditional(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    guard case .if(let condition, let then, let otherwise) = node.kind else { return .null }
    let isMet = try isTrue(condition)
    return try value(of: isMet ? then : otherwise)
  }

  @inline(never) private func typed(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    switch node.kind {
    case .as(let operand, let type, let isStrict): return try cast(value(of: operand), to: type, isStrict: isStrict)
    case .is(let operand, let type): return .boolean(TypeTest.matches(try value(of: operand), type))
    case .convert(let operand, let type): return try convert(value(of: operand), to: type)
    case .canConvert(let operand, let type): return try canConvert(value(of: operand), to: type)
    case .minValue(let type): return try extreme(type, isLeast: true)
    case .maxValue(let type): return try extreme(type, isLeast: false)
    default: return .null
    }
  }

  @inline(never) private func iteration(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    switch node.kind {
    case .sort(let source, let keys): return try sorted(source, keys)
    case .iteration(let kind, let source, let scope, let element):
      return try iterate(kind, over: try value(of: source), scope: scope, element)
    default: return .null
    }
  }

  // MARK: Selectors

  static func value(of literal: CQLLiteral) -> CQLValue {
    switch literal {
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .long(let value): .long(value)
    case .decimal(let value): .decimal(value)
    case .string(let value): .string(value)
    case .quantity(let value): .quantity(value)
    case .ratio(let value): .ratio(value)
    case .date(let value): .date(value)
    case .dateTime(let value): .dateTime(value)
    case .time(let value): .time(value)
    }
  }

  private func interval(_ selector: CQLExpression.IntervalSelector, type: CQLType?) throws(CQLError) -> CQLValue {
    let low = try selector.low.map { (node) throws(CQLError) in try value(of: node) } ?? .null
    let high = try selector.high.map { (node) throws(CQLError) in try value(of: node) } ?? .null
    var lowClosed = selector.lowClosed
    var highClosed = selector.highClosed
    if let node = selector.lowClosedExpression { lowClosed = try value(of: node).truth ?? false }
    if let node = selector.highClosedExpression { highClosed = try value(of: node).truth ?? false }
    return try interval(
      low, high, lowClosed: lowClosed, highClosed: highClosed, Self.pointType(of: selector, type: type))
  }

  /// What is known beforehand of the type of an interval's points.
  static func pointType(of selector: CQLExpression.IntervalSelector, type: CQLType?) -> SystemType? {
    if case .interval(.system(let type)) = type, type != .any { return type }
    return castType(selector.low) ?? castType(selector.high)
  }

  /// An interval of these ends, which must not be the wrong way round.
  func interval(
    _ low: CQLValue, _ high: CQLValue, lowClosed: Bool, highClosed: Bool, _ pointType: SystemType?
  ) throws(CQLError) -> CQLValue {
    let interval = CQLInterval(
      low.unwrapped, high.unwrapped, lowClosed: lowClosed, highClosed: highClosed, pointType: pointType)
    // Ends the wrong way round are an error (CQL 1.5, Interval Values).
    if !interval.low.isNull, !interval.high.isNull {
      var isReversed = try comparison.order(interval.low, interval.high) == .greater
      if !isReversed, !lowClosed || !highClosed {
        isReversed = try comparison.order(interval.start(), interval.end()) == .greater
      }
      if isReversed {
        throw CQLError(.value, "An interval must not end before it starts")
      }
    }
    return .interval(interval)
  }

  /// The type of `null as T`.
  private static func castType(_ node: CQLExpression?) -> SystemType? {
    if case .as(_, .system(let type), _) = node?.kind, type != .any { return type }
    if case .system(let type) = node?.type, type != .any { return type }
    return nil
  }

  private func list(_ elements: [CQLExpression]) throws(CQLError) -> CQLValue {
    var items: [CQLValue] = []
    items.reserveCapacity(elements.count)
    for element in elements { items.append(try value(of: element)) }
    return .list(items)
  }

  private func named(_ elements: [CQLExpression.NamedExpression]) throws(CQLError) -> [(name: String, value: CQLValue)]
  {
    var values: [(name: String, value: CQLValue)] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append((element.name, try value(of: element.value))) }
    return values
  }

  // MARK: Decisions

  @inline(never) private func cases(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    guard case .case(let comparand, let items, let otherwise) = node.kind else { return .null }
    if let comparand {
      let wanted = try value(of: comparand)
      for item in items where try comparison.equal(wanted, value(of: item.when)) == true {
        return try value(of: item.then)
      }
    } else {
      for item in items where try isTrue(item.when) { return try value(of: item.then) }
    }
    return try value(of: otherwise)
  }

  // MARK: Operators

  /// And, Or, Implies and Coalesce stop early; the others take the values of all their operands.
  @inline(never) private func operation(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    guard case .operation(let name, let operands, let precision) = node.kind else { return .null }
    switch name {
    case .and, .or, .implies: return try logical(name, operands)
    case .coalesce: return try coalesce(operands)
    default: break
    }
    switch operands.count {
    case 1:
      let operand = try value(of: operands[0])
      // A missing list is empty; a missing text has no length.
      if name == .length, operand.isNull, Self.isList(operands[0]) { return .integer(0) }
      return try unary(name, operand, precision, type: node.type)
    case 2:
      let left = try value(of: operands[0])
      return try binary(name, left, value(of: operands[1]), precision, type: node.type)
    default: return try variadic(name, operands, precision)
    }
  }

  private func variadic(
    _ name: CQLOperator, _ operands: [CQLExpression], _ precision: CalendarUnit?
  ) throws(CQLError) -> CQLValue {
    var values: [CQLValue] = []
    values.reserveCapacity(operands.count)
    for operand in operands { values.append(try value(of: operand)) }
    return try variadic(name, values, precision)
  }

  /// The first value that is not null; of a single list, its first item that is not.
  private func coalesce(_ operands: [CQLExpression]) throws(CQLError) -> CQLValue {
    for operand in operands {
      let value = try value(of: operand)
      if operands.count == 1, let items = value.items { return items.first { !$0.isNull } ?? .null }
      if !value.isNull { return value }
    }
    return .null
  }

  static func isList(_ node: CQLExpression) -> Bool {
    if case .as(_, .list, _) = node.kind { return true }
    if case .list = node.type { return true }
    return false
  }

  /// Three-valued logic (CQL 1.5, appendix B, Logical Operators).
  private func logical(_ name: CQLOperator, _ operands: [CQLExpression]) throws(CQLError) -> CQLValue {
    guard operands.count == 2 else { throw CQLError(.malformed, "\(name.rawValue) needs two operands") }
    let left = try truth(name, value(of: operands[0]))
    switch (name, left) {
    case (.and, false?): return .boolean(false)
    case (.or, true?), (.implies, false?): return .boolean(true)
    default:
      let right = try truth(name, value(of: operands[1]))
      switch name {
      case .and: return CQLValue(left.and3(right))
      case .or: return CQLValue(left.or3(right))
      default: return CQLValue(left.implies3(right))
      }
    }
  }

  func truth(_ name: CQLOperator, _ value: CQLValue) throws(CQLError) -> Bool? {
    switch value {
    case .boolean(let truth): return truth
    case .null: return nil
    default:
      let plain = value.unwrapped
      guard plain.isNull || plain.truth != nil else { throw .mismatch(name.rawValue, [value]) }
      return plain.truth
    }
  }

  func extreme(_ type: CQLType, isLeast: Bool) throws(CQLError) -> CQLValue {
    guard case .system(let type) = type else {
      throw CQLError(.type, "\(type) has no \(isLeast ? "least" : "greatest") value")
    }
    let value = isLeast ? Extremes.minimum(type) : Extremes.maximum(type)
    guard !value.isNull else {
      throw CQLError(.type, "\(type.rawValue) has no \(isLeast ? "least" : "greatest") value")
    }
    return value
  }
}
