/// Translates several libraries that share includes: each included library is read and translated once.
///
/// ```swift
/// let series = TranslationSeries(librarySource: source)
/// let first = series.translate(LibraryText(text, source: "A.cql"))
/// let second = series.translate(LibraryText(other, source: "B.cql"))
/// ```
public final class TranslationSeries {
  private let session: TranslationSession

  /// A series.
  /// - Parameters:
  ///   - librarySource: Where included libraries are found.
  ///   - options: Language version, models and bounds.
  public init(librarySource: (any LibrarySource)? = nil, options: TranslationOptions = TranslationOptions()) {
    session = TranslationSession(librarySource: librarySource, rules: TypeRules(options))
  }

  /// Translates a library; the result's includes and diagnostics are only those that it reaches.
  public func translate(_ text: LibraryText) -> Translation {
    let (library, diagnostics) = session.translate(text)
    var open = library.includes.map(\.identifier.lastName)
    var reached: Set<String> = []
    while let name = open.popLast() {
      guard reached.insert(name).inserted else { continue }
      for include in session.included where include.identifier.lastName == name {
        open += include.includes.map(\.identifier.lastName)
      }
    }
    return Translation(
      library: library, includes: session.included.filter { reached.contains($0.identifier.lastName) },
      diagnostics: session.diagnostics.filter { reached.contains(LibraryIdentifier($0.source).lastName) } + diagnostics)
  }
}
