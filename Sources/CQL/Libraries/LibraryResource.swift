import FHIR
import Foundation
public import JSON

/// The logic in a FHIR `Library` resource: CQL source, ELM as JSON, or both.
///
/// ```swift
/// let resource = LibraryResource(document.root)
/// let translation = try resource?.library(translator)
/// ```
///
/// Where both are there, the source wins, and what the ELM says differently is told: a resource whose parts disagree was
/// edited in one and not in the other.
public struct LibraryResource: Sendable {
  /// The name, for messages.
  public let name: String
  /// The content of type `text/cql`.
  public private(set) var source: [UInt8]?
  /// The content of type `application/elm+json`.
  public private(set) var elm: [UInt8]?

  /// Reads a Library resource; nil when `value` is none, or holds neither source nor ELM.
  public init?(_ value: JSONValue) {
    guard let resource = Resource(value), resource.isType("Library") else { return nil }
    name = value["name"].string ?? resource.id ?? ""
    for content in value["content"].elements {
      guard let type = content["contentType"].string, let text = content["data"].string,
        let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty
      else { continue }
      if type.hasPrefix("text/cql"), source == nil { source = [UInt8](data) }
      if type.hasPrefix("application/elm+json"), elm == nil { elm = [UInt8](data) }
    }
    guard source != nil || elm != nil else { return nil }
  }

  /// What a Library resource gave.
  public struct Content: Sendable {
    /// The library, from the source where there is one.
    public var library: CQLLibrary
    /// What it includes, as far as it was translated; ELM names its includes and does not bring them.
    public var includes: [CQLLibrary] = []
    /// What is wrong or doubtful in the source.
    public var diagnostics: [CQLDiagnostic] = []
    /// Where the ELM says something else than the source.
    public var differences: [LibraryDifference] = []
  }

  /// The library, from the source or, where there is none, from the ELM.
  /// - Parameter translator: Translates the source, and knows what it includes.
  /// - Returns: The library, and where its two forms disagree.
  /// - Throws: ``CQLError`` of kind `malformed` for ELM that is none, where it is all there is.
  public func content(_ translator: CQLTranslator) throws(CQLError) -> Content {
    guard let source else { return Content(library: try CQLLibrary(elm: elm ?? [])) }
    let translation = translator.translate(LibraryText(bytes: source, source: name))
    var content = Content(
      library: translation.library, includes: translation.includes, diagnostics: translation.diagnostics)
    if let elm, translation.errors.isEmpty, let other = try? CQLLibrary(elm: elm) {
      content.differences = translation.library.differences(from: other)
    }
    return content
  }
}
