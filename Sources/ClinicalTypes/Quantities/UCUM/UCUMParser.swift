/// Reads UCUM expressions (The Unified Code for Units of Measure, section 2.2, case-sensitive form).
///
/// A term is components joined by `.` and `/` from left to right; a component is a symbol with an optional prefix and
/// exponent, a number, an annotation, or a term in parentheses.
struct UCUMParser {
  /// Longer units do not occur; a bound keeps hostile text cheap.
  static let maximumLength = 255
  static let maximumDepth = 16
  static let maximumExponent = 30

  /// What part of an expression comes to.
  private struct Part {
    var dimension = UnitDimension.none
    var factor = UnitFactor.one
    var terms: [UnitTerm] = []
  }

  private let code: String
  private let text: [UInt8]
  private let table: UCUMTable
  private var index = 0
  private var depth = 0

  private init(_ code: String, _ table: UCUMTable) {
    self.code = code
    text = Array(code.utf8)
    self.table = table
  }

  static func parse(_ code: String, in table: UCUMTable) throws(UCUMError) -> UCUMUnit {
    guard !code.isEmpty else {
      throw UCUMError(.empty, unit: code, "no unit is given; a plain number has the unit '1'")
    }
    guard code.utf8.count <= maximumLength else {
      throw UCUMError(.tooLong, unit: String(code.prefix(32)) + "…", "a unit has at most \(maximumLength) bytes")
    }
    var parser = UCUMParser(code, table)
    if let special = try parser.special() { return special }
    let part = try parser.expression()
    guard parser.index == parser.text.count else { throw parser.unexpected("'.', '/' or the end") }
    return UCUMUnit(code: code, dimension: part.dimension, factor: part.factor, terms: part.terms)
  }

  /// A unit with a scale of its own, which must stand alone but for a prefix and annotations.
  private func special() throws(UCUMError) -> UCUMUnit? {
    var scan = self
    let symbol = scan.symbol()
    guard !symbol.isEmpty, let (prefix, atom) = table.find(symbol), let scale = atom.scale else { return nil }
    scan.annotations()
    guard scan.index == text.count else {
      throw UCUMError(
        .specialUnit, unit: code, offset: scan.index,
        "'\(atom.symbol)' has a scale of its own and cannot be multiplied, divided or raised; give the value in a linear unit"
      )
    }
    guard let factor = prefix.multiplied(by: atom.factor) else { throw outOfRange() }
    switch scale {
    case .opaque:
      return UCUMUnit(
        code: code, dimension: .none, factor: factor, opaqueScale: atom.symbol,
        terms: [UnitTerm(symbol: symbol, exponent: 1)])
    case .offset(let offset):
      guard let shift = prefix.inverse.applied(to: offset) else { throw outOfRange() }
      return UCUMUnit(
        code: code, dimension: atom.dimension, factor: factor, offset: shift,
        terms: [UnitTerm(symbol: symbol, exponent: 1)])
    }
  }

  private mutating func expression() throws(UCUMError) -> Part {
    var result = Part()
    var divides = false
    if isAt("/") {
      divides = true
      index += 1
    }
    while true {
      let next = try component()
      let exponent = divides ? -1 : 1
      guard let power = next.factor.raised(to: exponent), let factor = result.factor.multiplied(by: power) else {
        throw outOfRange()
      }
      result.factor = factor
      result.dimension = result.dimension.multiplied(by: next.dimension.raised(to: exponent))
      result.terms += next.terms.map { UnitTerm(symbol: $0.symbol, exponent: $0.exponent * exponent) }
      guard isAt(".") || isAt("/") else { return result }
      divides = isAt("/")
      index += 1
    }
  }

  private mutating func component() throws(UCUMError) -> Part {
    guard index < text.count else { throw unexpected("a unit") }
    var part = Part()
    if isAt("(") {
      depth += 1
      guard depth <= Self.maximumDepth else {
        throw UCUMError(.tooDeep, unit: code, offset: index, "parentheses nest deeper than \(Self.maximumDepth)")
      }
      index += 1
      part = try expression()
      guard isAt(")") else { throw unexpected("')'") }
      index += 1
      depth -= 1
    } else if isAt("{") {
      guard annotations() else { throw unexpected("'}' at the end of the annotation") }
      return part
    } else if Self.isDigit(text[index]), !isPowerOfTen {
      part = try number()
    } else {
      part = try symbolWithExponent()
    }
    let start = index
    guard annotations() else {
      index = start
      throw unexpected("'}' at the end of the annotation")
    }
    return part
  }

  private var isPowerOfTen: Bool {
    index + 2 < text.count && text[index] == UInt8(ascii: "1") && text[index + 1] == UInt8(ascii: "0")
      && (text[index + 2] == UInt8(ascii: "*") || text[index + 2] == UInt8(ascii: "^"))
  }

  private mutating func number() throws(UCUMError) -> Part {
    let start = index
    while index < text.count, Self.isDigit(text[index]) { index += 1 }
    let digits = String(decoding: text[start..<index], as: UTF8.self)
    guard index - start <= 18, let value = ExactDecimal(digits), let factor = UnitFactor(value) else {
      index = start
      throw outOfRange()
    }
    return Part(factor: factor, terms: value == .one ? [] : [UnitTerm(symbol: digits, exponent: 1)])
  }

  private mutating func symbolWithExponent() throws(UCUMError) -> Part {
    let start = index
    let symbol = symbol()
    guard !symbol.isEmpty else { throw unexpected("a unit") }
    guard let (prefix, atom) = table.find(symbol) else { throw UCUMTable.unknown(symbol, in: code, at: start) }
    guard atom.scale == nil else {
      throw UCUMError(
        .specialUnit, unit: code, offset: start,
        "'\(atom.symbol)' has a scale of its own and cannot be multiplied, divided or raised; give the value in a linear unit"
      )
    }
    let exponent = try exponent()
    guard let unit = prefix.multiplied(by: atom.factor), let factor = unit.raised(to: exponent) else {
      throw outOfRange()
    }
    return Part(
      dimension: atom.dimension.raised(to: exponent), factor: factor,
      terms: exponent == 0 ? [] : [UnitTerm(symbol: symbol, exponent: exponent)])
  }

  private mutating func exponent() throws(UCUMError) -> Int {
    let start = index
    var negative = false
    if isAt("-") || isAt("+") {
      negative = isAt("-")
      index += 1
    }
    let digits = index
    var value = 0
    while index < text.count, Self.isDigit(text[index]), index - digits < 4 {
      value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    if index == digits {
      guard index == start else { throw unexpected("the digits of an exponent") }
      return 1
    }
    guard value <= Self.maximumExponent else {
      throw UCUMError(.outOfRange, unit: code, offset: start, "exponents go up to \(Self.maximumExponent)")
    }
    return negative ? -value : value
  }

  /// Takes the longest run of symbol characters; anything may stand in square brackets.
  private mutating func symbol() -> String {
    let start = index
    if index < text.count, isPowerOfTen {
      index += 3
      return String(decoding: text[start..<index], as: UTF8.self)
    }
    scan: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "["):
        guard let end = text[index...].firstIndex(of: UInt8(ascii: "]")) else {
          index = text.count
          break scan
        }
        index = end + 1
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0...32:
        break scan
      default: index += 1
      }
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  /// Skips annotations; false if one does not end.
  @discardableResult
  private mutating func annotations() -> Bool {
    while isAt("{") {
      guard let end = text[index...].firstIndex(of: UInt8(ascii: "}")) else { return false }
      index = end + 1
    }
    return true
  }

  private func isAt(_ character: Unicode.Scalar) -> Bool {
    index < text.count && text[index] == UInt8(ascii: character)
  }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func outOfRange() -> UCUMError {
    UCUMError(.outOfRange, unit: code, offset: index, "the factor is zero or too large to be computed exactly")
  }

  private func unexpected(_ expected: String) -> UCUMError {
    guard index < text.count else {
      return UCUMError(.syntax, unit: code, offset: index, "expected \(expected) but the unit ends")
    }
    if text[index] <= 32 {
      return UCUMError(.syntax, unit: code, offset: index, "a unit contains no spaces; join factors with '.'")
    }
    let found = String(decoding: text[index...].prefix(8), as: UTF8.self)
    return UCUMError(.syntax, unit: code, offset: index, "expected \(expected) but found '\(found)'")
  }
}
