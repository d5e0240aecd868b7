public import Foundation

/// One use of a token.
public struct TokenUse: Sendable, Hashable {
  /// The token's `iss`.
  public let issuer: String
  /// The token's `jti`, unique for its issuer.
  public let tokenID: String
  /// When the use may be forgotten: the token is refused as expired from then on.
  public let expires: Date

  /// A use of a token.
  public init(issuer: String, tokenID: String, expires: Date) {
    self.issuer = issuer
    self.tokenID = tokenID
    self.expires = expires
  }
}

/// Remembers the tokens that were used, so that each passes once.
///
/// Several processes behind one address must share one store; ``InMemoryReplayStore`` serves a single process.
public protocol ReplayStore: Sendable {
  /// Notes a use, atomically: of two calls with the same issuer and token id, one gets true.
  /// - Returns: whether this is the first use.
  /// - Throws: anything when the answer is not known. The token is then refused.
  func recordFirstUse(of use: TokenUse, now: Date) async throws -> Bool
}
