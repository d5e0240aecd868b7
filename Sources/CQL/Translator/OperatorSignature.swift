/// One overload of a system operator: `[T],T→Boolean`.
struct OperatorSignature: Sendable {
  /// A type with a variable in it.
  indirect enum Pattern: Sendable, Hashable {
    case type(CQLType)
    /// `T`
    case variable
    case list(Pattern)
    case interval(Pattern)
  }

  let operands: [Pattern]
  let result: Pattern

  var isGeneric: Bool { operands.contains(where: \.holdsVariable) }

  /// Reads the notation of ``OperatorTable``: operands separated by commas, then `→` and the result.
  init?(_ text: Substring) {
    guard let arrow = text.lastIndex(of: "→") else { return nil }
    let operands = text[..<arrow].split(separator: ",").map { Pattern($0.drop { $0 == " " }) }
    self.operands = operands
    result = Pattern(text[text.index(after: arrow)...].drop { $0 == " " })
  }
}

extension OperatorSignature.Pattern {
  /// Reads `T`, `[T]` (a list), `<T>` (an interval) or a type of System.
  init(_ text: Substring) {
    let text = text.last == " " ? text.dropLast() : text
    switch text.first {
    case "[": self = .list(Self(text.dropFirst().dropLast()))
    case "<": self = .interval(Self(text.dropFirst().dropLast()))
    default: self = text == "T" ? .variable : .type(.system(SystemType(rawValue: String(text)) ?? .any))
    }
  }

  var holdsVariable: Bool {
    switch self {
    case .type: false
    case .variable: true
    case .list(let inner), .interval(let inner): inner.holdsVariable
    }
  }

  /// The type with `variable` in place of `T`.
  func instantiated(_ variable: CQLType) -> CQLType {
    switch self {
    case .type(let type): type
    case .variable: variable
    case .list(let inner): .list(inner.instantiated(variable))
    case .interval(let inner): .interval(inner.instantiated(variable))
    }
  }
}
