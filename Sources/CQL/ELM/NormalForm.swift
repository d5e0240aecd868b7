import ClinicalTypes

/// A tree as text in which translators agree: what only says the same in other words is written in one way.
///
/// Constants that one translator converts and another leaves for evaluation are folded, casts of null are left out, and
/// `!=` is the negation of `=`. Places, result types and signatures are left out.
struct NormalForm {
  /// The text of a tree.
  static func text(_ node: CQLExpression) -> String {
    var form = NormalForm()
    form.write(node)
    return form.result
  }

  private var result = ""

  private mutating func write(_ text: String) { result += text }

  private mutating func write(_ name: String, _ nodes: [CQLExpression]) {
    write(name + "(")
    for (index, node) in nodes.enumerated() {
      if index > 0 { write(", ") }
      write(node)
    }
    write(")")
  }

  private mutating func write(_ elements: [CQLExpression.NamedExpression]) {
    write("{")
    for element in elements {
      write(" \(element.name): ")
      write(element.value)
    }
    write(" }")
  }

  private mutating func write(_ node: CQLExpression) {
    if let literal = Self.literal(node) { return write(literal) }
    switch node.kind {
    case .null: write("null")
    case .literal: break
    case .operation(.union, let operands, _) where Self.isByReference(operands): write(operands[0])
    case .operation(.notEqual, let operands, _):
      write("Not(")
      write("Equal", operands)
      write(")")
    case .operation(let name, let operands, let precision):
      // An omitted last operand and a null there are the same.
      var operands = operands
      while operands.count > 1, Self.omits(name), let last = operands.last, Self.isNull(last) { operands.removeLast() }
      write(name.rawValue + (precision.map { "[\($0.keyword)]" } ?? ""), operands)
    case .as(let operand, let type, let isStrict):
      if Self.isNull(operand) { return write("null") }
      write("\(isStrict ? "Cast" : "As")[\(Self.name(type))]", [operand])
    case .is(let operand, let type): write("Is[\(Self.name(type))]", [operand])
    case .convert(let operand, let type): write("Convert[\(Self.name(type))]", [operand])
    case .canConvert(let operand, let type): write("CanConvert[\(Self.name(type))]", [operand])
    case .minValue(let type): write("Minimum[\(type)]")
    case .maxValue(let type): write("Maximum[\(type)]")
    case .expressionRef(let name), .parameterRef(let name), .codeRef(let name), .valueSetRef(let name),
      .codeSystemRef(let name), .conceptRef(let name):
      write("\"\(name)\"")
    case .functionRef(let name, let operands, _): write("\"\(name)\"", operands)
    case .aliasRef(let name), .queryLetRef(let name), .operandRef(let name), .identifierRef(let name): write(name)
    case .current(let scope): write(scope ?? "$this")
    case .property(let base, let path):
      write(base)
      write("." + path)
    case .if(let condition, let then, let otherwise): write("If", [condition, then, otherwise])
    case .case(let comparand, let items, let otherwise):
      write("Case", (comparand.map { [$0] } ?? []) + items.flatMap { [$0.when, $0.then] } + [otherwise])
    case .list(let items): write("List", items)
    case .tuple(let elements): write(elements)
    case .instance(let type, let elements):
      write("\(type)")
      write(elements)
    case .interval(let parts): write(parts)
    case .retrieve(let retrieve): write(retrieve)
    case .query(let query): write(query)
    case .sort(let source, let keys):
      write("Sort", [source])
      write(keys)
    case .iteration(let kind, let source, _, let element): write(kind.rawValue, [source, element])
    }
  }

  private mutating func write(_ parts: CQLExpression.IntervalSelector) {
    write("Interval")
    // Where an expression decides, the flag beside it says nothing.
    write(parts.lowClosedExpression != nil || parts.lowClosed ? "[" : "(")
    for end in [parts.low, parts.high] {
      if let end { write(end) } else { write("null") }
      write(";")
    }
    for test in [parts.lowClosedExpression, parts.highClosedExpression] {
      if let test { write("", [test]) }
    }
    write(parts.highClosedExpression != nil || parts.highClosed ? "]" : ")")
  }

  private mutating func write(_ retrieve: CQLRetrieve) {
    write("[\(retrieve.dataType)")
    if let codes = retrieve.codes {
      write(": \(retrieve.codeProperty ?? "") \(retrieve.codeComparator ?? "in") ")
      write(codes)
    }
    if let range = retrieve.dateRange {
      write("; \(retrieve.dateProperty ?? "") during ")
      write(range)
    }
    write("]")
  }

  private mutating func write(_ query: CQLQuery) {
    write("Query(")
    for source in query.sources {
      write(source.expression)
      write(" \(source.alias) ")
    }
    for item in query.lets {
      write("let \(item.name): ")
      write(item.expression)
    }
    for relationship in query.relationships {
      write(relationship.isWithout ? " without " : " with ")
      write(relationship.source.expression)
      write(" \(relationship.source.alias) such that ")
      write(relationship.suchThat)
    }
    if let filter = query.filter {
      write(" where ")
      write(filter)
    }
    if let clause = query.result {
      write(clause.isDistinct ? " return " : " return all ")
      write(clause.expression)
    }
    if let clause = query.aggregate {
      write(" aggregate\(clause.isDistinct ? " distinct" : "") \(clause.name) starting ")
      if let starting = clause.starting { write(starting) } else { write("null") }
      write(": ")
      write(clause.expression)
    }
    write(query.sort)
    write(")")
  }

  private mutating func write(_ keys: [SortItem]) {
    for key in keys {
      write(key.isDescending ? " desc " : " asc ")
      switch key.key {
      case .item: write("$this")
      case .column(let path): write(path)
      case .expression(let node): write(node)
      }
    }
  }

  // MARK: Constants

  private static func isNull(_ node: CQLExpression) -> Bool {
    switch node.kind {
    case .null: true
    case .as(let operand, _, _): isNull(operand)
    default: false
    }
  }

  /// Whether an operator's last operand may be left out.
  private static func omits(_ name: CQLOperator) -> Bool {
    switch name {
    case .collapse, .expand, .date, .dateTime, .time, .slice, .round, .substring, .lowBoundary, .highBoundary: true
    default: false
    }
  }

  /// A constant, as one that is negated or converted from another is too.
  private static func literal(_ node: CQLExpression) -> String? {
    switch node.kind {
    case .literal(let literal): return text(Evaluation.value(of: literal))
    case .operation(.negate, let operands, _) where operands.count == 1:
      return literal(operands[0]).map { $0.hasPrefix("-") ? String($0.dropFirst()) : "-" + $0 }
    case .operation(.toDecimal, let operands, _) where operands.count == 1,
      .operation(.toLong, let operands, _) where operands.count == 1:
      guard case .literal(.integer)? = operands.first?.kind else { return nil }
      return literal(operands[0])
    case .operation(.toQuantity, let operands, _) where operands.count == 1:
      switch operands[0].kind {
      case .literal(.integer), .literal(.decimal): return literal(operands[0]).map { "\($0) '1'" }
      default: return nil
      }
    default: return nil
    }
  }

  private static func text(_ value: CQLValue) -> String {
    switch value {
    case .string(let text): return "'\(text)'"
    case .decimal(let value): return value.normalized.description
    case .quantity(let value): return "\(value.value.normalized) '\(value.unit)'"
    case .date, .dateTime, .time: return "@" + (Evaluation.text(of: value) ?? "")
    default: return Evaluation.text(of: value) ?? value.typeName
    }
  }
}
