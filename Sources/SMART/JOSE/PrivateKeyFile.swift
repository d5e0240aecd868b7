import Foundation

/// Files that hold private keys: readable by their owner alone.
enum PrivateKeyFile {
  static func read(_ path: String) throws(KeyError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file("\(path) cannot be opened: \(reason()).") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .file("\(path) is not a regular file.")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw .file("\(path) may be read by others than its owner: run chmod 600 on it.")
    }
    guard status.st_size <= 65_536 else { throw .file("\(path) is too large for a key (64 KiB at most).") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file("\(path) cannot be read: \(reason()).") }
      filled += count
    }
    return bytes
  }

  static func write(_ bytes: [UInt8], to path: String) throws(KeyError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file("\(path) cannot be created: \(reason()).") }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file("\(path) cannot be written: \(reason()).") }
      written += count
    }
    // The mode of an existing umask can only take rights away; a file system without modes must not go unnoticed.
    guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else {
      throw .file("\(path) cannot be made durable and private: \(reason()).")
    }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
