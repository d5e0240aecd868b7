import Synchronization

/// The bytes of request bodies that may be held in memory at one time, over all connections.
///
/// The limit of one body times the limit of connections would be more memory than any machine has.
final class BodyBudget: Sendable {
  private let used = Atomic<Int>(0)
  let maximumBytes: Int

  init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

  /// Takes bytes from the budget; false when it is spent.
  func take(_ count: Int) -> Bool {
    let (_, after) = used.add(count, ordering: .relaxed)
    guard after > maximumBytes else { return true }
    used.subtract(count, ordering: .relaxed)
    return false
  }

  func giveBack(_ count: Int) { used.subtract(count, ordering: .relaxed) }
}
