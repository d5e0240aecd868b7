/// Answers that were made ahead, by patient and facts: bounded in number and age. It knows no clock and holds nothing but
/// what was sent and answered, and the way back to the chart.
struct AnswerCache: Sendable {
  /// Names a question: the patient and what was known. Two organisations may call two patients alike.
  struct Key: Sendable, Hashable {
    let site: String?
    let tenant: String?
    let patientID: String
    let factsHash: String
  }

  /// What came of it.
  enum Entry: Sendable {
    /// An answer, unverified: it is judged anew whenever it would be shown.
    case answer(ModelReply, FactSheet)
    /// Asking again is pointless until the facts change.
    case nothing(ModelCallError)
  }

  let capacity: Int
  let lifetime: Duration
  private var entries: [Key: (entry: Entry, expires: ContinuousClock.Instant, order: Int)] = [:]
  private var counter = 0

  init(capacity: Int, lifetime: Duration) {
    self.capacity = max(capacity, 1)
    self.lifetime = lifetime
  }

  var count: Int { entries.count }

  mutating func entry(for key: Key, at now: ContinuousClock.Instant) -> Entry? {
    guard let found = entries[key] else { return nil }
    guard found.expires > now else {
      entries[key] = nil
      return nil
    }
    return found.entry
  }

  mutating func insert(_ entry: Entry, for key: Key, at now: ContinuousClock.Instant) {
    if entries[key] == nil, entries.count >= capacity {
      for (key, value) in entries where value.expires <= now { entries[key] = nil }
      if entries.count >= capacity, let oldest = entries.min(by: { $0.value.order < $1.value.order })?.key {
        entries[oldest] = nil
      }
    }
    counter += 1
    entries[key] = (entry, now + lifetime, counter)
  }

  mutating func removeAll() { entries.removeAll() }
}
