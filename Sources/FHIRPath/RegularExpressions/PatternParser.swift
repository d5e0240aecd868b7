/// Reads the regular expressions that FHIRPath allows: the part of PCRE that a finite automaton can match.
/// Look-around and back-references need backtracking, which hostile text can make exponential, and are refused by name.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var depth = 0
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

  private func fault(_ what: String) -> FHIRPathError {
    FHIRPathError.execution("The regular expression has \(what) at character \(at + 1)")
  }

  private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    at += 1
    return true
  }

  private mutating func alternatives() throws(FHIRPathError) -> PatternNode {
    depth += 1
    guard depth <= Self.maximumDepth else {
      throw FHIRPathError.limit("The regular expression is nested deeper than \(Self.maximumDepth)")
    }
    defer { depth -= 1 }
    var branches = [try sequence()]
    while accept("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(FHIRPathError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      parts.append(try quantified(try atom()))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func quantified(_ node: PatternNode) throws(FHIRPathError) -> PatternNode {
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
  private mutating func countedBounds() throws(FHIRPathError) -> (Int, Int?)? {
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

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar), (value ?? 0) < 1_000_000 {
      value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      at += 1
    }
    return value
  }

  private mutating func atom() throws(FHIRPathError) -> PatternNode {
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

  private mutating func group() throws(FHIRPathError) -> PatternNode {
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

  private mutating func escape() throws(FHIRPathError) -> PatternNode {
    guard let scalar = next else { throw fault("a lone '\\'") }
    switch scalar {
    case "b":
      at += 1
      return .wordBoundary
    case "B":
      at += 1
      return .notWordBoundary
    case "A":
      at += 1
      return .start
    case "z", "Z":
      at += 1
      return .end
    case "1"..."9": throw fault("a back-reference, which is not supported,")
    default: break
    }
    if let set = try classEscape() { return .set(set) }
    return .scalar(try scalarEscape())
  }

  /// `\d \w \s \D \W \S \p{…} \P{…}`; nil (and nothing consumed) for any other escape.
  private mutating func classEscape() throws(FHIRPathError) -> ScalarClass? {
    guard let scalar = next else { return nil }
    let base: ScalarClass
    switch scalar {
    case "d", "D": base = .digit
    case "w", "W": base = .word
    case "s", "S": base = .space
    case "p", "P":
      at += 1
      var name = ""
      if accept("{") {
        while let part = next, part != "}" {
          name.unicodeScalars.append(part)
          at += 1
        }
        guard accept("}") else { throw fault("a malformed category") }
      } else if let letter = next {
        name.unicodeScalars.append(letter)
        at += 1
      }
      guard (1...2).contains(name.unicodeScalars.count) else { throw fault("an unknown category") }
      var set = ScalarClass()
      set.insert(category: name[...], isNegated: scalar == "P")
      set.seal()
      return set
    default: return nil
    }
    at += 1
    return ScalarClass(ranges: base.ranges, isNegated: ("A"..."Z").contains(scalar))
  }

  private mutating func scalarEscape() throws(FHIRPathError) -> UInt32 {
    guard let scalar = next else { throw fault("a lone '\\'") }
    at += 1
    switch scalar {
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "f": return 0x0C
    case "v": return 0x0B
    case "0": return 0
    case "x": return try hexadecimal(2)
    case "u": return try hexadecimal(4)
    case "a"..."z", "A"..."Z": throw fault("an unknown escape")
    default: return scalar.value
    }
  }

  private mutating func hexadecimal(_ digits: Int) throws(FHIRPathError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = next, let digit = Character(scalar).hexDigitValue else { throw fault("a malformed escape") }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }

  private mutating func bracket() throws(FHIRPathError) -> ScalarClass {
    var set = ScalarClass()
    let isNegated = accept("^")
    var isFirst = true
    while true {
      guard let scalar = next else { throw fault("an unclosed '['") }
      if scalar == "]", !isFirst {
        at += 1
        break
      }
      isFirst = false
      if scalar == "\\" {
        at += 1
        if let escaped = try classEscape() {
          set.insert(escaped)
          continue
        }
        try insertRange(from: next == "b" ? backspace() : scalarEscape(), into: &set)
      } else {
        at += 1
        try insertRange(from: scalar.value, into: &set)
      }
    }
    set.isNegated = isNegated
    set.seal()
    return set
  }

  private mutating func backspace() -> UInt32 {
    at += 1
    return 0x08
  }

  private mutating func insertRange(from low: UInt32, into set: inout ScalarClass) throws(FHIRPathError) {
    guard next == "-", at + 1 < scalars.count, scalars[at + 1] != "]" else { return set.insert(low...low) }
    at += 1
    guard let scalar = next else { throw fault("an unclosed '['") }
    at += 1
    let high: UInt32
    if scalar == "\\" {
      if let escaped = try classEscape() {
        // `[a-\d]`: the hyphen stands for itself.
        set.insert(low...low)
        set.insert(0x2D...0x2D)
        return set.insert(escaped)
      }
      high = try scalarEscape()
    } else {
      high = scalar.value
    }
    guard low <= high else { throw fault("a range that runs backwards") }
    set.insert(low...high)
  }
}
