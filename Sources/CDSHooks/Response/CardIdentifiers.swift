/// Where the uuids of cards and suggestions come from. Injected, so that a test or a replay gives the same response.
public struct CardIdentifiers: Sendable {
  private let make: @Sendable () -> String

  /// Identifiers made by `make`, which must give a new UUID at each call.
  public init(_ make: @escaping @Sendable () -> String) { self.make = make }

  /// A new UUID, lower case.
  public func next() -> String { make() }

  /// Random UUIDs (RFC 9562 version 4).
  public static let random = CardIdentifiers {
    var generator = SystemRandomNumberGenerator()
    return uuid(high: generator.next(), low: generator.next(), version: 4)
  }

  /// The same UUIDs each time for one `name` (RFC 9562 version 8): for offline evaluation, examples and replay.
  public static func reproducible(from name: String) -> CardIdentifiers {
    let sequence = IdentifierSequence(seed: fnv1a(name))
    return CardIdentifiers { sequence.next() }
  }

  static func uuid(high: UInt64, low: UInt64, version: UInt64) -> String {
    let high = (high & 0xFFFF_FFFF_FFFF_0FFF) | (version << 12)
    let low = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    var text: [UInt8] = []
    text.reserveCapacity(36)
    let digits = Array("0123456789abcdef".utf8)
    for (index, word) in [high, low].enumerated() {
      for nibble in 0..<16 {
        let position = index * 16 + nibble
        if position == 8 || position == 12 || position == 16 || position == 20 { text.append(UInt8(ascii: "-")) }
        text.append(digits[Int((word >> UInt64((15 - nibble) * 4)) & 0xF)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
