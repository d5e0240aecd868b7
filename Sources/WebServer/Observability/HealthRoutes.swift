import HTTPTypes

/// `/health/live`: the process answers. `/health/ready`: it can do its work. `/metrics`: what a Prometheus server scrapes.
public struct HealthRoutes: RouteCollection {
  /// One thing that must work before requests are sent here.
  public struct Check: Sendable {
    let name: String
    let isReady: @Sendable () async -> Bool

    /// `name`: shown to whoever asks, so it names the thing and nothing of the site.
    public init(name: String, isReady: @escaping @Sendable () async -> Bool) {
      self.name = name
      self.isReady = isReady
    }
  }

  private let checks: [Check]
  private let metrics: PrometheusRegistry?

  /// `metrics`: nil to leave `/metrics` out.
  public init(checks: [Check] = [], metrics: PrometheusRegistry?) {
    self.checks = checks
    self.metrics = metrics
  }

  /// The endpoints.
  public var routes: [Route] {
    var routes: [Route] = [
      .get("/health/live") { _ in .text("live\n") },
      .get("/health/ready") { [checks] _ in
        var waiting: [String] = []
        for check in checks where !(await check.isReady()) { waiting.append(check.name) }
        return waiting.isEmpty
          ? .text("ready\n") : .text("not ready: \(waiting.joined(separator: ", "))\n", status: .serviceUnavailable)
      },
    ]
    if let metrics {
      routes.append(
        .get("/metrics") { _ in
          WebResponse(contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(metrics.exposition().utf8))
        })
    }
    return routes
  }
}
