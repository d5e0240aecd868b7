/// What one finished transfer cost; for a metrics hook. Holds no path or query.
public struct TransferMetrics: Sendable {
  /// The host that was asked.
  public let host: String
  /// The answer's status; nil when there was none.
  public let status: Int?
  /// Why there was no answer.
  public let failure: HTTPClientError.Kind?
  /// Bytes of the body after decompression.
  public let bodyBytes: Int
  /// From the request's arrival at the client's thread to its end.
  public let duration: Duration
  /// Whether an open connection was used again.
  public let reusedConnection: Bool
}
