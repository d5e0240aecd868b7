public import JSON

/// A decoded call of a service.
///
/// Decoding is strict where safety needs it (whose chart, which drafts, where data come from) and lenient where clients are
/// odd; what was tolerated is in ``notices``.
public struct HookRequest: Sendable {
  /// The body.
  public let document: JSONDocument
  /// The hook that fired; for a deprecated one that the service does not answer itself, the one that took its place.
  public let hook: String
  /// Names this firing. Meant to be a UUID; other text is accepted with a notice.
  public let hookInstance: String
  /// The client's FHIR server, an absolute http(s) URL without query, fragment, user or dot segments.
  public let fhirServer: String?
  /// The client's grant to read from it.
  public let fhirAuthorization: RawFHIRAuthorization?
  /// The hook's context.
  public let context: HookContext
  /// The hook's definition; for a hook outside the library, the little that is known.
  public let definition: HookDefinition
  /// `prefetch` as received.
  public let prefetch: JSONValue?
  /// `extension` as received.
  public let `extension`: JSONValue?
  /// What was tolerated, for the log.
  public let notices: [ToleratedHabit]

  /// Decodes a request.
  /// - Parameters:
  ///   - document: the body.
  ///   - hooks: the hooks that the called service answers; nil for any.
  /// - Throws: ``HookRequestError`` naming the field, for a 400.
  public init(decoding document: JSONDocument, answering hooks: [String]? = nil) throws(HookRequestError) {
    var decoder = HookRequestDecoder(document: document)
    self = try decoder.decode(answering: hooks)
  }

  init(
    document: JSONDocument, hook: String, hookInstance: String, fhirServer: String?,
    fhirAuthorization: RawFHIRAuthorization?, context: HookContext, definition: HookDefinition, prefetch: JSONValue?,
    extension: JSONValue?, notices: [ToleratedHabit]
  ) {
    self.document = document
    self.hook = hook
    self.hookInstance = hookInstance
    self.fhirServer = fhirServer
    self.fhirAuthorization = fhirAuthorization
    self.context = context
    self.definition = definition
    self.prefetch = prefetch
    self.`extension` = `extension`
    self.notices = notices
  }
}
