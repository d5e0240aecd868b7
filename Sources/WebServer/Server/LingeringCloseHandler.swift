import NIOCore
import NIOHTTPTypes

/// Lets a client read the answer to a request that it is still sending.
///
/// A close with unread bytes makes the kernel send a reset, and the client may lose an answer that it has not read yet
/// (RFC 9112, section 9.6). So the close of a connection whose request was not read to its end is taken in two steps: the
/// sending side ends first, then what still comes is read and dropped, until the client closes as well, 2 seconds have
/// passed, or it has sent another MiB of body.
final class LingeringCloseHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private static let patience = TimeAmount.seconds(2)
  private static let maximumBytes = 1 << 20

  private var isRequestUnfinished = false
  private var hasAnswered = false
  private var droppedBytes = 0
  /// Of the close that waits for the client; nil while the connection is in use.
  private var closing: EventLoopPromise<Void>?
  private var end: Scheduled<Void>?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    if closing != nil {
      if case .body(let bytes) = part { droppedBytes += bytes.readableBytes }
      if droppedBytes > Self.maximumBytes { finish(context) }
      return
    }
    switch part {
    case .head: (isRequestUnfinished, hasAnswered) = (true, false)
    case .body: break
    case .end: isRequestUnfinished = false
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if closing != nil { context.read() }
    context.fireChannelReadComplete()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { hasAnswered = true }
    context.write(data, promise: promise)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode == .all else { return context.close(mode: mode, promise: promise) }
    if let closing { return closing.futureResult.cascade(to: promise) }
    guard isRequestUnfinished, hasAnswered, context.channel.isActive else {
      return context.close(mode: mode, promise: promise)
    }
    closing = promise ?? context.eventLoop.makePromise()
    end = context.eventLoop.assumeIsolatedUnsafeUnchecked().scheduleTask(in: Self.patience) { [self] in
      finish(context)
    }
    context.close(mode: .output, promise: nil)
    context.read()
  }

  func channelInactive(context: ChannelHandlerContext) {
    ended()?.succeed()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { ended()?.succeed() }

  private func finish(_ context: ChannelHandlerContext) {
    guard let promise = ended() else { return }
    isRequestUnfinished = false
    context.close(promise: promise)
  }

  /// Ends the waiting, and hands over the promise of the close that waited; nil when none did.
  private func ended() -> EventLoopPromise<Void>? {
    end?.cancel()
    end = nil
    defer { closing = nil }
    return closing
  }
}

@available(*, unavailable)
extension LingeringCloseHandler: Sendable {}
