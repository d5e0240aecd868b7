/// What came of translating a library.
public struct Translation: Sendable {
  /// The library; where there are errors, nulls stand in place of what could not be translated.
  public var library: CQLLibrary
  /// The libraries it includes, directly or not, that were found; each before those that include it.
  public var includes: [CQLLibrary]
  /// Errors and warnings, the library's own in the order of the text after those of its includes.
  public var diagnostics: [CQLDiagnostic]

  /// The errors.
  public var errors: [CQLDiagnostic] { diagnostics.filter { $0.severity == .error } }
  /// The warnings.
  public var warnings: [CQLDiagnostic] { diagnostics.filter { $0.severity == .warning } }
}

/// The errors of a library that could not be translated.
public struct CQLTranslationError: Error, Sendable, CustomStringConvertible {
  /// All errors, in order; never empty.
  public let errors: [CQLDiagnostic]

  /// One line an error.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}

extension CQLLibrary {
  /// Translates CQL text.
  /// - Parameters:
  ///   - cql: The library's source.
  ///   - librarySource: Where included libraries are found.
  ///   - options: Language version, models and bounds.
  /// - Throws: All errors of the library and of those it includes.
  public init(
    cql: String, librarySource: (any LibrarySource)? = nil, options: TranslationOptions = TranslationOptions()
  ) throws(CQLTranslationError) {
    let translation = CQLTranslator(librarySource: librarySource, options: options).translate(cql)
    let errors = translation.errors
    guard errors.isEmpty else { throw CQLTranslationError(errors: errors) }
    self = translation.library
  }
}
