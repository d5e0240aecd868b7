extension ContinuousClock.Instant {
  /// A deadline far enough away for any machine: for tests that prove something else than deadlines. All tests of the
  /// package run at once, and on two cores one may wait minutes for its turn.
  public static var patient: ContinuousClock.Instant { .now + .seconds(900) }
}
