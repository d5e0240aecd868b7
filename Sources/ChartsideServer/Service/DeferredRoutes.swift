import HTTPTypes
import Synchronization
public import WebServer

/// The service's endpoints before the service exists: where its public address is known only once the server listens, as
/// with any free port.
public final class DeferredRoutes: RouteCollection {
  private let current = Mutex<ChartsideRoutes?>(nil)

  /// Endpoints that answer 503 until ``serve(_:)``.
  public init() {}

  /// Answers with `routes` from now on.
  public func serve(_ routes: ChartsideRoutes) { current.withLock { $0 = routes } }

  /// The endpoints.
  public var routes: [Route] {
    ChartsideRoutes.endpoints { [self] in
      guard let routes = current.withLock({ $0 }) else {
        throw WebProblem(.serviceUnavailable, code: .throttled, "The service is starting.", headers: [.retryAfter: "1"])
      }
      return routes
    }
  }
}
