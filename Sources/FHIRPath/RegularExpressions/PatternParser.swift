/// Reads the regular expressions that FHIRPath allows: the part of PCRE that a finite automaton can match.
/// Look-around and back-references need backtracking, which hostile text can make exponential, and are refused by name.
struct PatternParser {
  let scalars: [Unicode.Scalar]
  var at = 0
  var depth = 0
  private(set) var captureCount = 0
  private(set) var captureNames: [String: Int] = [:]

  static let maximumLength = 4096
  static let maximumDepth = 64
  static let maximumRepeat = 1000

  init(_ pattern: String) throws(FHIRPathError) {
    scalars = Array(pattern.unicodeScalars)
    guard scalars.count <= Self.maximumLength else {
      throw FHIRPathError.limit("The regular expression is longer than \(Self.maximumLength) characters")
    }
  }

  mutating func parse() throws(FHIRPathError) -> PatternNode {
    let node = try alternatives()
    guard at == scalars.count else { throw fault("an unmatched ')'") }
    return node
  }

  func fault(_ what: String) -> FHIRPathError {
    FHIRPathError.execution("The regular expression has \(what) at character \(at + 1)")
  }

  var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    at += 1
    return true
  }

  mutating func alternatives() throws(FHIRPathError) -> PatternNode {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw FHIRPathError.limit("The regular expression is nested deeper than \(Self.maximumDepth)")
    }
    defer { depth -= 1 }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  mutating func sequence() throws(FHIRPathError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      parts.append(try quantified(try atom()))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  mutating func quantified(_ node: PatternNode) throws(FHIRPathError) -> PatternNode {
    var node = node
    var quantifiers = 0
    while let scalar = next {
      let bounds: (Int, Int?)
      switch scalar {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{":
        guard let counted = try countedBounds() else { return node }
        bounds = counted
        at -= 1
      default: return node
      }
      at += 1
      quantifiers += 1
      guard quantifiers <= 4 else { throw fault("too many quantifiers in a row") }
      // A possessive '+' differs from greedy only for a backtracking engine that fails later; refuse rather than guess.
      if next == "+" { throw fault("a possessive quantifier, which is not supported,") }
      node = .repeated(node, minimum: bounds.0, maximum: bounds.1, isGreedy: !accept("?"))
    }
    return node
  }

  /// `{n}`, `{n,}`, `{n,m}`; nil (and nothing consumed) when the brace is an ordinary character.
  mutating func countedBounds() throws(FHIRPathError) -> (Int, Int?)? {
    let start = at
    at += 1
    guard let minimum = number() else {
      at = start
      return nil
    }
    var maximum: Int? = minimum
    if accept(",") { maximum = next == "}" ? nil : number() ?? -1 }
    guard accept("}"), (maximum ?? .max) >= minimum else {
      at = start
      throw fault("a malformed quantifier")
    }
    guard max(minimum, maximum ?? 0) <= Self.maximumRepeat else {
      throw FHIRPathError.limit("The regular expression repeats more than \(Self.maximumRepeat) times")
    }
    return (minimum, maximum)
  }

  mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar), (value ?? 0) < 1_000_000 {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      at += 1
    }
    return value
  }

  mutating func atom() throws(FHIRPathError) -> PatternNode {
    guard let scalar = next else { return .empty }
    at += 1
    switch scalar {
    case ".": return .any
    case "^": return .start
    case "$": return .end
    case "(": return try group()
    case "[": return .set(try bracket())
    case "\\": return try escape()
    case "*", "+", "?": throw fault("a quantifier with nothing to repeat")
    default: return .scalar(scalar.value)
    }
  }

  mutating func group() throws(FHIRPathError) -> PatternNode {
    var capture: Int?
    if accept("?") {
      if accept(":") {
        // Not captured.
      } else if accept("<") || (accept("P") && accept("<")) {
        guard next != "=", next != "!" else { throw fault("look-behind, which is not supported,") }
        var name = ""
        while let scalar = next, scalar != ">" {
          name.unicodeScalars.append(scalar)
          at += 1
        }
        captureCount += 1
        capture = captureCount
        captureNames[name] = captureCount
        guard accept(">"), !name.isEmpty else { throw fault("a malformed group name") }
      } else {
        throw fault("look-ahead or an inline option, which is not supported,")
      }
    } else {
      captureCount += 1
      capture = captureCount
    }
    let inner = try alternatives()
    guard accept(")") else { throw fault("an unclosed '('") }
    return .group(inner, capture: capture)
  }
}
