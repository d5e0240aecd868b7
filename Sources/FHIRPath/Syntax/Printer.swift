import ClinicalTypes

/// Writes a tree back as text that parses to the same tree, with the fewest parentheses.
enum Printer {
  static func print(_ node: SyntaxNode) -> String {
    switch node.form {
    case .literal(let literal): return text(of: literal)
    case .empty: return "{}"
    case .this: return "$this"
    case .index: return "$index"
    case .total: return "$total"
    case .variable(let name): return "%" + identifier(name, avoidingKeywords: false)
    case .member(let base, let name): return step(base) + identifier(name, avoidingKeywords: true)
    case .call(let base, let function, let arguments):
      return step(base) + function.name + "(" + arguments.map(print).joined(separator: ", ") + ")"
    case .typeCall(let base, let function, let type):
      return step(base) + function.rawValue + "(\(type))"
    case .indexer(let base, let index): return term(base) + "[" + print(index) + "]"
    case .signed(let sign, let operand):
      return sign.rawValue + wrap(operand, below: BinaryOperator.signPrecedence)
    case .binary(let binary, let left, let right):
      return wrap(left, below: binary.precedence) + " \(binary.rawValue) "
        + wrap(right, below: binary.precedence + 1)
    case .typeOperator(let operation, let operand, let type):
      return wrap(operand, below: BinaryOperator.typePrecedence) + " \(operation.rawValue) \(type)"
    }
  }

  private static func step(_ base: SyntaxNode?) -> String { base.map { term($0) + "." } ?? "" }

  private static func term(_ node: SyntaxNode) -> String { wrap(node, below: BinaryOperator.signPrecedence + 1) }

  private static func wrap(_ node: SyntaxNode, below limit: Int) -> String {
    precedence(node) < limit ? "(" + print(node) + ")" : print(node)
  }

  private static func precedence(_ node: SyntaxNode) -> Int {
    switch node.form {
    case .binary(let binary, _, _): binary.precedence
    case .typeOperator: BinaryOperator.typePrecedence
    case .signed: BinaryOperator.signPrecedence
    default: BinaryOperator.signPrecedence + 1
    }
  }

  private static func text(of literal: Literal) -> String {
    switch literal {
    case .boolean(let value): return value ? "true" : "false"
    case .string(let value): return StringEscapes.quote(value)
    case .integer(let value): return String(value)
    case .decimal(let value): return value.description
    case .date(let value): return "@\(value)"
    case .dateTime(let value): return "@" + value.literal
    case .time(let value): return "@T\(value)"
    case .quantity(let value):
      let unit = value.unit
      return "\(value.value) " + (value.calendarUnit != nil ? unit : StringEscapes.quote(unit))
    }
  }

  /// A name as an expression must write it: quoted when it is no plain identifier or is a reserved word.
  static func identifier(_ name: String, avoidingKeywords: Bool = true) -> String {
    let bytes = Array(name.utf8)
    let isPlain =
      !bytes.isEmpty && Lexer.isIdentifierStart(bytes[0]) && bytes.allSatisfy(Lexer.isIdentifierPart)
    guard isPlain, !(avoidingKeywords && keywords.contains(name)) else { return StringEscapes.quote(name, with: "`") }
    return name
  }

  private static let keywords: Set<String> = [
    "and", "or", "xor", "implies", "div", "mod", "true", "false",
  ]
}
