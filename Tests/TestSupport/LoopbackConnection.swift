import Foundation

/// A ``LoopbackServer``'s side of one connection; used on that connection's thread only.
public final class LoopbackConnection {
  private let socket: Int32
  private var buffer: [UInt8] = []
  private(set) var isOpen = true

  init(socket: Int32) { self.socket = socket }

  // MARK: Well-behaved answers

  /// A whole answer with Content-Length.
  public func respond(status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []) {
    var head = "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.count)\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    send(Array((head + "\r\n").utf8) + body)
  }

  /// A whole answer of a media type.
  public func respond(status: Int = 200, type: String, _ text: String) {
    respond(status: status, headers: [("Content-Type", type)], body: Array(text.utf8))
  }

  /// An answer in chunks.
  public func respondChunked(status: Int = 200, headers: [(String, String)] = [], chunks: [[UInt8]]) {
    var head = "HTTP/1.1 \(status) Status\r\nTransfer-Encoding: chunked\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    send(Array((head + "\r\n").utf8))
    for chunk in chunks { send(Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]) }
    send(Array("0\r\n\r\n".utf8))
  }

  // MARK: Anything else

  /// Sends bytes as they are; does nothing once the peer has gone.
  public func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count, isOpen {
      let count = bytes.withUnsafeBytes { raw in
        Foundation.send(socket, raw.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { isOpen = false } else { sent += count }
    }
  }

  /// Sends text as it is.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Waits until the peer, or the server's stop, ends the connection.
  public func hold() {
    var byte: UInt8 = 0
    while recv(socket, &byte, 1, 0) > 0 {}
    isOpen = false
  }

  /// Sends the bytes one at a time, `milliseconds` apart, until done or the peer has gone.
  public func drip(_ bytes: [UInt8], every milliseconds: Int32) {
    for byte in bytes where isOpen {
      send([byte])
      var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, milliseconds) != 0 { isOpen = false }
    }
  }

  /// Ends the connection after this answer.
  public func end() {
    shutdown(socket, Int32(SHUT_RDWR))
    isOpen = false
  }

  /// Ends the connection with a reset.
  public func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    isOpen = false
  }

  // MARK: Reading

  func readRequest(_ ordinal: Int) -> LoopbackServer.Request? {
    let end: [UInt8] = [13, 10, 13, 10]
    var searched = 0
    var headEnd: Int?
    while headEnd == nil {
      if buffer.count >= 4 {
        headEnd = (searched...(buffer.count - 4)).first { buffer[$0..<($0 + 4)].elementsEqual(end) }
        searched = buffer.count - 3
      }
      if headEnd == nil, !readMore() { return nil }
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: buffer[..<headEnd], as: UTF8.self).components(separatedBy: "\r\n")
    buffer.removeFirst(headEnd + 4)
    let start = (lines.first ?? "").split(separator: " ")
    guard start.count == 3 else { return nil }
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }
    var request = LoopbackServer.Request(
      method: String(start[0]), target: String(start[1]), headers: headers, body: [], connection: ordinal)
    let length = request.header("content-length").flatMap { Int($0) } ?? 0
    while buffer.count < length { if !readMore() { return nil } }
    request.body = Array(buffer.prefix(length))
    buffer.removeFirst(length)
    return request
  }

  private func readMore() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(socket, &chunk, chunk.count, 0)
    guard count > 0 else { return false }
    buffer += chunk[..<count]
    return true
  }
}
