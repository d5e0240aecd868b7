/// A type as written.
public indirect enum TypeSpecifierSyntax: Sendable, Hashable {
  /// `Integer`, `FHIR.Patient`, `FHIR."Observation.Component"`
  case named(qualifiers: [String], name: String, TextRange)
  /// `List<T>`
  case list(TypeSpecifierSyntax, TextRange)
  /// `Interval<T>`
  case interval(TypeSpecifierSyntax, TextRange)
  /// `Tuple { a T, b U }`
  case tuple([Element], TextRange)
  /// `Choice<T, U>`
  case choice([TypeSpecifierSyntax], TextRange)

  /// An element of a tuple's type.
  public struct Element: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The type.
    public var type: TypeSpecifierSyntax
  }

  /// The place in the text.
  public var range: TextRange {
    switch self {
    case .named(_, _, let range), .list(_, let range), .interval(_, let range), .tuple(_, let range),
      .choice(_, let range):
      range
    }
  }
}
