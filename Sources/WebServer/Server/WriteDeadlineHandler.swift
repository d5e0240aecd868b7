import Foundation
import NIOCore
import NIOHTTPTypes

/// Ends a connection whose client does not take its answer.
///
/// Each answer must have left within the limit, counted from when it was handed over; on a graceful shutdown a connection
/// that makes no progress within a second ends as well. An orderly close waits for answers that are still leaving, under
/// the same bounds. An answer that leaves at once, as nearly all do, costs no reading of the clock and no timer.
final class WriteDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private static let patienceWhenStopping = TimeAmount.seconds(1)

  private let limit: TimeAmount
  private var writtenAnswers = 0
  private var takenAnswers = 0
  /// Since when each answer that did not leave at once is waiting, the oldest first.
  private var waiting = CircularBuffer<NIODeadline>()
  private var deadline: Scheduled<Void>?
  private var watch: Scheduled<Void>?
  private var isStopping = false
  private var heldClose: EventLoopPromise<Void>?

  init(limits: WebServerConfiguration.Limits) { limit = TimeAmount(limits.writeDeadline) }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    writtenAnswers += 1
    let left = promise ?? context.eventLoop.makePromise(of: Void.self)
    left.futureResult.assumeIsolatedUnsafeUnchecked().whenComplete { [self] _ in answerLeft(context) }
    context.write(data, promise: left)
  }

  func flush(context: ChannelHandlerContext) {
    context.flush()
    guard writtenAnswers - takenAnswers > waiting.count else { return }
    let now = NIODeadline.now()
    while waiting.count < writtenAnswers - takenAnswers { waiting.append(now) }
    if deadline == nil { schedule(context, at: now + limit) }
    if isStopping { watchProgress(context) }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode == .all, !waiting.isEmpty else { return context.close(mode: mode, promise: promise) }
    if let heldClose {
      heldClose.futureResult.cascade(to: promise)
    } else {
      heldClose = promise ?? context.eventLoop.makePromise()
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent {
      isStopping = true
      watchProgress(context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { finish() }

  private func answerLeft(_ context: ChannelHandlerContext) {
    takenAnswers += 1
    _ = waiting.popFirst()
    guard waiting.isEmpty, let heldClose else { return }
    self.heldClose = nil
    context.close(promise: heldClose)
  }

  private func schedule(_ context: ChannelHandlerContext, at time: NIODeadline) {
    deadline = context.eventLoop.assumeIsolatedUnsafeUnchecked().scheduleTask(deadline: time) { [self] in
      deadline = nil
      guard let oldest = waiting.first else { return }
      let due = oldest + limit
      if due <= .now() { cut(context) } else { schedule(context, at: due) }
    }
  }

  private func watchProgress(_ context: ChannelHandlerContext) {
    guard watch == nil, !waiting.isEmpty else { return }
    let (taken, bytes) = (takenAnswers, Self.waitingBytes(context))
    watch = context.eventLoop.assumeIsolatedUnsafeUnchecked().scheduleTask(in: Self.patienceWhenStopping) { [self] in
      watch = nil
      guard !waiting.isEmpty else { return }
      if taken == takenAnswers, Self.waitingBytes(context) >= bytes { cut(context) } else { watchProgress(context) }
    }
  }

  private static func waitingBytes(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)) ?? 0
  }

  private func cut(_ context: ChannelHandlerContext) {
    // By a reset: else the kernel would keep what waits for minutes after the close.
    if let socket = context.channel as? any SocketOptionProvider {
      _ = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }
    waiting.removeAll()
    let promise = heldClose
    heldClose = nil
    context.close(promise: promise)
  }

  private func finish() {
    deadline?.cancel()
    watch?.cancel()
    (deadline, watch) = (nil, nil)
    waiting.removeAll()
    heldClose?.succeed()
    heldClose = nil
  }
}

@available(*, unavailable)
extension WriteDeadlineHandler: Sendable {}
