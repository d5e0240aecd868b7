import HTTPTypes

/// The server's own series, made once a route so that a request only adds to them.
struct RequestMetrics: Sendable {
  /// The series of one route.
  struct RouteSeries: Sendable {
    fileprivate let classes: [PrometheusCounter]
    fileprivate let duration: PrometheusHistogram
  }

  private let routes: [RouteSeries]
  private let unrouted: RouteSeries

  init(registry: PrometheusRegistry, routes: [Route]) {
    self.routes = routes.map { Self.series(registry, method: $0.method.rawValue, route: $0.path) }
    unrouted = Self.series(registry, method: "any", route: "none")
  }

  func record(routeIndex: Int?, status: Int, seconds: Double) {
    let series = routeIndex.map { routes[$0] } ?? unrouted
    series.classes[min(max(status / 100, 1), 5) - 1].increment(by: Int64(1))
    series.duration.record(seconds)
  }

  private static func series(_ registry: PrometheusRegistry, method: String, route: String) -> RouteSeries {
    let labels = [("method", method), ("route", route)]
    return RouteSeries(
      classes: (1...5).map { registry.counter("http_requests_total", labels + [("status", "\($0)xx")]) },
      duration: registry.histogram("http_request_duration_seconds", labels, bounds: PrometheusHistogram.seconds))
  }
}
