import Foundation

/// Time, as the gateway reads it: injected, so that tests own it.
public struct ModelClock: Sendable {
  /// The steady clock.
  public var now: @Sendable () -> ContinuousClock.Instant
  /// The day on the wall, in days since 1970-01-01 UTC: budgets of money turn with it.
  public var day: @Sendable () -> Int
  /// Waits.
  public var pause: @Sendable (Duration) async throws -> Void

  /// A clock.
  public init(
    now: @escaping @Sendable () -> ContinuousClock.Instant, day: @escaping @Sendable () -> Int,
    pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.day = day
    self.pause = pause
  }

  /// The machine's own time.
  public static let system = ModelClock(
    now: { .now }, day: { Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)) },
    pause: { try await Task.sleep(for: $0) })
}
