import Synchronization

/// Names for requests: 16 hexadecimal digits that do not repeat within a process and tell nothing.
final class CorrelationID: Sendable {
  private let next = Atomic<UInt64>(0)
  private let seed = UInt64.random(in: .min ... .max)

  func make() -> String {
    // An odd multiplier permutes the 64-bit numbers, so that ids neither repeat nor look like a count.
    let (count, _) = next.wrappingAdd(1, ordering: .relaxed)
    var value = (count &* 0x9E37_79B9_7F4A_7C15) ^ seed
    return String(unsafeUninitializedCapacity: 16) { buffer in
      for index in stride(from: 15, through: 0, by: -1) {
        let digit = UInt8(value & 0xF)
        buffer[index] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
        value >>= 4
      }
      return 16
    }
  }
}
