import Synchronization

/// Runs work in the background, one for each key at a time, and so many at most.
final class SingleFlight<Key: Hashable & Sendable>: Sendable {
  private struct State {
    var tasks: [Key: Task<Void, Never>] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())
  private let limit: Int
  private let executor: (any TaskExecutor)?

  /// - Parameters:
  ///   - limit: how many run at most.
  ///   - executor: where they run; nil for Swift's own threads.
  init(limit: Int, executor: (any TaskExecutor)? = nil) {
    self.limit = limit
    self.executor = executor
  }

  /// What came of asking for work.
  enum Start: Sendable, Equatable { case started, running, full, stopped }

  /// Starts work under a key, unless it runs already.
  func start(_ key: Key, _ work: @escaping @Sendable () async -> Void) -> Start {
    state.withLock { state in
      guard !state.isStopped else { return .stopped }
      guard state.tasks[key] == nil else { return .running }
      guard state.tasks.count < limit else { return .full }
      // The work cannot end before this: its end takes the same lock.
      state.tasks[key] = Task(executorPreference: executor) {
        await work()
        self.state.withLock { _ = $0.tasks.removeValue(forKey: key) }
      }
      return .started
    }
  }

  /// Waits until nothing runs.
  func idle() async {
    while let task = state.withLock({ $0.tasks.values.first }) { await task.value }
  }

  /// Starts nothing more, cancels what runs, and waits for its end.
  func stop() async {
    let tasks = state.withLock { state in
      state.isStopped = true
      return Array(state.tasks.values)
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }
}
