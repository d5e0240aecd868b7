import Foundation
import HTTPClient
import JSON
import Logging
import WebServer
import TestSupport

/// A web server on a free loopback port, for the time of a test.
struct RunningServer {
  let base: BaseURL
  let port: Int
  private let client: HTTPClient

  static func run(
    _ collections: [any RouteCollection], configuration: WebServerConfiguration = WebServerConfiguration(port: 0),
    metrics: PrometheusRegistry = PrometheusRegistry(),
    onReady: @escaping @Sendable (WebAddress) throws -> Void = { _ in },
    _ test: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    let client = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    let (addresses, ready) = AsyncStream.makeStream(of: WebAddress.self)
    var configuration = configuration
    configuration.port = 0
    let application = try WebApplication(
      collections, configuration: configuration, metrics: metrics, accessLog: nil, logger: .silent
    ) { address in
      ready.yield(address)
      ready.finish()
    }
    let server = Task {
      defer { ready.finish() }
      try await application.run()
    }
    let result: Result<Void, any Error>
    do {
      for await address in addresses {
        try onReady(address)
        try await test(RunningServer(base: try BaseURL(address.url), port: address.port, client: client))
      }
      result = .success(())
    } catch {
      result = .failure(error)
    }
    server.cancel()
    _ = await server.result
    await client.shutdown()
    try result.get()
  }

  struct Answer {
    let status: Int
    let headers: HTTPResponseHeaders
    let body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue? { try? JSONDocument(parsing: body).root }
    /// The diagnostics of the first issue of an OperationOutcome.
    var diagnostics: String? { json?["issue"][0]["diagnostics"].string }
    /// The path of the first issue of an OperationOutcome.
    var expression: String? { json?["issue"][0]["expression"][0].string }
  }

  func send(
    _ method: HTTPMethod, _ path: String, token: String? = nil, headers: [HTTPHeader] = [],
    type: String? = "application/json", body: [UInt8]? = nil
  ) async throws -> Answer {
    var headers = headers
    if body != nil, let type { headers.append(HTTPHeader("Content-Type", type)) }
    let request = HTTPRequest(
      method, try HTTPURL(base.absoluteString + path), headers: headers, body: body,
      token: try token.map { try BearerToken($0, base: base) })
    let response = try await client.send(request, deadline: .patient)
    return Answer(status: response.status, headers: response.headers, body: response.body)
  }

  func post(_ path: String, token: String? = nil, _ body: String) async throws -> Answer {
    try await send(.post, path, token: token, body: Array(body.utf8))
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

/// A connection that says exactly what a test wants, and reads until the server closes it.
struct RawConnection {
  private let descriptor: Int32

  /// `window`: how many bytes the kernel takes in that are not read.
  init(port: Int, window: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var window {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
  }

  @discardableResult func write(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Writes one byte after the other, without end, until the server closes.
  func drip() { writeForever(" ") }

  /// Writes a text over and over until the server closes.
  func writeForever(_ text: String) {
    Thread.detachNewThread { while write(text) {} }
  }

  /// Reads nothing, and waits until the server cuts the connection; false when it has not after a long time.
  func isCut() async -> Bool {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var events = pollfd(fd: descriptor, events: 0, revents: 0)
        let count = poll(&events, 1, 20_000)
        continuation.resume(returning: count == 1 && events.revents & Int16(POLLHUP | POLLERR) != 0)
      }
    }
  }

  /// All that comes until the server closes. The waiting thread is none of Swift's own, of which there are few.
  func readToEnd() async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let received = receiveAll()
        shutdown(descriptor, Int32(SHUT_RDWR))
        continuation.resume(returning: received)
      }
    }
  }

  /// All that comes until the server ends its side, and whether it still takes what is sent after that: a connection that
  /// is closed answers the first piece with a reset, and the second cannot be sent.
  func readToEndAndSendOn() async -> (text: String, isTaken: Bool) {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let received = receiveAll()
        let isTaken = write(" ") && write(" ")
        shutdown(descriptor, Int32(SHUT_RDWR))
        continuation.resume(returning: (received, isTaken))
      }
    }
  }

  private func receiveAll() -> String {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    return String(decoding: received, as: UTF8.self)
  }
}

extension RawConnection: Sendable {}
