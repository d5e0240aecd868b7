import CDSHooks
import HTTPClient

extension ModelCredential {
  /// The header field or the token that a call carries.
  func authorization(
    deadline: ContinuousClock.Instant
  ) async throws(ModelCallError) -> (header: HTTPHeader?, token: BearerToken?) {
    switch self {
    case .none: (nil, nil)
    case .apiKey(let key, let header): (HTTPHeader(header, key.reveal()), nil)
    case .bearer(let token): (nil, token)
    case .provider(let provider): (nil, try await provider.token(deadline: deadline))
    }
  }
}
