/// Why a unit cannot be read, or one unit not be converted to another.
public struct UCUMError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// There is no text.
    case empty
    /// The text is longer than any unit.
    case tooLong
    /// Parentheses nest too deeply.
    case tooDeep
    /// The text does not follow UCUM's grammar.
    case syntax
    /// No unit has this symbol.
    case unknownUnit
    /// An exponent or factor exceeds what can be computed exactly.
    case outOfRange
    /// A unit with its own scale (temperature, logarithm) stands inside an expression.
    case specialUnit
    /// The units measure different things.
    case notComparable
  }

  /// What is wrong.
  public let kind: Kind
  /// The unit that was read.
  public let unit: String
  /// Where in the unit, in bytes from its start.
  public let offset: Int
  /// One sentence that says what is wrong and how to mend it.
  public let message: String

  init(_ kind: Kind, unit: String, offset: Int = 0, _ message: String) {
    self.kind = kind
    self.unit = unit
    self.offset = offset
    self.message = message
  }

  /// The message with the unit it is about.
  public var description: String { "unit '\(unit.prefix(80))': \(message)" }
}
