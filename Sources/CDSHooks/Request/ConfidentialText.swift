/// Text that must not reach a log, a description or a mirror: a token, or a clinician's free text.
///
/// A class without stored properties in its mirror: `print`, `dump` and string interpolation show the type's name only.
public final class ConfidentialText: Sendable, CustomReflectable {
  private let text: String

  /// Wraps `text`.
  public init(_ text: String) { self.text = text }

  /// The text, for the one place that needs it.
  public func reveal() -> String { text }

  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
