/// A set of byte strings, each with a small integer. Open addressing over one arena: no allocation a name.
struct NameTable: Sendable {
  /// A name as a slot holds it: all that a lookup compares lies in one cache line. Free where `id` is negative.
  private struct Slot {
    var id: Int32 = -1
    var hash: UInt32 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  private var arena: [UInt8] = []
  private var names: [Slot] = []
  /// The names by hash; a power of two in length.
  private var slots: [Slot]

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
  }

  var count: Int { names.count }

  func name(_ id: Int) -> String { String(decoding: arena[names[id].range], as: UTF8.self) }

  /// How many slots an insertion may walk before the names count as hostile.
  private static let probeLimit = 64
  /// Whether some insertion walked too far, so that names are hashed with a secret from then on.
  private(set) var isKeyed = false

  /// The hash of `bytes` in this table: a multiplicative one, fast on short names, until names collide on purpose; then the
  /// standard library's SipHash under a random key, so that no document can make reading it quadratic.
  @inline(__always) func hash(_ bytes: Span<UInt8>) -> UInt32 {
    isKeyed ? Self.keyedHash(bytes) : Self.plainHash(bytes)
  }

  @inline(never) private static func keyedHash(_ bytes: Span<UInt8>) -> UInt32 {
    var hasher = Hasher()
    bytes.withUnsafeBufferPointer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// Reads eight bytes at a time; the last read overlaps the one before it, so that no length needs a loop over its rest.
  @inline(__always) static func plainHash(_ bytes: Span<UInt8>) -> UInt32 {
    let raw = bytes.bytes
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: count)
    if count >= 8 {
      var at = 0
      while at &+ 8 < count {
        hash = mixed(hash, unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self))
        at &+= 8
      }
      hash = mixed(hash, unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 8, as: UInt64.self))
    } else if count >= 4 {
      let first = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self)
      let last = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 4, as: UInt32.self)
      hash = mixed(hash, UInt64(first) | UInt64(last) &<< 32)
    } else if count > 0 {
      let ends = UInt64(bytes[unchecked: 0]) | UInt64(bytes[unchecked: count &- 1]) &<< 8
      hash = mixed(hash, ends | UInt64(bytes[unchecked: count &>> 1]) &<< 16)
    }
    return UInt32(truncatingIfNeeded: hash)
  }

  @inline(__always) private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product &>> 32)
  }

  @inline(__always) func find(_ bytes: Span<UInt8>, hash: UInt32) -> Int? {
    let mask = slots.count &- 1
    let slots = slots.span
    var at = Int(hash) & mask
    while true {
      let slot = slots[unchecked: at]
      if slot.id < 0 { return nil }
      if slot.hash == hash, Int(slot.count) == bytes.count, equals(Int(slot.start), bytes) { return Int(slot.id) }
      at = (at &+ 1) & mask
    }
  }

  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let span = Span(_unsafeElements: bytes)
    return find(span, hash: hash(span))
  }

  /// Whether the arena holds `bytes` at `start`.
  @inline(__always) private func equals(_ start: Int, _ bytes: Span<UInt8>) -> Bool {
    let known = arena.span.bytes
    let given = bytes.bytes
    var at = 0
    while at &+ 8 <= bytes.count {
      guard
        unsafe known.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ at, as: UInt64.self)
          == given.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
      else { return false }
      at &+= 8
    }
    while at < bytes.count {
      guard
        unsafe known.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ at, as: UInt8.self) == bytes[unchecked: at]
      else { return false }
      at &+= 1
    }
    return true
  }

  mutating func intern(_ bytes: [UInt8]) -> Int {
    let hash = hash(bytes.span)
    return find(bytes.span, hash: hash) ?? add(bytes.span, hash: hash)
  }

  /// Adds a name that ``find(_:hash:)`` did not find.
  @inline(never) mutating func add(_ bytes: Span<UInt8>, hash: UInt32) -> Int {
    let id = names.count
    let name = Slot(
      id: Int32(id), hash: hash, start: UInt32(truncatingIfNeeded: arena.count),
      count: UInt32(truncatingIfNeeded: bytes.count))
    for index in bytes.indices { arena.append(bytes[index]) }
    names.append(name)
    if names.count * 2 > slots.count {
      rebuild(slots: slots.count * 2)
    } else if place(name) > Self.probeLimit, !isKeyed {
      isKeyed = true
      for known in names.indices { names[known].hash = Self.keyedHash(arena.span.extracting(names[known].range)) }
      rebuild(slots: slots.count)
    }
    return id
  }

  private mutating func rebuild(slots size: Int) {
    slots = [Slot](repeating: Slot(), count: size)
    for known in names { _ = place(known) }
  }

  /// Puts the name into its slot; returns how many taken slots were passed.
  private mutating func place(_ name: Slot) -> Int {
    var at = Int(name.hash) & (slots.count - 1)
    var passed = 0
    while slots[at].id >= 0 {
      at = (at + 1) & (slots.count - 1)
      passed += 1
    }
    slots[at] = name
    return passed
  }
}
