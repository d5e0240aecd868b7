public import JSON

/// The member names of FHIR's JSON, interned before any document is read.
///
/// Parse FHIR with ``JSON/JSONDocument/init(fhir:limits:)`` and a member's ``JSONNode/keyID`` is the same number in every
/// document: what the type table, compiled FHIRPath and the resource store compare instead of strings.
public enum FHIRVocabulary {
  /// Every element's JSON name, choices with and without type, primitives' companions (`_birthDate`) and `resourceType`.
  public static let shared: JSONVocabulary = {
    let table = TypeTable.shared
    return JSONVocabulary((0..<table.vocabularyCount).map(table.string))
  }()

  /// How many names there are; a document's own names have ids from here on.
  static let count = TypeTable.shared.vocabularyCount
}

extension JSONDocument {
  /// Parses a document that holds FHIR: as ``init(parsing:limits:vocabulary:)-(Array<UInt8>,_,_)`` with
  /// ``FHIRVocabulary``.
  /// - Throws: ``JSONError`` with the offset and path of the first fault.
  public convenience init(fhir bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
    try self.init(parsing: bytes, limits: limits, vocabulary: FHIRVocabulary.shared)
  }

  /// Parses the UTF-8 of `text` as FHIR.
  /// - Throws: ``JSONError`` with the offset and path of the first fault.
  public convenience init(fhir text: String, limits: JSONLimits = .default) throws(JSONError) {
    try self.init(fhir: Array(text.utf8), limits: limits)
  }
}
