import CLibcurl
import CLibcurlShim
import Synchronization

/// The mailbox of a client's thread. Callers post from anywhere; ``TransferThread`` empties it.
final class TransferLoop: Sendable {
  enum Command: Sendable {
    case start(TransferJob)
    case cancel(TransferTicket)
  }

  /// What is posted between two looks of the thread.
  struct Inbox: Sendable {
    var commands: [Command] = []
    /// Whether the thread sleeps, or is about to, and must be woken for what is posted.
    var isResting = false
    /// Set by the first stop; the thread then fails everything and ends.
    var isStopping = false
    /// Set by the thread before it frees the multi handle: from then on nobody may touch it.
    var isEnded = false
    var onEnd: [@Sendable () -> Void] = []
  }

  /// libcurl's multi handle.
  ///
  /// `@unchecked Sendable`: the pointer is used by the client's thread alone, with one exception, `curl_multi_wakeup`,
  /// which libcurl documents as safe from any thread. It is called under the inbox's lock and only while `isEnded` is
  /// false, and the thread sets `isEnded` under the same lock before it frees the handle.
  struct MultiHandle: @unchecked Sendable { let pointer: UnsafeMutableRawPointer }

  private let inbox: Mutex<Inbox>
  /// Requests posted and not yet answered.
  private let pending = Atomic<Int>(0)
  private let multi: MultiHandle?
  private let maximumRequests: Int

  private static let isLibcurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init(policy: TrustPolicy, onTransfer: (@Sendable (TransferMetrics) -> Void)?) {
    maximumRequests = policy.maximumRequests
    guard Self.isLibcurlReady, let pointer = curl_multi_init() else {
      multi = nil
      inbox = Mutex(Inbox(isEnded: true))
      return
    }
    multi = MultiHandle(pointer: pointer)
    inbox = Mutex(Inbox())
    let start = ThreadStart(loop: self, policy: policy, onTransfer: onTransfer)
    let context = Unmanaged.passRetained(start)
    let error = curlshim_start_thread(
      { context in
        guard let context else { return }
        Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue().run()
      }, context.toOpaque())
    if error != 0 {
      context.release()
      inbox.withLock { $0.isEnded = true }
      curl_multi_cleanup(pointer)
    }
  }

  // MARK: From any thread

  func start(_ job: TransferJob) {
    let url = job.request.url
    let refusal: HTTPClientError? = inbox.withLock { inbox in
      if inbox.isStopping { return .shutDown(at: url.location) }
      if inbox.isEnded {
        return HTTPClientError(.unavailable, at: url.location, "libcurl or its thread could not be started")
      }
      guard pending.load(ordering: .relaxed) < maximumRequests else {
        return HTTPClientError(
          .overloaded, at: url.location, "\(maximumRequests) requests are under way already: try again later")
      }
      pending.add(1, ordering: .relaxed)
      post(.start(job), &inbox)
      return nil
    }
    if let refusal { job.continuation.resume(returning: .failure(refusal)) }
  }

  func cancel(_ ticket: TransferTicket) {
    ticket.isCancelled.store(true, ordering: .sequentiallyConsistent)
    inbox.withLock { inbox in
      if !inbox.isEnded { post(.cancel(ticket), &inbox) }
    }
  }

  /// Ends the thread; `then` is called when it has ended.
  func stop(then: (@Sendable () -> Void)?) {
    let hasEnded = inbox.withLock { inbox in
      inbox.isStopping = true
      if inbox.isEnded { return true }
      if let then { inbox.onEnd.append(then) }
      wakeUp()
      return false
    }
    if hasEnded { then?() }
  }

  /// A thread at work looks again by itself: only one that rests is woken, once.
  private func post(_ command: Command, _ inbox: inout Inbox) {
    inbox.commands.append(command)
    if inbox.isResting {
      inbox.isResting = false
      wakeUp()
    }
  }

  private func wakeUp() { if let multi { _ = curl_multi_wakeup(multi.pointer) } }

  // MARK: From the client's thread

  /// Takes what was posted since the last look.
  func take() -> (commands: [Command], isStopping: Bool) {
    inbox.withLock { inbox in
      inbox.isResting = false
      guard !inbox.commands.isEmpty else { return ([], inbox.isStopping) }
      defer { inbox.commands = [] }
      return (inbox.commands, inbox.isStopping)
    }
  }

  /// Whether there is nothing to take; if so, whatever is posted from now on wakes the thread.
  func mayRest() -> Bool {
    inbox.withLock { inbox in
      inbox.isResting = inbox.commands.isEmpty && !inbox.isStopping
      return inbox.isResting
    }
  }

  /// One request less is under way.
  func didAnswer() { pending.subtract(1, ordering: .relaxed) }

  /// Closes the inbox for good. Returns what was still in it.
  func end() -> (commands: [Command], onEnd: [@Sendable () -> Void]) {
    inbox.withLock { inbox in
      inbox.isStopping = true
      inbox.isEnded = true
      defer { (inbox.commands, inbox.onEnd) = ([], []) }
      return (inbox.commands, inbox.onEnd)
    }
  }

  /// Carries the thread's beginnings across.
  private final class ThreadStart: Sendable {
    let loop: TransferLoop
    let policy: TrustPolicy
    let onTransfer: (@Sendable (TransferMetrics) -> Void)?

    init(loop: TransferLoop, policy: TrustPolicy, onTransfer: (@Sendable (TransferMetrics) -> Void)?) {
      self.loop = loop
      self.policy = policy
      self.onTransfer = onTransfer
    }

    func run() {
      guard let multi = loop.multi else { return }
      TransferThread(loop: loop, multi: multi.pointer, policy: policy, onTransfer: onTransfer).run()
    }
  }
}
