import Foundation

/// Standard output for answers, standard error for everything else.
enum Terminal {
  /// Writes a line of the answer.
  static func say(_ text: String) { say(bytes: Array(text.utf8)) }

  /// Writes bytes of the answer and a line feed.
  static func say(bytes: [UInt8]) { write(bytes + [UInt8(ascii: "\n")], to: STDOUT_FILENO) }

  /// Writes a line for whoever runs the program.
  static func complain(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}
