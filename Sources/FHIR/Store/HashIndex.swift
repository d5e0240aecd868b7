/// Numbers by hash, several to a hash, in the order in which they were added.
///
/// The keys are not kept: whoever looks up verifies each candidate against the document. Hashes come from `Hasher`,
/// whose seed is random, so that no input can make them collide.
struct HashIndex: Sendable {
  private struct Entry {
    var hash: Int
    var number: Int32
    /// The next entry of the same hash, or -1.
    var next: Int32
    /// The last entry of the same hash; kept in the first one only.
    var last: Int32
  }

  private var entries: [Entry] = []
  /// First entries by hash, -1 where free; a power of two in length.
  private var slots = [Int32](repeating: -1, count: 16)
  private var used = 0

  init() {}

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    entries.reserveCapacity(capacity)
  }

  mutating func insert(_ number: Int, hash: Int) {
    let entry = Int32(entries.count)
    let slot = self.slot(of: hash)
    entries.append(Entry(hash: hash, number: Int32(number), next: -1, last: entry))
    let first = slots[slot]
    if first >= 0 {
      entries[Int(entries[Int(first)].last)].next = entry
      entries[Int(first)].last = entry
    } else {
      slots[slot] = entry
      used += 1
      if used * 2 > slots.count { grow() }
    }
  }

  /// The numbers added under `hash`, in order.
  func candidates(_ hash: Int) -> Candidates { Candidates(index: self, entry: slots[slot(of: hash)]) }

  struct Candidates: Sequence, IteratorProtocol {
    fileprivate let index: HashIndex
    fileprivate var entry: Int32

    mutating func next() -> Int? {
      guard entry >= 0 else { return nil }
      let current = index.entries[Int(entry)]
      entry = current.next
      return Int(current.number)
    }
  }

  private func slot(of hash: Int) -> Int {
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0, entries[Int(slots[slot])].hash != hash { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let firsts = slots.filter { $0 >= 0 }
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for first in firsts { slots[slot(of: entries[Int(first)].hash)] = first }
  }
}
