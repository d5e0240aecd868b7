import HTTPClient
import JSON
import Synchronization

/// Sends equal requests that are under way at the same time once, and gives the answer to all who asked.
///
/// A waiter that is cancelled leaves at once; the request itself is cancelled when the last one has left.
final class RequestCoalescer: Sendable {
  typealias Outcome = Result<JSONDocument, FHIRClientError>

  /// What makes two requests equal.
  struct Key: Hashable {
    let url: HTTPURL
    let bytes: Int
    let deadline: ContinuousClock.Instant
  }

  private struct Flight {
    var number: Int
    var task: Task<Void, Never>?
    var waiters: [Int: CheckedContinuation<Outcome, Never>] = [:]
  }

  private struct State {
    var flights: [Key: Flight] = [:]
    var lastNumber = 0
  }

  private let state = Mutex(State())

  /// The outcome of `send`, or of an equal request that is under way.
  func value(for key: Key, send: @escaping @Sendable () async -> Outcome) async -> Outcome {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { join(key, number, $0, send) }
    } onCancel: {
      leave(key, number)
    }
  }

  private func join(
    _ key: Key, _ number: Int, _ continuation: CheckedContinuation<Outcome, Never>,
    _ send: @escaping @Sendable () async -> Outcome
  ) {
    if Task.isCancelled { return continuation.resume(returning: Self.cancelled(key)) }
    state.withLock { state in
      if state.flights[key] != nil {
        state.flights[key]?.waiters[number] = continuation
        return
      }
      var flight = Flight(number: number, waiters: [number: continuation])
      flight.task = Task { self.land(key, number, await send()) }
      state.flights[key] = flight
    }
    // The cancellation may have come between the look above and the joining.
    if Task.isCancelled { leave(key, number) }
  }

  private func land(_ key: Key, _ flightNumber: Int, _ outcome: Outcome) {
    let waiters = state.withLock { state -> [CheckedContinuation<Outcome, Never>] in
      guard let flight = state.flights[key], flight.number == flightNumber else { return [] }
      state.flights[key] = nil
      return Array(flight.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: outcome) }
  }

  private func leave(_ key: Key, _ number: Int) {
    let (waiter, abandoned) = state.withLock {
      state -> (CheckedContinuation<Outcome, Never>?, Task<Void, Never>?) in
      guard let waiter = state.flights[key]?.waiters.removeValue(forKey: number) else { return (nil, nil) }
      guard state.flights[key]?.waiters.isEmpty == true else { return (waiter, nil) }
      defer { state.flights[key] = nil }
      return (waiter, state.flights[key]?.task)
    }
    abandoned?.cancel()
    waiter?.resume(returning: Self.cancelled(key))
  }

  private static func cancelled(_ key: Key) -> Outcome {
    .failure(FHIRClientError(.transport(.cancelled), at: key.url.location, "the request was cancelled"))
  }
}
