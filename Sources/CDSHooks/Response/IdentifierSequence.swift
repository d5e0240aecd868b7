import Synchronization

/// A reproducible sequence of UUIDs (SplitMix64 underneath), safe to share.
final class IdentifierSequence: Sendable {
  private let state: Mutex<UInt64>

  init(seed: UInt64) { state = Mutex(seed) }

  func next() -> String {
    state.withLock { state in
      let high = Self.advance(&state)
      return CardIdentifiers.uuid(high: high, low: Self.advance(&state), version: 8)
    }
  }

  private static func advance(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
