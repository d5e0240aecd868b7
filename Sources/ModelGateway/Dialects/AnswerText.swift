import JSON

/// Finds the JSON of an answer.
enum AnswerText {
  static let limits = JSONLimits(bytes: ReplyReader.longestText, depth: 12, nodes: 4_000)

  /// The document that `text` is; where only the prompt asked for JSON, the one object that stands in it.
  static func document(in text: String, rung: StructuredOutput) -> JSONDocument? {
    if let document = try? JSONDocument(parsing: Array(text.utf8), limits: limits) { return document }
    guard rung == .promptOnly, let object = soleObject(in: Array(text.utf8)) else { return nil }
    return try? JSONDocument(parsing: object, limits: limits)
  }

  /// The text from the first brace to the one that closes it, when no further object follows: of two answers nobody knows
  /// which is meant.
  private static func soleObject(in bytes: [UInt8]) -> [UInt8]? {
    guard let start = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    var depth = 0
    var isInString = false
    var isEscaped = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          return bytes[(index + 1)...].contains(UInt8(ascii: "{")) ? nil : Array(bytes[start...index])
        }
      default: break
      }
    }
    return nil
  }
}
