import ClinicalTypes

/// Operators other than timing phrases.
extension LibraryTranslator {
  /// The operator with the overload that fits and the conversions that it needs; reports when none fits.
  func operation(
    _ operation: CQLOperator, _ operands: [CQLExpression], precision: CalendarUnit? = nil, at range: TextRange
  ) -> CQLExpression {
    if let found = tryOperation(operation, operands, precision: precision, at: range) { return found }
    return unresolved(operation.rawValue, operands.map { $0.type ?? .any }, at: range)
  }

  /// The operator, or nil when no overload fits.
  func tryOperation(
    _ operation: CQLOperator, _ operands: [CQLExpression], precision: CalendarUnit? = nil, at range: TextRange
  ) -> CQLExpression? {
    let types = operands.map { $0.type ?? .any }
    guard
      let resolution = rules.resolve(
        OperatorTable.signatures(of: operation), operands: types, usingModel: usesModelConversions)
    else { return nil }
    if resolution.operands.contains(where: \.isPromotion) {
      warn("A single value is taken for a list of one", suggestion: "braces around it", at: range)
    }
    let converted = zip(resolution.operands, operands).map { apply($0, to: $1) }
    return make(.operation(operation, converted, precision: precision), resolution.result, range)
  }

  func unresolved(_ name: String, _ types: [CQLType], at range: TextRange) -> CQLExpression {
    error(
      "\(name) cannot be applied to (\(types.map(\.description).joined(separator: ", ")))", at: range)
    return failed(range)
  }

  func translate(_ unary: UnaryOperatorSyntax, _ operand: ExpressionSyntax, at range: TextRange) -> CQLExpression {
    if unary == .minus, let literal = negatedLiteral(operand, at: range) { return literal }
    let value = translate(operand)
    return switch unary {
    case .plus: value
    case .minus: operation(.negate, [value], at: range)
    case .not: operation(.not, [value], at: range)
    case .exists: operation(.exists, [value], at: range)
    case .distinct: operation(.distinct, [value], at: range)
    case .flatten: operation(.flatten, [value], at: range)
    case .startOf: operation(.start, [value], at: range)
    case .endOf: operation(.end, [value], at: range)
    case .widthOf: operation(.width, [value], at: range)
    case .successorOf: operation(.successor, [value], at: range)
    case .predecessorOf: operation(.predecessor, [value], at: range)
    case .singletonFrom: operation(.singletonFrom, [value], at: range)
    case .pointFrom: operation(.pointFrom, [value], at: range)
    }
  }

  func translate(
    _ binary: BinaryOperatorSyntax, _ left: ExpressionSyntax, _ right: ExpressionSyntax, at range: TextRange
  ) -> CQLExpression {
    if binary == .equal || binary == .notEqual { warnOfNull(left, right, isEqual: binary == .equal, at: range) }
    let operands = [translate(left), translate(right)]
    switch binary {
    case .notEqual: return make(.operation(.not, [operation(.equal, operands, at: range)]), .boolean, range)
    case .notEquivalent:
      return make(.operation(.not, [operation(.equivalent, operands, at: range)]), .boolean, range)
    case .add:
      // `+` of texts is Concatenate.
      if operands.contains(where: { $0.type == .string }) { return operation(.concatenate, operands, at: range) }
      if let sum = tryOperation(.add, operands, at: range) { return sum }
      return tryOperation(.concatenate, operands, at: range)
        ?? unresolved("Add", operands.map { $0.type ?? .any }, at: range)
    case .concatenate:
      // `&` takes a null for an empty text.
      let texts = operands.map { operand in
        let text = converted(operand, to: .string, at: range, "'&' joins texts")
        let empty = make(.literal(.string("")), .string, range)
        return make(.operation(.coalesce, [text, empty]), .string, range)
      }
      return make(.operation(.concatenate, texts), .string, range)
    case .union: return union(operands[0], operands[1], at: range)
    case .intersect: return operation(.intersect, operands, at: range)
    case .except: return except(operands[0], operands[1], at: range)
    default: return operation(binary.operation, operands, at: range)
    }
  }

  private func warnOfNull(_ left: ExpressionSyntax, _ right: ExpressionSyntax, isEqual: Bool, at range: TextRange) {
    for side in [left, right] {
      guard case .literal(.null) = side.form else { continue }
      return warn(
        "A comparison with null is never true", suggestion: isEqual ? "'is null'" : "'is not null'", at: range)
    }
  }

  /// Lists of different items unite as a list of the choice of both.
  func union(_ left: CQLExpression, _ right: CQLExpression, at range: TextRange) -> CQLExpression {
    let (a, b) = (left.type ?? .any, right.type ?? .any)
    if a.isInterval || b.isInterval {
      guard let type = rules.common(a, b, usingModel: usesModelConversions), type.isInterval else {
        return unresolved("Union", [a, b], at: range)
      }
      return make(
        .operation(.union, [left, right].map { converted($0, to: type, at: range, "The intervals differ") }), type,
        range)
    }
    guard a.isList || b.isList || a == .any && b == .any else { return unresolved("Union", [a, b], at: range) }
    if rules.options.promotesToLists, !a.isList && a != .any || !b.isList && b != .any {
      warn("A single value is taken for a list of one", suggestion: "braces around it", at: range)
      let lists = [left, right].map { operand in
        guard let type = operand.type, !type.isList, type != .any else { return operand }
        return make(.operation(.toList, [operand]), .list(type), range)
      }
      return union(lists[0], lists[1], at: range)
    }
    func item(_ type: CQLType) -> CQLType? {
      if case .list(let item) = type { return item }
      return type == .any ? .any : nil
    }
    guard let x = item(a), let y = item(b) else { return unresolved("Union", [a, b], at: range) }
    let type: CQLType
    if rules.isSubtype(y, of: x) && y != .any || y == .any {
      type = .list(x)
    } else if rules.isSubtype(x, of: y) || x == .any {
      type = .list(y)
    } else if let common = rules.common(x, y, usingModel: false), !common.isChoice {
      type = .list(common)
    } else {
      type = .list(rules.choice([x, y]))
    }
    let operands = [left, right].map { operand in
      operand.type == type || operand.type.map { rules.isSubtype($0, of: type) && !type.isListOfChoice } ?? false
        ? operand
        : type.isListOfChoice
          ? make(.as(operand, type, isStrict: false), type, range)
          : converted(operand, to: type, at: range, "The lists differ")
    }
    return make(.operation(.union, operands), type, range)
  }

  private func except(_ left: CQLExpression, _ right: CQLExpression, at range: TextRange) -> CQLExpression {
    if let found = tryOperation(.except, [left, right], at: range) { return found }
    // Items of other types can be excepted too: they change nothing.
    guard let type = left.type, type.isList, right.type?.isList == true else {
      return unresolved("Except", [left.type ?? .any, right.type ?? .any], at: range)
    }
    return make(.operation(.except, [left, right]), type, range)
  }

  /// `x in y`, `y contains x`: membership of a list or interval, or of a value set or code system.
  func membership(
    _ item: CQLExpression, in whole: CQLExpression, isContains: Bool, _ precision: PrecisionSyntax?, at range: TextRange
  ) -> CQLExpression {
    let isList = item.type?.isList == true
    switch whole.type {
    case .system(.valueSet): return operation(isList ? .anyInValueSet : .inValueSet, [item, whole], at: range)
    case .system(.codeSystem): return operation(isList ? .anyInCodeSystem : .inCodeSystem, [item, whole], at: range)
    default:
      return isContains
        ? operation(.contains, [whole, item], precision: precision?.unit, at: range)
        : operation(.in, [item, whole], precision: precision?.unit, at: range)
    }
  }

  /// `convert x to T`
  func convert(_ operand: CQLExpression, to type: CQLType, at range: TextRange) -> CQLExpression {
    if let operation = type.conversionOperator, let found = tryOperation(operation, [operand], at: range) {
      return operand.type == type ? operand : found
    }
    if let conversion = rules.conversion(from: operand.type ?? .any, to: type, usingModel: usesModelConversions) {
      return apply(conversion, to: operand)
    }
    error("There is no conversion", expected: "\(type)", found: "\(operand.type ?? .any)", at: range)
    return make(.convert(operand, type), type, range)
  }
}

extension BinaryOperatorSyntax {
  /// The operator of the tree for those that have exactly one.
  fileprivate var operation: CQLOperator {
    switch self {
    case .implies: .implies
    case .or: .or
    case .xor: .xor
    case .and: .and
    case .equal, .notEqual: .equal
    case .equivalent, .notEquivalent: .equivalent
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .union: .union
    case .intersect: .intersect
    case .except: .except
    case .add: .add
    case .subtract: .subtract
    case .concatenate: .concatenate
    case .multiply: .multiply
    case .divide: .divide
    case .truncatedDivide: .truncatedDivide
    case .modulo: .modulo
    case .power: .power
    }
  }
}

extension CQLType {
  var isChoice: Bool {
    if case .choice = self { true } else { false }
  }

  fileprivate var isListOfChoice: Bool {
    if case .list(let item) = self { item.isChoice } else { false }
  }

  /// The operator that converts to this type.
  fileprivate var conversionOperator: CQLOperator? {
    switch self {
    case .system(.boolean): .toBoolean
    case .system(.integer): .toInteger
    case .system(.long): .toLong
    case .system(.decimal): .toDecimal
    case .system(.string): .toString
    case .system(.date): .toDate
    case .system(.dateTime): .toDateTime
    case .system(.time): .toTime
    case .system(.quantity): .toQuantity
    case .system(.ratio): .toRatio
    case .system(.concept): .toConcept
    default: nil
    }
  }
}
