import FHIRPath

/// Writes syntax as CQL that reads back as the same syntax: every operand that is more than a name, a constant or a call
/// stands in parentheses.
struct Printer {
  private(set) var text = ""

  static func print(_ node: ExpressionSyntax) -> String {
    var printer = Printer()
    printer.expression(node)
    return printer.text
  }

  static func print(_ type: TypeSpecifierSyntax) -> String {
    switch type {
    case .named(let qualifiers, let name, _): (qualifiers + [name]).map(quoted).joined(separator: ".")
    case .list(let element, _): "List<\(print(element))>"
    case .interval(let point, _): "Interval<\(print(point))>"
    case .choice(let types, _): "Choice<\(types.map(print).joined(separator: ", "))>"
    case .tuple(let elements, _):
      "Tuple { \(elements.map { "\(quoted($0.name)) \(print($0.type))" }.joined(separator: ", ")) }"
    }
  }

  static func quoted(_ name: String) -> String { StringEscapes.quote(name, with: "\"") }

  mutating func write(_ piece: String) { text += piece }

  /// An operand: in parentheses unless nothing can tear it apart.
  mutating func operand(_ node: ExpressionSyntax) {
    if node.isSimple { return expression(node) }
    write("(")
    expression(node)
    write(")")
  }

  private mutating func list(_ nodes: [ExpressionSyntax]) {
    for (index, node) in nodes.enumerated() {
      if index > 0 { write(", ") }
      item(node)
    }
  }

  /// An item between commas: a query stands in parentheses, since commas separate its sources too.
  private mutating func item(_ node: ExpressionSyntax) {
    if case .query = node.form { operand(node) } else { expression(node) }
  }

  private mutating func elements(_ elements: [ExpressionSyntax.NamedElement]) {
    write(elements.isEmpty ? "{ :" : "{ ")
    for (index, element) in elements.enumerated() {
      write("\(index > 0 ? ", " : "")\(Self.quoted(element.name)): ")
      item(element.value)
    }
    write(" }")
  }

  // One case a form of the grammar.
  mutating func expression(_ node: ExpressionSyntax) {
    switch node.form {
    case .literal(let literal): write(Self.print(literal))
    case .identifier(let name): write(Self.quoted(name))
    case .external(let name): write("%\(Self.quoted(name))")
    case .variable(let name): write(name)
    case .member(let base, let name):
      operand(base)
      write(".\(Self.quoted(name))")
    case .call(let base, let name, let arguments):
      if let base {
        operand(base)
        write(".")
      }
      write("\(Self.quoted(name))(")
      list(arguments)
      write(")")
    case .indexer(let base, let index):
      operand(base)
      write("[")
      expression(index)
      write("]")
    case .interval(let low, let high, let lowClosed, let highClosed):
      write("Interval\(lowClosed ? "[" : "(")")
      list([low, high])
      write(highClosed ? "]" : ")")
    case .tuple(let all):
      write("Tuple ")
      elements(all)
    case .instance(let type, let all):
      write("\(Self.print(type)) ")
      elements(all)
    case .list(let element, let items):
      write("List\(element.map { "<\(Self.print($0))>" } ?? "") { ")
      list(items)
      write(" }")
    case .code(let code): write(Self.print(code))
    case .concept(let codes, let display):
      write("Concept { \(codes.map(Self.print).joined(separator: ", ")) }\(Self.display(display))")
    case .unary(let unary, let value): prefix(unary.rawValue, value)
    case .binary(let binary, let left, let right): infix(left, binary.rawValue, right)
    case .timing(let phrase, let left, let right): infix(left, phrase.text, right)
    case .membership(let contains, let precision, let left, let right):
      infix(left, (contains ? "contains" : "in") + (precision.map { " \($0.rawValue) of" } ?? ""), right)
    case .test(let test, let negated, let value):
      operand(value)
      write(" is \(negated ? "not " : "")\(test.rawValue)")
    case .is(let value, let type):
      operand(value)
      write(" is \(Self.print(type))")
    case .as(let value, let type, let isCast):
      if isCast { write("cast ") }
      operand(value)
      write(" as \(Self.print(type))")
    case .convert(let value, let type):
      prefix("convert", value)
      write(" to \(Self.print(type))")
    case .convertUnit(let value, let unit):
      prefix("convert", value)
      write(" to \(StringEscapes.quote(unit))")
    case .between(let value, let properly, let low, let high):
      operand(value)
      write(properly ? " properly" : "")
      span("between", low, high)
    case .spanBetween(let isDifference, let precision, let low, let high):
      write("\(isDifference ? "difference" : "duration") in \(precision.rawValue)s")
      span("between", low, high)
    case .spanOf(let isDifference, let precision, let value):
      prefix("\(isDifference ? "difference" : "duration") in \(precision.rawValue)s of", value)
    case .component(let component, let value): prefix("\(component.text) from", value)
    case .conditional(let condition, let then, let otherwise):
      prefix("if", condition)
      write(" ")
      prefix("then", then)
      write(" ")
      prefix("else", otherwise)
    case .cases(let comparand, let items, let otherwise):
      write("case")
      if let comparand {
        write(" ")
        operand(comparand)
      }
      for item in items {
        write(" ")
        prefix("when", item.when)
        write(" ")
        prefix("then", item.then)
      }
      write(" ")
      prefix("else", otherwise)
      write(" end")
    case .collapse(let value, let per):
      prefix("collapse", value)
      self.per(per)
    case .expand(let value, let per):
      prefix("expand", value)
      self.per(per)
    case .extreme(let isMaximum, let type): write("\(isMaximum ? "maximum" : "minimum") \(Self.print(type))")
    case .retrieve(let retrieve): self.retrieve(retrieve)
    case .query(let query): self.query(query)
    }
  }

  mutating func prefix(_ word: String, _ value: ExpressionSyntax) {
    write("\(word) ")
    operand(value)
  }

  private mutating func infix(_ left: ExpressionSyntax, _ word: String, _ right: ExpressionSyntax) {
    operand(left)
    write(" \(word) ")
    operand(right)
  }

  private mutating func span(_ word: String, _ low: ExpressionSyntax, _ high: ExpressionSyntax) {
    write(" \(word) ")
    operand(low)
    write(" and ")
    operand(high)
  }

  private mutating func per(_ per: ExpressionSyntax.PerSyntax?) {
    switch per {
    case nil: break
    case .precision(let precision): write(" per \(precision.rawValue)")
    case .expression(let step):
      write(" ")
      prefix("per", step)
    }
  }

  // MARK: Pieces

  static func distinctness(_ isDistinct: Bool?) -> String { isDistinct.map { $0 ? " distinct" : " all" } ?? "" }

  static func display(_ text: String?) -> String { text.map { " display \(StringEscapes.quote($0))" } ?? "" }

  static func print(_ name: QualifiedNameSyntax) -> String {
    (name.qualifiers + [name.name]).map(quoted).joined(separator: ".")
  }

  static func print(_ code: CodeSelectorSyntax) -> String {
    "Code \(StringEscapes.quote(code.code)) from \(print(code.system))\(display(code.display))"
  }

  static func print(_ quantity: QuantitySyntax) -> String {
    guard let unit = quantity.unit else { return quantity.value }
    return "\(quantity.value) \(quantity.isCalendar ? unit : StringEscapes.quote(unit))"
  }

  static func print(_ literal: LiteralSyntax) -> String {
    switch literal {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .string(let value): StringEscapes.quote(value)
    case .integer(let value), .decimal(let value): value
    case .long(let value): "\(value)L"
    case .date(let value), .dateTime(let value): "@\(value)"
    case .time(let value): "@T\(value)"
    case .quantity(let value): print(value)
    case .ratio(let numerator, let denominator): "\(print(numerator)) : \(print(denominator))"
    }
  }
}

extension ExpressionSyntax {
  /// Whether the printed form holds together without parentheses wherever an operand stands.
  fileprivate var isSimple: Bool {
    switch form {
    case .identifier, .external, .variable, .member, .call, .indexer, .interval, .tuple, .list, .retrieve: true
    case .literal(let literal):
      switch literal {
      case .null, .boolean, .string, .long, .date, .dateTime, .time: true
      // A number takes the word after it for its unit, and a colon for a ratio.
      default: false
      }
    default: false
    }
  }
}
