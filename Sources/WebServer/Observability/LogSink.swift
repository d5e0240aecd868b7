import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Where log lines go: gathered for a tenth of a second and written in one piece, off the request path.
///
/// What waits is bounded: when the reader of the log stalls, lines are dropped and counted, and requests go on.
public final class LogSink: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var dropped = 0
    var isFlushPlanned = false
  }

  private let descriptor: Int32
  private let state = Mutex(State())
  private let writing = Mutex(())
  private static let maximumPendingBytes = 4 << 20

  /// Writes to a file descriptor, such as `STDERR_FILENO`.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// Standard error.
  public static let standardError = LogSink(descriptor: STDERR_FILENO)

  /// Adds one line, without its line feed.
  /// `urgent`: true to write it, and all that waits, before returning.
  func append(_ line: [UInt8], urgent: Bool = false) {
    let plan = state.withLock { state in
      guard state.pending.count + line.count < Self.maximumPendingBytes else {
        state.dropped += 1
        return false
      }
      state.pending.append(contentsOf: line)
      state.pending.append(UInt8(ascii: "\n"))
      guard !urgent, !state.isFlushPlanned else { return false }
      state.isFlushPlanned = true
      return true
    }
    if urgent {
      flush()
    } else if plan {
      _ = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .milliseconds(100)) { [self] in
        NIOThreadPool.singleton.submit { [self] _ in flush() }
      }
    }
  }

  /// Writes what waits.
  public func flush() {
    // Taken while `writing` is held, so that two flushes cannot swap their lines.
    writing.withLock { _ in
      let bytes = state.withLock { state -> [UInt8] in
        state.isFlushPlanned = false
        var bytes: [UInt8] = []
        swap(&bytes, &state.pending)
        if state.dropped > 0 {
          bytes.append(
            contentsOf: Array("{\"level\":\"warning\",\"message\":\"\(state.dropped) log lines dropped\"}\n".utf8))
          state.dropped = 0
        }
        return bytes
      }
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written < 0 {
          if errno == EINTR { continue }
          return
        }
        rest = rest.dropFirst(written)
      }
    }
  }
}
