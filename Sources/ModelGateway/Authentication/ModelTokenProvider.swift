public import HTTPClient

/// Hands out access tokens for a deployment.
public protocol ModelTokenProvider: Sendable {
  /// A token that is valid now.
  /// - Throws: ``ModelCallError/noToken``, or the transport's failure.
  func token(deadline: ContinuousClock.Instant) async throws(ModelCallError) -> BearerToken

  /// Drops the token at hand, after a server refused it.
  func forget() async
}
