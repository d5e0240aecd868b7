import ClinicalTypes
import FHIR
import JSON

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

  private mutating func compared(
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

  // MARK: Text of FHIR data

  /// `=`. A FHIR text beside a constant is compared where it stands, without a copy.
  private mutating func equality(_ left: CQLExpression, _ right: CQLExpression, _ node: CQLExpression) -> Test {
    for (text, other) in [(left, right), (right, left)] {
      guard case .literal(.string(let wanted)) = other.kind, let source = textSource(text) else { continue }
      let code = code(source)
      return { evaluation throws(CQLError) in
        let value = try code(evaluation)
        guard case .node(let element) = value else {
          if case .null = value { return nil }
          do throws(CQLError) {
            return try evaluation.comparison.equal(evaluation.plainText(of: value, text), .string(wanted))
          } catch { throw evaluation.located(error, node) }
        }
        if let isEqual = element.hasText(wanted) { return isEqual }
        do throws(CQLError) {
          return try evaluation.comparison.equal(evaluation.plainText(of: value, text), .string(wanted))
        } catch { throw evaluation.located(error, node) }
      }
    }
    return compared(left, right, node) { evaluation, a, b throws(CQLError) in try evaluation.comparison.equal(a, b) }
  }

  /// `x in { 'a', 'b' }`
  private mutating func isAmong(_ item: CQLExpression, _ list: CQLExpression) -> Test? {
    guard case .list(let elements) = list.kind, !elements.isEmpty, elements.count <= 64 else { return nil }
    var texts: [String] = []
    for element in elements {
      guard case .literal(.string(let text)) = element.kind else { return nil }
      texts.append(text)
    }
    guard let source = textSource(item) else { return nil }
    let code = code(source)
    let wanted = texts
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .node(let element) = value, element.isPlainText {
        return wanted.contains { element.json.stringEquals($0) }
      }
      let plain: CQLValue
      do throws(CQLError) { plain = try evaluation.plainText(of: value, item) } catch {
        throw evaluation.located(error, item)
      }
      guard case .string(let text) = plain else { return false }
      return wanted.contains(text)
    }
  }

  /// What a node takes its text from: the operand of FHIRHelpers.ToString, or of `.value` of a FHIR text.
  private func textSource(_ node: CQLExpression) -> CQLExpression? {
    switch node.kind {
    case .functionRef(let reference, let arguments, _)
    where reference.name == "ToString" && arguments.count == 1 && isBuiltInHelpers(reference.library):
      return arguments[0]
    case .property(let source, let path) where path == "value" && Self.isPrimitive(source.type): return source
    default: return nil
    }
  }
}

extension FHIRNode {
  /// Whether the node is a FHIR primitive that CQL sees as a String, and has a text.
  var isPlainText: Bool {
    guard let kind = type?.primitive, kind.isText else { return false }
    return json.isString
  }

  /// Whether the node is a text and the same; nil if it is no text.
  func hasText(_ text: String) -> Bool? { isPlainText ? json.stringEquals(text) : nil }
}

extension Evaluation {
  /// The value of a node that ``Compiler`` compares as a text, from that of its operand.
  func plainText(of value: CQLValue, _ node: CQLExpression) throws(CQLError) -> CQLValue {
    do throws(CQLError) {
      if case .property = node.kind { return try member(value, "value") }
      return try FHIRHelpers.call("ToString", [value], in: self)
    } catch {
      throw located(error, node)
    }
  }
}
