/// A JSON text and its tape: parsed once, immutable, shared freely between tasks.
///
/// ```swift
/// let document = try JSONDocument(parsing: body)
/// let family = document.root["name"][0]["family"].string
/// ```
///
/// A view (``JSONValue``) is this document and an index, so that reading never copies. Decimals keep their written
/// form (`1.50` stays `1.50`); the text stays available as ``JSONValue/sourceBytes``. Parsing is linear in the text,
/// never recursive, and bounded by ``JSONLimits``.
public final class JSONDocument: Sendable {
  /// The text.
  public let bytes: [UInt8]
  /// Every value in document order; never empty. Loops that must be fast index this array.
  public let nodes: [JSONNode]
  /// The names known before the document was read.
  public let vocabulary: JSONVocabulary
  private let localNames: NameTable

  /// Parses `bytes`: UTF-8, strictly RFC 8259, duplicate member names refused.
  /// - Throws: ``JSONError`` with the offset and path of the first fault.
  public init(
    parsing bytes: [UInt8], limits: JSONLimits = .default, vocabulary: JSONVocabulary = .empty
  ) throws(JSONError) {
    var parser = JSONParser(limits: limits, vocabulary: vocabulary)
    try parser.parse(bytes.span)
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw JSONError(
        kind: .encoding, offset: error.byteOffsets.lowerBound, path: "", message: "the text is not UTF-8")
    }
    self.bytes = bytes
    self.nodes = parser.nodes
    self.vocabulary = vocabulary
    self.localNames = parser.localNames
  }

  /// Parses the UTF-8 of `text`; see ``init(parsing:limits:vocabulary:)-(Array<UInt8>,_,_)``.
  /// - Throws: ``JSONError`` with the offset and path of the first fault.
  public convenience init(
    parsing text: String, limits: JSONLimits = .default, vocabulary: JSONVocabulary = .empty
  ) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits, vocabulary: vocabulary)
  }

  /// The top-level value.
  public var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The id that members called `name` have in this document, or nil when it has none and the vocabulary lacks it.
  public func keyID(of name: String) -> Int? {
    if let known = vocabulary.id(of: name) { return known }
    var name = name
    return name.withUTF8 { localNames.find($0) }.map { $0 + vocabulary.count }
  }

  /// The name with this id.
  /// - Precondition: `id` is the ``JSONNode/keyID`` of one of this document's members.
  public func keyName(_ id: Int) -> String {
    id < vocabulary.count ? vocabulary.name(id) : localNames.name(id - vocabulary.count)
  }
}
