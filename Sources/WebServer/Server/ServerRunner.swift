public import Logging
public import ServiceLifecycle
import UnixSignals

/// Runs services until the process is told to stop.
public enum ServerRunner {
  /// Starts the services in order, and stops them in the opposite order on SIGTERM or SIGINT: what is in flight is answered
  /// first, but takes no longer than `shutdown`.
  public static func run(_ services: [any Service], shutdown: Duration, logger: Logger) async throws {
    var configuration = ServiceGroupConfiguration(
      services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = shutdown
    try await ServiceGroup(configuration: configuration).run()
  }
}
