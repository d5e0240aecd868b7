public import ClinicalTypes
import FHIR
public import JSON

/// Applies a profile to what would leave: a resource, a Bundle, a CDS Hooks request or its feedback.
///
/// ```swift
/// let deidentifier = Deidentifier(profile)
/// let result = try deidentifier.deidentify(document, now: now)
/// send(result.bytes)                                  // result.map leads back, result.report goes to the audit
/// ```
///
/// Everything is judged by the R4 type of the element it stands in. What no rule of the profile names, what R4 does not
/// define, and what has another shape than R4 says, does not leave.
public struct Deidentifier: Sendable {
  /// The rules that are applied.
  public let profile: DeidentificationProfile

  /// Uses a profile.
  public init(_ profile: DeidentificationProfile) { self.profile = profile }

  /// De-identifies a document with the system's random numbers.
  ///
  /// - Parameters:
  ///   - document: A resource, a Bundle, a CDS Hooks request (recognised by `hook`) or feedback (by `feedback`).
  ///   - now: The time of the request: ages are counted to it.
  ///   - prefetchKeys: The prefetch keys that the service declared; others are sent as `other1`, `other2` ….
  /// - Returns: What may be sent, the way back, and the report.
  /// - Throws: ``DeidentificationError`` when the document is none of these.
  public func deidentify(
    _ document: JSONDocument, now: PartialDateTime, prefetchKeys: Set<String> = []
  ) throws(DeidentificationError) -> DeidentificationResult {
    var random = SystemRandomNumberGenerator()
    return try deidentify(document, now: now, prefetchKeys: prefetchKeys, random: &random)
  }

  /// De-identifies a document with given random numbers, from which the secret shift of dates comes: a seeded source is
  /// for tests only. See ``deidentify(_:now:prefetchKeys:)``.
  ///
  /// - Throws: ``DeidentificationError`` when the document is no resource, hook request or feedback.
  public func deidentify(
    _ document: JSONDocument, now: PartialDateTime, prefetchKeys: Set<String> = [],
    random: inout some RandomNumberGenerator
  ) throws(DeidentificationError) -> DeidentificationResult {
    let root = try Self.fhir(document).root
    let walker = ElementWalker(profile, now: now, capacity: document.bytes.count / 2, random: &random)
    if root[.resourceType] != nil {
      walker.learn(from: root)
      guard walker.writeResource(root) else {
        throw DeidentificationError(.unknownDocument, "the profile lets no resource of this type leave")
      }
    } else if root["hook"]?.string != nil {
      walker.writeHookRequest(root, prefetchKeys: prefetchKeys)
    } else if root["feedback"]?.isArray == true {
      walker.writeFeedback(root)
    } else {
      throw DeidentificationError(
        .unknownDocument, "this is neither a FHIR resource nor a CDS Hooks request nor feedback")
    }
    return walker.result()
  }

  /// De-identifies resources that lie in several documents, under one set of pseudonyms and one shift of dates: the
  /// output is a Bundle of type `collection`.
  ///
  /// - Parameters:
  ///   - resources: The resources, of documents parsed as FHIR (`JSONDocument(fhir:)`).
  ///   - now: The time of the request.
  ///   - random: Where the secret shift of dates comes from.
  /// - Returns: What may be sent, the way back, and the report.
  public func deidentify(
    _ resources: [JSONValue], now: PartialDateTime, random: inout some RandomNumberGenerator
  ) -> DeidentificationResult {
    let size = resources.reduce(0) { $0 + $1.sourceBytes.count }
    let walker = ElementWalker(profile, now: now, capacity: size / 2, random: &random)
    let known = resources.filter { $0.document.vocabulary === FHIRVocabulary.shared }
    for resource in known { walker.learn(from: resource) }
    walker.writeCollection(known)
    return walker.result()
  }

  /// Masks one free text, such as a question to a model, by the names and numbers of a record.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - record: Resources whose names and numbers are looked for, of documents parsed as FHIR.
  /// - Returns: The text with what identifies masked; nil where doubt remains and it must not leave.
  public func scrub(_ text: String, record: [JSONValue] = []) -> String? {
    // No date leaves by this way, so that any clock and any random number will do.
    var random = SystemRandomNumberGenerator()
    guard let now = PartialDateTime(epochMilliseconds: 0, offset: .zulu) else { return nil }
    let walker = ElementWalker(profile, now: now, capacity: 0, random: &random)
    for resource in record where resource.document.vocabulary === FHIRVocabulary.shared { walker.learn(from: resource) }
    guard case .text(let masked, _) = walker.scrub(text) else { return nil }
    return masked
  }

  /// The document with FHIR's vocabulary, by whose numbers elements are found.
  static func fhir(_ document: JSONDocument) throws(DeidentificationError) -> JSONDocument {
    if document.vocabulary === FHIRVocabulary.shared { return document }
    do {
      return try JSONDocument(fhir: document.bytes)
    } catch {
      throw DeidentificationError(.unreadable, "the document is no JSON that can be read as FHIR")
    }
  }
}
