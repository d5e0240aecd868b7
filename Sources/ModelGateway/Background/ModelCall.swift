/// A call that was answered, for audit: what answered, at what price.
public struct ModelCall: Sendable {
  /// The model that says it answered.
  public let model: String?
  /// The server's name for the state of its system.
  public let systemFingerprint: String?
  /// The host's name for the request.
  public let requestID: String?
  /// The rung on which it was given.
  public let rung: StructuredOutput
  /// The tokens used.
  public let usage: TokenUsage?
  /// From the first byte sent to the last received.
  public let duration: Duration

  /// A call.
  public init(
    model: String?, systemFingerprint: String?, requestID: String?, rung: StructuredOutput, usage: TokenUsage?,
    duration: Duration
  ) {
    self.model = model
    self.systemFingerprint = systemFingerprint
    self.requestID = requestID
    self.rung = rung
    self.usage = usage
    self.duration = duration
  }
}
