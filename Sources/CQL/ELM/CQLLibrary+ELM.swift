extension CQLLibrary {
  /// Reads a library from its compiled form, ELM as JSON (`application/elm+json`).
  ///
  /// - Parameter bytes: `{"library": {…}}` in UTF-8, of any translator from 1.3 on.
  /// - Throws: ``CQLError`` of kind `malformed` that names the place in the document.
  public init(elm bytes: [UInt8]) throws(CQLError) { self = try ELMReader.library(bytes) }

  /// The library as ELM JSON (`application/elm+json`).
  ///
  /// - Parameter includesTypes: Whether result types and places in the source are written too.
  /// - Returns: UTF-8.
  public func elm(includesTypes: Bool = true) -> [UInt8] { ELMWriter(includesTypes: includesTypes).library(self) }
}
