import NIOCore
import NIOHTTPTypes

/// Ends a request whose body stands still or takes too long as a whole.
///
/// The error travels down the pipeline and out of the body's sequence, so that the request is answered (408) before its
/// connection closes. One scheduled task a connection is kept, and looks at the clock when it fires: a request costs two
/// clock readings. Only the client's silence counts as standing still, not the time in which nothing is asked of it.
final class RequestDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  struct BodyTooSlow: Error {}

  private let idle: TimeAmount
  private let whole: TimeAmount
  private var head: NIODeadline?
  private var lastPart = NIODeadline.distantPast
  private var scheduled: Scheduled<Void>?
  private var isReading = false

  init(limits: WebServerConfiguration.Limits) {
    idle = TimeAmount(limits.bodyIdle)
    whole = TimeAmount(limits.bodyDeadline)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      lastPart = context.eventLoop.now
      head = lastPart
      if scheduled == nil { schedule(context, at: due(since: lastPart)) }
    case .body: lastPart = context.eventLoop.now
    case .end: head = nil
    }
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    if !isReading, head != nil { lastPart = context.eventLoop.now }
    isReading = true
    context.read()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    isReading = false
    context.fireChannelReadComplete()
  }

  func handlerRemoved(context: ChannelHandlerContext) { scheduled?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    scheduled?.cancel()
    scheduled = nil
    context.fireChannelInactive()
  }

  private func due(since head: NIODeadline) -> NIODeadline { min(head + whole, lastPart + idle) }

  private func schedule(_ context: ChannelHandlerContext, at deadline: NIODeadline) {
    scheduled = context.eventLoop.assumeIsolatedUnsafeUnchecked().scheduleTask(deadline: deadline) { [self] in
      scheduled = nil
      guard let head else { return }
      let now = context.eventLoop.now
      if !isReading { lastPart = now }
      let due = due(since: head)
      guard due <= now else { return schedule(context, at: due) }
      self.head = nil
      context.fireErrorCaught(BodyTooSlow())
    }
  }
}

@available(*, unavailable)
extension RequestDeadlineHandler: Sendable {}
