import Synchronization

/// How a request and its cancellation know each other on both sides of the thread.
final class TransferTicket: Sendable, Hashable {
  /// Set before the cancellation is posted, so that a start which comes after it sees it.
  let isCancelled = Atomic<Bool>(false)

  static func == (left: TransferTicket, right: TransferTicket) -> Bool { left === right }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A request on its way to the client's thread.
struct TransferJob: Sendable {
  let request: HTTPRequest
  let deadline: ContinuousClock.Instant
  let ticket: TransferTicket
  let continuation: CheckedContinuation<Result<HTTPResponse, HTTPClientError>, Never>
}
