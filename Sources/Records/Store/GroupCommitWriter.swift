import Dispatch
import GRDB
import Synchronization

/// The one writer: what arrives while a commit is under way goes into the next one together, up to 100 pieces at a time.
///
/// Nobody waits for company: a lone piece is committed at once, and under load the disk's own pace makes the groups. A caller
/// returns when its commit is durable. When one piece of a group fails, the group is undone and its pieces are committed one
/// by one, so that only the faulty one fails.
final class GroupCommitWriter: Sendable {
  static let maximumGroup = 100
  static let maximumWaiting = 20_000

  private struct Piece {
    /// Does the work within a transaction and returns what tells the caller once it is committed.
    let work: @Sendable (Database) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
  }

  private struct State {
    var waiting: [Piece] = []
    var isRunning = false
    var isClosed = false
  }

  private let pool: DatabasePool
  private let queue = DispatchQueue(label: "chartside.records.writer", qos: .userInitiated)
  private let state = Mutex(State())

  init(pool: DatabasePool) { self.pool = pool }

  /// Does the work in a transaction and returns its result when it is durable.
  func commit<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit(
        Piece(
          work: { database in
            let value = try work(database)
            return { continuation.resume(returning: value) }
          }, fail: { continuation.resume(throwing: Self.plain($0)) }))
    }
  }

  /// Does the work soon; nobody learns whether it succeeded.
  func commitLater(_ work: @escaping @Sendable (Database) throws -> Void) {
    submit(
      Piece(
        work: { database in
          try work(database)
          return {}
        }, fail: { _ in }))
  }

  /// Refuses what comes from now on, and returns when all that was accepted is durable.
  func close() async {
    state.withLock { $0.isClosed = true }
    await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
  }

  private func submit(_ piece: Piece) {
    enum Decision { case start, wait, refuse(RecordsError) }
    let decision = state.withLock { state -> Decision in
      if state.isClosed { return .refuse(.closed) }
      guard state.waiting.count < Self.maximumWaiting else { return .refuse(.overloaded) }
      state.waiting.append(piece)
      if state.isRunning { return .wait }
      state.isRunning = true
      return .start
    }
    switch decision {
    case .wait: break
    case .start: queue.async { self.drain() }
    case .refuse(let error): piece.fail(error)
    }
  }

  private func drain() {
    while true {
      let group = state.withLock { state -> [Piece] in
        let group = Array(state.waiting.prefix(Self.maximumGroup))
        state.waiting.removeFirst(group.count)
        if group.isEmpty { state.isRunning = false }
        return group
      }
      if group.isEmpty { return }
      if (try? write(group)) == nil {
        for piece in group {
          do { try write([piece]) } catch { piece.fail(error) }
        }
      }
    }
  }

  private func write(_ group: [Piece]) throws {
    let committed = try pool.write { database in try group.map { try $0.work(database) } }
    for tell in committed { tell() }
  }

  /// SQLite's own message may quote what was written; the code says enough.
  private static func plain(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    return RecordsError.failed(code: Int(error.resultCode.rawValue))
  }
}
