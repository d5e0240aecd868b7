import Foundation
import Logging
import Testing
import WebServer

@Suite("The log")
struct LogSinkTests {
  /// A pipe whose reader can stall, and a logger that writes to it.
  private struct Log {
    let reader: Int32
    let writer: Int32
    let logger: Logger

    init() throws {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
      (reader, writer) = (ends[0], ends[1])
      let sink = LogSink(descriptor: writer)
      logger = Logger(label: "test") { JSONLinesLogHandler(label: $0, sink: sink) }
    }

    /// Writes spaces until the pipe takes no more.
    func fill() -> Int {
      let flags = fcntl(writer, F_GETFL)
      _ = fcntl(writer, F_SETFL, flags | O_NONBLOCK)
      var filled = 0
      while write(writer, " ", 1) == 1 { filled += 1 }
      _ = fcntl(writer, F_SETFL, flags)
      return filled
    }

    /// What is there within a time that is only used up when the test fails.
    func read(patience: Int32 = 20_000) -> String {
      var events = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
      guard poll(&events, 1, patience) == 1 else { return "" }
      var buffer = [UInt8](repeating: 0, count: 1 << 17)
      let count = Glibc.read(reader, &buffer, buffer.count)
      return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    func close() { for end in [reader, writer] { _ = Glibc.close(end) } }
  }

  @Test("A reader that stalls holds nobody up, and gets the warnings when it goes on")
  func stalledReader() async throws {
    let log = try Log()
    let filled = log.fill()
    let went = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
          for number in 0..<100 { log.logger.warning("warning \(number)") }
          done.signal()
        }
        continuation.resume(returning: done.wait(timeout: .now() + 20) == .success)
      }
    }
    #expect(went)
    var text = ""
    while !text.contains("\"warning 99\""), case let more = log.read(), !more.isEmpty { text += more }
    #expect(text.hasPrefix(String(repeating: " ", count: filled) + "{"))
    #expect(text.split(separator: "\n").count == 100)
    log.close()
  }

  @Test("A critical line is written before the program goes on")
  func critical() throws {
    let log = try Log()
    log.logger.info("gathered")
    log.logger.critical("the end")
    let text = log.read(patience: 0)
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.contains("\"the end\""))
    log.close()
  }
}
