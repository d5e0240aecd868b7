/// What a server answered, unchecked: no part of it is shown before ``Verifier`` has read it.
public struct ModelReply: Sendable {
  /// The answer's text.
  public var text: String
  /// The rung on which it was given.
  public var rung: StructuredOutput
  /// The model that the server says answered.
  public var model: String?
  /// The server's name for the state of its system.
  public var systemFingerprint: String?
  /// The tokens used, where the server counts them.
  public var usage: TokenUsage?
  /// The host's name for the request (`apim-request-id`), for questions to its support.
  public var requestID: String?

  /// A reply.
  public init(
    text: String, rung: StructuredOutput, model: String? = nil, systemFingerprint: String? = nil,
    usage: TokenUsage? = nil, requestID: String? = nil
  ) {
    self.text = text
    self.rung = rung
    self.model = model
    self.systemFingerprint = systemFingerprint
    self.usage = usage
    self.requestID = requestID
  }
}

extension ModelReply: CustomStringConvertible, CustomReflectable {
  /// A fixed text: an answer is about a patient.
  public var description: String { "ModelReply" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
