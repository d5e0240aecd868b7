/// What the translator has to say about a place in a library: what is wrong or suspicious, what was expected and found,
/// and a suggestion when there is one.
public struct CQLDiagnostic: Sendable, Hashable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable {
    /// The library cannot run.
    case error
    /// Legal, and surely not what was meant.
    case warning
  }

  /// The stage that noticed.
  public enum Kind: String, Sendable, Hashable {
    /// The text is not CQL.
    case syntax
    /// The text is CQL but cannot mean anything: an unknown name, or operands of the wrong type.
    case semantic
    /// A bound was reached: text length, nesting, number of diagnostics.
    case limit
  }

  /// How bad it is.
  public let severity: Severity
  /// The stage that noticed.
  public let kind: Kind
  /// One sentence without a full stop.
  public let message: String
  /// What would have been right at this place.
  public let expected: String?
  /// What stood there instead.
  public let found: String?
  /// A name or form that was probably meant.
  public let suggestion: String?
  /// The library's name, or the file's name when the library could not be read.
  public internal(set) var source: String
  /// The place in the text.
  public let range: TextRange
  /// Line, from 1; 0 when unknown.
  public internal(set) var line: Int
  /// Column in Unicode scalars, from 1; 0 when unknown.
  public internal(set) var column: Int

  init(
    _ severity: Severity = .error, _ kind: Kind, _ message: String, expected: String? = nil, found: String? = nil,
    suggestion: String? = nil, at range: TextRange
  ) {
    self.severity = severity
    self.kind = kind
    self.message = message
    self.expected = expected
    self.found = found
    self.suggestion = suggestion
    self.range = range
    source = ""
    line = 0
    column = 0
  }

  /// `SOURCE:LINE:COLUMN: severity: message`, in one line.
  public var description: String {
    var text = "\(source):\(line):\(column): \(severity.rawValue): \(message)"
    if let expected { text += "; expected \(expected)" }
    if let found { text += "; found \(found)" }
    if let suggestion { text += "; did you mean \(suggestion)?" }
    return text
  }

  /// The same diagnostic with its file, line and column.
  func located(in lines: LineTable, source: String) -> CQLDiagnostic {
    var copy = self
    (copy.line, copy.column) = lines.place(of: range.start)
    copy.source = source
    return copy
  }
}
