import Dispatch
import Foundation
import Synchronization

/// Threads for evaluation, as many as there are cores: a long evaluation then delays other evaluations, and neither the
/// event loops nor whatever else runs on Swift's shared threads, such as the health check.
final class EvaluationPool: TaskExecutor {
  private struct State {
    var waiting: [UnownedJob] = []
    var head = 0
  }

  private let state = Mutex(State())
  private let available = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - threads: how many.
  ///   - isBackground: whether they give way to all others, for work that nobody waits for.
  init(threads: Int = ProcessInfo.processInfo.activeProcessorCount, isBackground: Bool = false) {
    for index in 0..<max(1, threads) {
      // The pool lives as long as the process: its threads hold it, and end with it.
      let thread = Thread { [self] in
        // On Linux a thread has a niceness of its own.
        if isBackground { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
        work()
      }
      thread.stackSize = 4 << 20
      thread.start()
      // A name given before goes nowhere on Linux.
      thread.name = isBackground ? "background-\(index)" : "evaluation-\(index)"
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.waiting.append(job) }
    available.signal()
  }

  private func work() {
    while true {
      available.wait()
      let job = state.withLock { state -> UnownedJob? in
        guard state.head < state.waiting.count else { return nil }
        let job = state.waiting[state.head]
        state.head += 1
        if state.head == state.waiting.count {
          state.waiting.removeAll(keepingCapacity: true)
          state.head = 0
        }
        return job
      }
      job?.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
