import ClinicalTypes

/// Conditions: nodes that give a truth, as closures that give a `Bool?` and no value.
extension Compiler {
  /// A condition as `where`, `if` and `when` take it: anything that is not true counts as not fulfilled.
  ///
  /// So a null decides an `and` as false does, and what stands behind it is not evaluated: `O.doNotPerform.value = true and …`
  /// costs nothing for orders without the element.
  mutating func condition(_ node: CQLExpression) -> Test {
    if let test = junction(node) ?? counted(node) { return test }
    let code = code(node)
    return { evaluation throws(CQLError) in try code(evaluation).truth }
  }

  /// An `and` or `or` of which only matters whether it is true; nil for other nodes.
  private mutating func junction(_ node: CQLExpression) -> Test? {
    guard case .operation(let name, let operands, _) = node.kind, name == .and || name == .or, operands.count == 2
    else { return nil }
    let first = junction(operands[0]) ?? operand(operands[0], of: name, node)
    let second = junction(operands[1]) ?? operand(operands[1], of: name, node)
    if name == .and {
      return { evaluation throws(CQLError) in
        guard try first(evaluation) == true else { return false }
        return try second(evaluation) == true
      }
    }
    return { evaluation throws(CQLError) in
      if try first(evaluation) == true { return true }
      return try second(evaluation) == true
    }
  }

  /// A truth as `and`, `or` and `not` take it: a value that is none is an error of `parent`.
  private mutating func operand(_ node: CQLExpression, of name: CQLOperator, _ parent: CQLExpression) -> Test {
    if let test = counted(node) { return test }
    let code = code(node)
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      do throws(CQLError) { return try evaluation.truth(name, value) } catch { throw evaluation.located(error, parent) }
    }
  }

  /// The test of a node that can give nothing but a truth; nil for other nodes.
  private mutating func counted(_ node: CQLExpression) -> Test? {
    if case .is = node.kind { return test(node) }
    return truth(of: node)
  }

  mutating func test(_ node: CQLExpression) -> Test {
    guard case .is(let operand, let type) = node.kind else { return condition(node) }
    let code = code(operand)
    let check = TypeCheck(type)
    return { evaluation throws(CQLError) in check.matches(try code(evaluation)) }
  }

  /// The test of an operator that gives a truth; nil for other operators, and for those with the wrong operands.
  mutating func truth(of node: CQLExpression) -> Test? {
    switch node.kind {
    case .literal(.boolean(let value)): return { _ in value }
    case .operation(let name, let operands, let precision):
      switch operands.count {
      case 1: return truth(of: name, operands[0], node)
      case 2: return truth(of: name, operands[0], operands[1], precision, node)
      default: return nil
      }
    default: return nil
    }
  }

  // MARK: One operand

  private mutating func truth(of name: CQLOperator, _ operand: CQLExpression, _ node: CQLExpression) -> Test? {
    switch name {
    case .not:
      let test = self.operand(operand, of: name, node)
      return { evaluation throws(CQLError) in try test(evaluation).not3() }
    case .isNull:
      let code = code(operand)
      return { evaluation throws(CQLError) in
        let value = try code(evaluation)
        return value.isNull || value.unwrapped.isNull
      }
    case .isTrue, .isFalse:
      let code = code(operand)
      let wanted = name == .isTrue
      return { evaluation throws(CQLError) in try code(evaluation).truth == wanted }
    case .exists: return exists(operand, node)
    default: return nil
    }
  }

  private mutating func exists(_ operand: CQLExpression, _ node: CQLExpression) -> Test {
    if case .query(let query) = operand.kind, query.aggregate == nil, query.sort.isEmpty {
      return apart { $0.anyRow(of: query, operand) }
    }
    let code = code(operand)
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .list(let items) = value { return items.contains { !$0.isNull } }
      do throws(CQLError) { return try evaluation.exists(value).truth } catch { throw evaluation.located(error, node) }
    }
  }

  // MARK: Two operands

  private mutating func truth(
    of name: CQLOperator, _ left: CQLExpression, _ right: CQLExpression, _ precision: CalendarUnit?,
    _ node: CQLExpression
  ) -> Test? {
    switch name {
    case .and, .or, .implies: return logical(name, left, right, node)
    case .xor:
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        let (first, second) = (try evaluation.truth(name, a), try evaluation.truth(name, b))
        return first.xor3(second)
      }
    case .equal, .notEqual:
      let test = equality(left, right, node)
      return name == .equal ? test : { evaluation throws(CQLError) in try test(evaluation).not3() }
    case .equivalent:
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        try evaluation.comparison.equivalent(a, b)
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        try evaluation.comparison.compares(a, b, by: name)
      }
    case .sameAs, .sameOrBefore, .sameOrAfter, .before, .after, .overlaps, .overlapsBefore, .overlapsAfter, .meets,
      .meetsBefore, .meetsAfter, .starts, .ends:
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        try evaluation.timing(name, a, b, precision)
      }
    case .matches:
      guard case .literal(.string(let text)) = right.kind, let plain = PlainPattern(text) else { return nil }
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        if case .string(let text) = a, let isMatch = plain.matches(text) { return isMatch }
        return try evaluation.text(.matches, a, b).truth
      }
    case .in where precision == nil:
      if let test = isAmong(left, right) { return test }
      fallthrough
    case .includes, .includedIn, .properIncludes, .properIncludedIn, .in, .contains, .properIn, .properContains:
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        try evaluation.membership(name, a, b, precision)
      }
    case .inValueSet, .anyInValueSet:
      if let test = isCoded(left, right, node) { return test }
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        try evaluation.isMember(a, ofValueSet: b)
      }
    case .inCodeSystem, .anyInCodeSystem:
      return compared(left, right, node) { evaluation, a, b throws(CQLError) in
        try evaluation.isMember(a, ofCodeSystem: b)
      }
    default: return nil
    }
  }

  mutating func compared(
    _ left: CQLExpression, _ right: CQLExpression, _ node: CQLExpression,
    _ body: @escaping @Sendable (Evaluation, CQLValue, CQLValue) throws(CQLError) -> Bool?
  ) -> Test {
    let (left, right) = (code(left), code(right))
    return { evaluation throws(CQLError) in
      let (first, second) = (try left(evaluation), try right(evaluation))
      do throws(CQLError) { return try body(evaluation, first, second) } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  private mutating func logical(
    _ name: CQLOperator, _ left: CQLExpression, _ right: CQLExpression, _ node: CQLExpression
  ) -> Test? {
    let first = operand(left, of: name, node)
    let second = operand(right, of: name, node)
    switch name {
    case .and:
      return { evaluation throws(CQLError) in
        let truth = try first(evaluation)
        if truth == false { return false }
        let other = try second(evaluation)
        return truth.and3(other)
      }
    case .or:
      return { evaluation throws(CQLError) in
        let truth = try first(evaluation)
        if truth == true { return true }
        let other = try second(evaluation)
        return truth.or3(other)
      }
    case .implies:
      return { evaluation throws(CQLError) in
        let truth = try first(evaluation)
        if truth == false { return true }
        let other = try second(evaluation)
        return truth.implies3(other)
      }
    default: return nil
    }
  }
}
