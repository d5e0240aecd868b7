import ClinicalTypes

/// Operators. Those that give a truth are compiled as tests, whose truth is then made a value.
extension Compiler {
  mutating func operation(
    _ name: CQLOperator, _ operands: [CQLExpression], _ precision: CalendarUnit?, _ node: CQLExpression
  ) -> Closure {
    if let test = truth(of: node) { return value(of: test) }
    switch (name, operands.count) {
    case (.coalesce, _): return coalesce(operands)
    case (.and, _), (.or, _), (.implies, _):
      return failing(CQLError(.malformed, "\(name.rawValue) needs two operands"), node)
    case (.length, 1) where Evaluation.isList(operands[0]):
      return unary(operands[0], node) { evaluation, value throws(CQLError) in
        value.isNull ? .integer(0) : try evaluation.unary(.length, value, precision, type: node.type)
      }
    case (.expandValueSet, 1):
      return unary(operands[0], node) { evaluation, value throws(CQLError) in try evaluation.expandValueSet(value) }
    case (.toList, 1):
      return unary(operands[0], node) { _, value in value.isNull ? .list([]) : .list([value]) }
    case (.first, 1), (.last, 1):
      let isFirst = name == .first
      return unary(operands[0], node) { evaluation, value throws(CQLError) in
        if case .list(let items) = value { return (isFirst ? items.first : items.last) ?? .null }
        return try evaluation.listUnary(name, value)
      }
    case (_, 1):
      return unary(operands[0], node) { evaluation, value throws(CQLError) in
        try evaluation.unary(name, value, precision, type: node.type)
      }
    case (_, 2): return binary(name, operands[0], operands[1], precision, node)
    default:
      let codes = codes(operands)
      return { evaluation throws(CQLError) in
        var values: [CQLValue] = []
        values.reserveCapacity(codes.count)
        for code in codes { values.append(try code(evaluation)) }
        do throws(CQLError) { return try evaluation.variadic(name, values, precision) } catch {
          throw evaluation.located(error, node)
        }
      }
    }
  }

  private mutating func binary(
    _ name: CQLOperator, _ left: CQLExpression, _ right: CQLExpression, _ precision: CalendarUnit?,
    _ node: CQLExpression
  ) -> Closure {
    let (left, right) = (code(left), code(right))
    switch name {
    case .add, .subtract, .multiply, .divide:
      return { evaluation throws(CQLError) in
        let (first, second) = (try left(evaluation), try right(evaluation))
        do throws(CQLError) { return try evaluation.arithmetic(name, first, second) } catch {
          throw evaluation.located(error, node)
        }
      }
    case .indexer:
      return { evaluation throws(CQLError) in
        let (first, second) = (try left(evaluation), try right(evaluation))
        do throws(CQLError) { return try evaluation.index(first, second) } catch {
          throw evaluation.located(error, node)
        }
      }
    default:
      return { evaluation throws(CQLError) in
        let (first, second) = (try left(evaluation), try right(evaluation))
        do throws(CQLError) { return try evaluation.binary(name, first, second, precision, type: node.type) } catch {
          throw evaluation.located(error, node)
        }
      }
    }
  }

  private mutating func coalesce(_ operands: [CQLExpression]) -> Closure {
    let codes = codes(operands)
    if codes.count == 1, let single = codes.first {
      return { evaluation throws(CQLError) in
        let value = try single(evaluation)
        if let items = value.items { return items.first { !$0.isNull } ?? .null }
        return value
      }
    }
    return { evaluation throws(CQLError) in
      for code in codes {
        let value = try code(evaluation)
        if !value.isNull { return value }
      }
      return .null
    }
  }
}
