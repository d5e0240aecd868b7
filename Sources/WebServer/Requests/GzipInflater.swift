import CZlib

/// Streaming gzip decompression (RFC 1952) under a cap, one member.
///
/// The cap is checked before the output grows, so a bomb costs no more memory than the cap.
struct GzipInflater: ~Copyable {
  enum Failure: Error { case tooLarge, corrupt }

  private let stream: UnsafeMutablePointer<z_stream>
  private let maximumBytes: Int
  private(set) var isFinished = false

  init?(maximumBytes: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    self.maximumBytes = maximumBytes
    guard chartside_inflate_gzip_init(stream) == Z_OK else {
      stream.deinitialize(count: 1)
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Decompresses a piece of the input and appends what it yields.
  mutating func inflate(_ input: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(Failure) {
    guard let base = input.baseAddress, !input.isEmpty else { return }
    guard !isFinished else { throw .corrupt }  // bytes after the member's end
    stream.pointee.next_in = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: Bytef.self))
    stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
    var status = Z_OK
    repeat {
      let produced = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32 << 10) { buffer -> Int in
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(buffer.count)
        status = CZlib.inflate(stream, Z_NO_FLUSH)
        let count = buffer.count - Int(stream.pointee.avail_out)
        if count <= maximumBytes - output.count { output.append(contentsOf: buffer[..<count]) }
        return count
      }
      // When the piece did not fit it was not appended, and the sum tells.
      total += produced
      guard total <= maximumBytes else { throw .tooLarge }
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw .corrupt }
    } while status == Z_OK && stream.pointee.avail_in > 0 || status == Z_OK && stream.pointee.avail_out == 0
    if status == Z_STREAM_END {
      isFinished = true
      guard stream.pointee.avail_in == 0 else { throw .corrupt }
    }
  }

  private var total = 0
}
