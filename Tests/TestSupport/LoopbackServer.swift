import Foundation
import Synchronization

/// A small HTTP server on 127.0.0.1 that misbehaves on request. One thread a connection, plain sockets, no dependency:
/// a test's handler reads the request and writes whatever bytes it likes.
///
///     let server = try LoopbackServer { request, connection in
///       connection.respond(status: 200, body: Array("hello".utf8))
///     }
///     defer { server.stop() }
public final class LoopbackServer: Sendable {
  /// A request as received.
  public struct Request: Sendable {
    /// The method.
    public var method: String
    /// Path and query as sent.
    public var target: String
    /// The fields in order; names as sent.
    public var headers: [(name: String, value: String)]
    /// The body, by Content-Length.
    public var body: [UInt8]
    /// 1 for the server's first connection, and so on.
    public var connection: Int

    /// The first value of a field, names compared without regard to case.
    public func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The target without its query.
    public var path: String { String(target.prefix { $0 != "?" }) }
  }

  /// What answers a request, on the connection's own thread.
  public typealias Handler = @Sendable (Request, LoopbackConnection) -> Void

  private struct State {
    var requests: [Request] = []
    var connections = 0
    var open: Set<Int32> = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let listener: Int32
  /// The port on 127.0.0.1.
  public let port: UInt16
  /// Each request as it arrives, for tests that wait for one.
  public let arrivals: AsyncStream<Request>
  /// Each connection's ordinal as it ends.
  public let endings: AsyncStream<Int>
  private let arrival: AsyncStream<Request>.Continuation
  private let ending: AsyncStream<Int>.Continuation

  /// Starts listening on a free port.
  public init(_ handler: @escaping Handler) throws {
    (arrivals, arrival) = AsyncStream.makeStream()
    (endings, ending) = AsyncStream.makeStream()
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 512) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    Thread.detachNewThread { [self] in acceptConnections(handler) }
  }

  /// `http://127.0.0.1:PORT`.
  public var origin: String { "http://127.0.0.1:\(port)" }
  /// All requests so far.
  public var requests: [Request] { state.withLock { $0.requests } }
  /// Connections accepted so far.
  public var connectionCount: Int { state.withLock { $0.connections } }

  /// Ends every connection and stops listening.
  public func stop() {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
      shutdown(listener, Int32(SHUT_RDWR))
    }
    arrival.finish()
    ending.finish()
  }

  private func acceptConnections(_ handler: @escaping Handler) {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      let ordinal = state.withLock { state -> Int? in
        guard !state.isStopped else { return nil }
        state.connections += 1
        state.open.insert(connection)
        return state.connections
      }
      guard let ordinal else {
        close(connection)
        break
      }
      Thread.detachNewThread { [self] in serve(connection, ordinal, handler) }
    }
    close(listener)
  }

  private func serve(_ socket: Int32, _ ordinal: Int, _ handler: Handler) {
    var one: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    let connection = LoopbackConnection(socket: socket)
    while connection.isOpen, let request = connection.readRequest(ordinal) {
      state.withLock { $0.requests.append(request) }
      arrival.yield(request)
      handler(request, connection)
    }
    state.withLock { _ = $0.open.remove(socket) }
    close(socket)
    ending.yield(ordinal)
  }
}
