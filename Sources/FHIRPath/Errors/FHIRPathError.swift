/// What went wrong with an expression: where, what was expected, what was found, and a suggestion when there is one.
///
/// A message names types, functions and places, never a value of the patient's record: errors are logged, records are not.
public struct FHIRPathError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The stage that failed.
  public enum Kind: String, Sendable, Hashable {
    /// The text is not an expression.
    case syntax
    /// The expression cannot mean anything: an unknown element, function or type, or an operand of the wrong type.
    case semantic
    /// The expression met data that it cannot be applied to.
    case execution
    /// A bound was reached: text length, nesting, steps, deadline, collection size or text size.
    case limit
  }

  /// The stage that failed.
  public let kind: Kind
  /// One sentence without a full stop.
  public let message: String
  /// What would have been right at this place.
  public let expected: String?
  /// What stood there instead.
  public let found: String?
  /// A name that was probably meant.
  public let suggestion: String?
  /// UTF-8 offset in the expression's text.
  public internal(set) var offset: Int?
  /// Line and column, once the text is known.
  public internal(set) var position: SourcePosition?

  init(
    _ kind: Kind, _ message: String, expected: String? = nil, found: String? = nil, suggestion: String? = nil,
    at offset: Int? = nil
  ) {
    self.kind = kind
    self.message = message
    self.expected = expected
    self.found = found
    self.suggestion = suggestion
    self.offset = offset
  }

  /// The whole error in one line, as a person wants to read it.
  public var description: String {
    var text = ""
    if let position { text += "line \(position.line), column \(position.column): " }
    text += message
    if let expected { text += "; expected \(expected)" }
    if let found { text += "; found \(found)" }
    if let suggestion { text += "; did you mean '\(suggestion)'?" }
    return text
  }

  /// The same error with a place, unless it has one already: the innermost place is the most telling.
  func at(_ place: Int) -> FHIRPathError {
    guard offset == nil else { return self }
    var copy = self
    copy.offset = place
    return copy
  }

  /// The same error with the line and column that its offset has in `text`.
  func located(in text: String) -> FHIRPathError {
    guard let offset, position == nil else { return self }
    var copy = self
    copy.position = SourcePosition(offset: offset, in: text)
    return copy
  }

  static func semantic(_ message: String, at offset: Int? = nil) -> FHIRPathError {
    FHIRPathError(.semantic, message, at: offset)
  }

  static func execution(
    _ message: String, expected: String? = nil, found: String? = nil, at offset: Int? = nil
  ) -> FHIRPathError {
    FHIRPathError(.execution, message, expected: expected, found: found, at: offset)
  }

  static func limit(_ message: String, at offset: Int? = nil) -> FHIRPathError {
    FHIRPathError(.limit, message, at: offset)
  }
}
