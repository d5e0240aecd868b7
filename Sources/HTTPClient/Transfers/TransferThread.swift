import CLibcurl
import CLibcurlShim
import Synchronization

/// What runs on a client's thread: post in, `curl_multi_perform`, results out, `curl_multi_poll`. Nothing here is shared;
/// every easy handle is created, used and freed on this thread.
final class TransferThread {
  private let loop: TransferLoop
  private let multi: UnsafeMutableRawPointer
  private let policy: TrustPolicy
  private let onTransfer: (@Sendable (TransferMetrics) -> Void)?

  private var live: [TransferTicket: Transfer] = [:]
  private var idle: [Transfer] = []
  /// No live transfer's deadline comes before this.
  private var nextDeadline: ContinuousClock.Instant?

  /// Handles kept for reuse.
  private static let maximumIdle = 64
  /// How long the thread sleeps when nothing is under way, in milliseconds.
  private static let restMilliseconds = 60_000

  init(
    loop: TransferLoop, multi: UnsafeMutableRawPointer, policy: TrustPolicy,
    onTransfer: (@Sendable (TransferMetrics) -> Void)?
  ) {
    self.loop = loop
    self.multi = multi
    self.policy = policy
    self.onTransfer = onTransfer
  }

  func run() {
    _ = curlshim_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    _ = curlshim_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, max(1, policy.maximumConnectionsPerHost))
    _ = curlshim_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, max(1, policy.maximumConnections))
    _ = curlshim_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(1, policy.maximumConnections))
    var running: Int32 = 0
    while true {
      let (commands, isStopping) = loop.take()
      if isStopping {
        end(unread: commands)
        return
      }
      for command in commands { obey(command) }
      _ = curl_multi_perform(multi, &running)
      collect()
      expire()
      if loop.mayRest() { _ = curl_multi_poll(multi, nil, 0, pollMilliseconds(), nil) }
    }
  }

  private func obey(_ command: TransferLoop.Command) {
    switch command {
    case .start(let job):
      let url = job.request.url
      if job.ticket.isCancelled.load(ordering: .sequentiallyConsistent) {
        answer(job, .failure(.cancelled(at: url.location)))
        return
      }
      guard let transfer = idle.popLast() ?? Transfer(policy: policy) else {
        answer(job, .failure(HTTPClientError(.unavailable, at: url.location, "no memory for another request")))
        return
      }
      if let error = transfer.prepare(job, now: .now) {
        answer(job, .failure(error))
        return
      }
      guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
        answer(job, .failure(HTTPClientError(.unavailable, at: url.location, "libcurl does not take another request")))
        return
      }
      live[job.ticket] = transfer
      nextDeadline = min(nextDeadline ?? job.deadline, job.deadline)
    case .cancel(let ticket):
      guard let transfer = live[ticket], let job = transfer.job else { return }
      drop(transfer, job, .cancelled(at: job.request.url.location))
    }
  }

  /// Hands out the answers that libcurl has finished.
  private func collect() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let context = curlshim_get_private(easy)
      else { continue }
      let code = message.pointee.data.result
      // The pointer is the transfer's own, set at its birth; `live` holds the transfer until here.
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      _ = curl_multi_remove_handle(multi, easy)
      guard let job = transfer.job else { continue }
      live[job.ticket] = nil
      let bytes = transfer.bodyCount
      let reused = transfer.reusedConnection
      let startedAt = transfer.startedAt
      let result = transfer.finish(code)
      if case .success = result, idle.count < Self.maximumIdle { idle.append(transfer) }
      answer(job, result)
      report(job, result, startedAt: startedAt, bodyBytes: bytes, reused: reused)
    }
  }

  /// Ends the transfers whose deadline has passed.
  private func expire() {
    let now = ContinuousClock.now
    guard let next = nextDeadline, next <= now else { return }
    nextDeadline = nil
    for transfer in Array(live.values) {
      guard let job = transfer.job else { continue }
      if job.deadline <= now {
        drop(transfer, job, .deadlineExceeded(at: job.request.url.location))
      } else {
        nextDeadline = min(nextDeadline ?? job.deadline, job.deadline)
      }
    }
  }

  /// Ends a transfer before its answer. Its connection is closed (HTTP/2: its stream), its handle not used again.
  private func drop(_ transfer: Transfer, _ job: TransferJob, _ error: HTTPClientError) {
    _ = curl_multi_remove_handle(multi, transfer.easy)
    live[job.ticket] = nil
    let bytes = transfer.bodyCount
    transfer.clear()
    answer(job, .failure(error))
    report(job, .failure(error), startedAt: transfer.startedAt, bodyBytes: bytes, reused: false)
  }

  private func answer(_ job: TransferJob, _ result: Result<HTTPResponse, HTTPClientError>) {
    loop.didAnswer()
    job.continuation.resume(returning: result)
  }

  private func report(
    _ job: TransferJob, _ result: Result<HTTPResponse, HTTPClientError>, startedAt: ContinuousClock.Instant,
    bodyBytes: Int, reused: Bool
  ) {
    guard let onTransfer else { return }
    var status: Int?
    var failure: HTTPClientError.Kind?
    switch result {
    case .success(let response): status = response.status
    case .failure(let error): failure = error.kind
    }
    onTransfer(
      TransferMetrics(
        host: job.request.url.host, status: status, failure: failure, bodyBytes: bodyBytes,
        duration: ContinuousClock.now - startedAt, reusedConnection: reused))
  }

  /// Until the next deadline; libcurl shortens it to its own timers.
  private func pollMilliseconds() -> Int32 {
    guard !live.isEmpty, let nextDeadline else { return Int32(Self.restMilliseconds) }
    return Int32(clamping: max(0, min(Self.restMilliseconds, (nextDeadline - .now).milliseconds)))
  }

  /// Fails all that is under way or still in the inbox, frees libcurl's memory and tells those who wait for the end.
  private func end(unread: [TransferLoop.Command]) {
    let (late, onEnd) = loop.end()
    for transfer in Array(live.values) {
      guard let job = transfer.job else { continue }
      drop(transfer, job, .shutDown(at: job.request.url.location))
    }
    for case .start(let job) in unread + late { answer(job, .failure(.shutDown(at: job.request.url.location))) }
    idle = []
    _ = curl_multi_cleanup(multi)
    for action in onEnd { action() }
  }
}
