/// Why a text is not a URL that this module accepts. Never quotes the text: a query may hold what must not be logged.
public struct InvalidURL: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong and how to mend it, one sentence.
  public let reason: String

  init(_ reason: String) { self.reason = reason }

  /// The same as ``reason``.
  public var description: String { reason }
}
