/// Escapes and bracket expressions.
extension PatternParser {
  mutating func escape() throws(FHIRPathError) -> PatternNode {
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
  mutating func classEscape() throws(FHIRPathError) -> ScalarClass? {
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

  mutating func scalarEscape() throws(FHIRPathError) -> UInt32 {
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

  mutating func hexadecimal(_ digits: Int) throws(FHIRPathError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = next, let digit = Character(scalar).hexDigitValue else { throw fault("a malformed escape") }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }

  mutating func bracket() throws(FHIRPathError) -> ScalarClass {
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

  mutating func backspace() -> UInt32 {
    at += 1
    return 0x08
  }

  mutating func insertRange(from low: UInt32, into set: inout ScalarClass) throws(FHIRPathError) {
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
