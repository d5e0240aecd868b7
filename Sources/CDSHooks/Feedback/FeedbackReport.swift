public import JSON

/// The body of a feedback call: `{"feedback": [...]}`.
public struct FeedbackReport: Sendable {
  /// The largest number of reports in one call.
  public static let maximumCount = 500
  /// The largest comment, in bytes.
  public static let maximumCommentBytes = 16_384

  /// The reports, in order.
  public let feedback: [Feedback]
  /// What was tolerated, for the log.
  public let notices: [ToleratedHabit]

  /// Decodes a body.
  /// - Throws: ``HookRequestError`` naming the field, for a 400.
  public init(decoding document: JSONDocument) throws(HookRequestError) {
    var decoder = FeedbackDecoder()
    feedback = try decoder.decode(document.root)
    notices = decoder.notices
  }
}
