/// How a library is translated.
public struct TranslationOptions: Sendable {
  /// A version of the language.
  public enum LanguageVersion: Int, Sendable, Comparable {
    /// CQL 1.5
    case v1_5
    /// CQL 2.0: the function Slice.
    case v2_0

    /// Whether `a` came before `b`.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The version of the language.
  public var languageVersion = LanguageVersion.v1_5
  /// The models that `using` may name.
  public var models: [any DataModel] = [ModelTable.fhir]
  /// Whether a value may stand where a list is wanted, with a warning; published content relies on it.
  public var promotesToLists = true
  /// Whether a list may stand where a value is wanted.
  public var demotesLists = false
  /// Bounds of the text.
  public var limits = SyntaxLimits.default
  /// Deepest chain of includes.
  public var includeDepth = 16

  /// CQL 1.5 with FHIR 4.0.1.
  public init() {}
}
