import FHIRPath

/// Text (CQL 1.5, appendix B, String Operators). Positions count characters from 0.
extension Evaluation {
  /// The text of an operand; nil for null.
  private func string(_ name: CQLOperator, _ value: CQLValue) throws(CQLError) -> String? {
    if case .string(let text) = value { return text }
    if value.isNull { return nil }
    let plain = value.unwrapped
    if plain.isNull { return nil }
    guard let text = plain.text else { throw .mismatch(name.rawValue, [value]) }
    return text
  }

  func text(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    if name == .length, let items = operand.items { return .integer(Int32(clamping: items.count)) }
    guard let text = try string(name, operand) else { return .null }
    try spend(text.utf8.count >> 4)
    switch name {
    case .length: return .integer(Int32(clamping: text.count))
    case .upper: return try admit(text.uppercased())
    default: return try admit(text.lowercased())
    }
  }

  func text(_ name: CQLOperator, _ left: CQLValue, _ right: CQLValue) throws(CQLError) -> CQLValue {
    if name == .substring { return try substring(left, right, length: nil) }
    guard let first = try string(name, left), let second = try string(name, right) else {
      return .null
    }
    try spend((first.utf8.count + second.utf8.count) >> 4)
    switch name {
    case .positionOf: return .integer(Int32(clamping: Self.position(of: first, in: second, last: false) ?? -1))
    case .lastPositionOf: return .integer(Int32(clamping: Self.position(of: first, in: second, last: true) ?? -1))
    case .startsWith: return .boolean(first.hasPrefix(second))
    case .endsWith: return .boolean(first.hasSuffix(second))
    case .matches:
      return .boolean(try pattern(second) { pattern throws(FHIRPathError) in try pattern.matches(first, whole: true) })
    default:
      let parts = try pattern(second) { pattern throws(FHIRPathError) in try pattern.split(first) }
      return try admit(parts.map(CQLValue.string))
    }
  }

  private func pattern<Value>(
    _ text: String, _ body: (RegularExpression) throws(FHIRPathError) -> Value
  ) throws(CQLError) -> Value {
    let expression = try patterns.expression(text)
    do throws(FHIRPathError) { return try body(expression) } catch { throw Patterns.failure(text, error) }
  }

  func replaceMatches(_ text: CQLValue, _ pattern: CQLValue, _ replacement: CQLValue) throws(CQLError) -> CQLValue {
    guard let text = try string(.replaceMatches, text), let expression = try string(.replaceMatches, pattern),
      let replacement = try string(.replaceMatches, replacement)
    else { return .null }
    try spend(text.utf8.count >> 4)
    let result = try self.pattern(expression) { pattern throws(FHIRPathError) in
      try pattern.replacing(in: text, with: replacement, limit: CQLContext.maximumText)
    }
    return try admit(result)
  }

  private static func position(of pattern: String, in text: String, last: Bool) -> Int? {
    let (pattern, text) = (Array(pattern), Array(text))
    guard pattern.count <= text.count else { return nil }
    let starts = 0...(text.count - pattern.count)
    func isMatch(_ start: Int) -> Bool { text[start..<start + pattern.count].elementsEqual(pattern) }
    return last ? starts.last(where: isMatch) : starts.first(where: isMatch)
  }

  func concatenate(_ operands: [CQLValue]) throws(CQLError) -> CQLValue {
    var result = ""
    for operand in operands {
      guard let text = try string(.concatenate, operand) else { return .null }
      result += text
      if result.utf8.count > CQLContext.maximumText { return try admit(result) }
    }
    return try admit(result)
  }

  /// Nulls are left out; nothing at all makes null.
  func combine(_ source: CQLValue, separator: CQLValue) throws(CQLError) -> CQLValue {
    guard let items = source.items, let separator = try string(.combine, separator) else {
      if source.isNull || separator.isNull { return .null }
      throw .mismatch("Combine", [source])
    }
    var parts: [String] = []
    for item in items { if let text = try string(.combine, item) { parts.append(text) } }
    guard !parts.isEmpty else { return .null }
    let size = parts.reduce(separator.utf8.count * parts.count) { $0 + $1.utf8.count }
    guard size <= CQLContext.maximumText else {
      throw CQLError(.limit, "A text has more than \(CQLContext.maximumText) bytes")
    }
    return try admit(parts.joined(separator: separator))
  }

  func split(_ source: CQLValue, by separator: CQLValue) throws(CQLError) -> CQLValue {
    guard let text = try string(.split, source) else { return .null }
    try spend(text.utf8.count >> 4)
    guard let separator = try string(.split, separator), !separator.isEmpty else { return .list([.string(text)]) }
    return try admit(text.split(separator: separator, omittingEmptySubsequences: false).map { .string(String($0)) })
  }

  func substring(_ source: CQLValue, _ start: CQLValue, length: CQLValue?) throws(CQLError) -> CQLValue {
    guard let text = try string(.substring, source), let start = start.unwrapped.int else { return .null }
    guard start >= 0, start <= text.utf8.count else { return .null }
    try spend(text.utf8.count >> 4)
    let rest = text.dropFirst(start)
    // A start at the end of a text is outside it, save for an empty text.
    if rest.isEmpty, !(text.isEmpty && start == 0) { return .null }
    guard let length, !length.isNull else { return try admit(String(rest)) }
    guard let count = length.unwrapped.int else { return .null }
    return try admit(String(rest.prefix(max(0, count))))
  }

  /// `X[1]`: a character or an item.
  func index(_ source: CQLValue, _ position: CQLValue) throws(CQLError) -> CQLValue {
    if source.isNull || position.isNull { return .null }
    guard let position = position.unwrapped.int else { throw .mismatch("Indexer", [source, position]) }
    if let items = source.items { return items.indices.contains(position) ? items[position] : .null }
    guard let text = try string(.indexer, source) else { return .null }
    guard position >= 0, position < text.utf8.count else { return .null }
    return text.dropFirst(position).first.map { .string(String($0)) } ?? .null
  }
}
