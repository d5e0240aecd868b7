import Foundation
import HTTPClient
import TestSupport

/// Clients as the tests need them. The first one poisons the environment's proxies, so every test of this target that
/// gets an answer also shows that they are ignored.
enum Clients {
  private static let poisonedProxies: Bool = {
    let names = ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"]
    return names.allSatisfy { (name: String) in setenv(name, "http://127.0.0.1:9", 1) == 0 }
  }()

  static var loopbackPolicy: TrustPolicy { TrustPolicy(allowedSchemes: [.http, .https], allowLoopback: true) }

  static func client(_ policy: TrustPolicy = loopbackPolicy) -> HTTPClient {
    precondition(poisonedProxies)
    return HTTPClient(policy: policy)
  }
}

extension HTTPClient {
  /// The kind of the error that a GET of `url` ends with; nil when it gets an answer.
  func failure(_ url: String, deadline: ContinuousClock.Instant = .patient) async throws -> HTTPClientError.Kind? {
    do {
      _ = try await send(HTTPRequest(.get, HTTPURL(url)), deadline: deadline)
      return nil
    } catch let error as HTTPClientError {
      return error.kind
    }
  }
}
