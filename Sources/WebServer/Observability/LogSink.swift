import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Where log lines go: gathered for a tenth of a second and written in one piece, off the request path.
///
/// What waits is bounded: when the reader of the log stalls, lines are dropped and counted, and requests go on. No caller
/// waits for the reader but that of ``flush()`` and of a critical line.
public final class LogSink: Sendable {
  /// When a line must be written.
  enum Urgency {
    /// With what gathers in a tenth of a second.
    case gathered
    /// As soon as a thread is free for it.
    case soon
    /// Before the call returns.
    case now
  }

  private struct State {
    var pending: [UInt8] = []
    var dropped = 0
    var isGathering = false
    /// A thread is asked to write, or writes: never more than one, so that a reader that stalls holds up one thread.
    var isWriting = false
    /// That thread must look once more before it ends.
    var isMoreAwaited = false
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
  func append(_ line: [UInt8], _ urgency: Urgency = .gathered) {
    let startsGathering = state.withLock { state in
      guard state.pending.count + line.count < Self.maximumPendingBytes else {
        state.dropped += 1
        return false
      }
      state.pending.append(contentsOf: line)
      state.pending.append(UInt8(ascii: "\n"))
      guard urgency == .gathered, !state.isGathering else { return false }
      state.isGathering = true
      return true
    }
    switch urgency {
    case .gathered:
      guard startsGathering else { return }
      _ = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .milliseconds(100)) { [self] in
        state.withLock { $0.isGathering = false }
        writeSoon()
      }
    case .soon: writeSoon()
    case .now: flush()
    }
  }

  /// Writes what waits, and waits until the reader has room for it: for the end of the program.
  public func flush() { writing.withLock { _ in writePending() } }

  /// Has another thread write what waits.
  private func writeSoon() {
    let starts = state.withLock { state in
      state.isMoreAwaited = state.isWriting
      guard !state.isWriting else { return false }
      state.isWriting = true
      return true
    }
    guard starts else { return }
    NIOThreadPool.singleton.submit { [self] _ in
      repeat { flush() } while isMoreAwaited()
    }
  }

  private func isMoreAwaited() -> Bool {
    state.withLock { state in
      guard state.isMoreAwaited else {
        state.isWriting = false
        return false
      }
      state.isMoreAwaited = false
      return true
    }
  }

  /// Called while `writing` is held, so that two threads cannot swap their lines.
  private func writePending() {
    let bytes = state.withLock { state -> [UInt8] in
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
