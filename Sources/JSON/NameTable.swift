/// A set of byte strings, each with a small integer. Open addressing over one arena: no allocation a name.
struct NameTable: Sendable {
  private var arena: [UInt8] = []
  /// Where each name ends in the arena; it starts where the one before it ends.
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// Ids by hash, -1 where free; a power of two in length.
  private var slots: [Int32]

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  var count: Int { ends.count }

  func name(_ id: Int) -> String { String(decoding: arena[range(id)], as: UTF8.self) }

  @inline(__always) private func range(_ id: Int) -> Range<Int> {
    (id == 0 ? 0 : Int(ends[id &- 1]))..<Int(ends[id])
  }

  /// How many slots an insertion may walk before the names count as hostile.
  private static let probeLimit = 64
  /// Whether some insertion walked too far, so that names are hashed with a secret from then on.
  private(set) var isKeyed = false

  /// The hash of `bytes` in this table: FNV-1a, which is fast on short names, until names collide on purpose; then the
  /// standard library's SipHash under a random key, so that no document can make reading it quadratic.
  @inline(__always) func hash(_ bytes: Span<UInt8>) -> UInt32 {
    isKeyed ? Self.keyedHash(bytes) : Self.plainHash(bytes)
  }

  @inline(never) private static func keyedHash(_ bytes: Span<UInt8>) -> UInt32 {
    var hasher = Hasher()
    bytes.withUnsafeBufferPointer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  @inline(__always) static func plainHash(_ bytes: Span<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in bytes.indices { hash = (hash ^ UInt32(bytes[unchecked: index])) &* 16_777_619 }
    return hash ^ (hash &>> 15)
  }

  @inline(__always) func find(_ bytes: Span<UInt8>, hash: UInt32) -> Int? {
    var slot = Int(hash) & (slots.count &- 1)
    while slots[slot] >= 0 {
      let id = Int(slots[slot])
      if hashes[id] == hash, equals(id, bytes) { return id }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let span = Span(_unsafeElements: bytes)
    return find(span, hash: hash(span))
  }

  @inline(__always) private func equals(_ id: Int, _ bytes: Span<UInt8>) -> Bool {
    let range = range(id)
    guard range.count == bytes.count else { return false }
    var at = range.lowerBound
    for index in bytes.indices {
      if arena[at] != bytes[unchecked: index] { return false }
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
    let id = ends.count
    for index in bytes.indices { arena.append(bytes[index]) }
    ends.append(UInt32(arena.count))
    hashes.append(hash)
    if ends.count * 2 > slots.count {
      rebuild(slots: slots.count * 2)
    } else if place(id) > Self.probeLimit, !isKeyed {
      isKeyed = true
      for known in 0..<ends.count { hashes[known] = Self.keyedHash(arena.span.extracting(range(known))) }
      rebuild(slots: slots.count)
    }
    return id
  }

  private mutating func rebuild(slots size: Int) {
    slots = [Int32](repeating: -1, count: size)
    for known in 0..<ends.count { _ = place(known) }
  }

  /// Puts the name into its slot; returns how many taken slots were passed.
  private mutating func place(_ id: Int) -> Int {
    var slot = Int(hashes[id]) & (slots.count - 1)
    var passed = 0
    while slots[slot] >= 0 {
      slot = (slot + 1) & (slots.count - 1)
      passed += 1
    }
    slots[slot] = Int32(id)
    return passed
  }
}
