public import Foundation
import GRDB

extension SQLiteRecords {
  /// What retention removed.
  public struct Removed: Sendable, Equatable {
    /// Audit lines.
    public var lines: Int
    /// Cards.
    public var cards: Int
    /// Feedback reports.
    public var feedback: Int
  }

  /// Removes what is older than `date`. The audit chain stays provable: the hash of the last removed line is kept, and the
  /// walk starts there.
  public func remove(before date: Date) async throws -> Removed {
    let limit = Self.milliseconds(date)
    return try await writer.commit { database in
      var removed = Removed(lines: 0, cards: 0, feedback: 0)
      // Lines are in the order of their times but for clock corrections, so a prefix of the chain is removed and no more.
      let last = try Int64.fetchOne(
        database,
        sql: """
          SELECT COALESCE(
            (SELECT MIN(number) - 1 FROM audit WHERE json_extract(line, '$.time') >= ?), (SELECT MAX(number) FROM audit))
          """, arguments: [limit])
      if let last,
        let row = try Row.fetchOne(database, sql: "SELECT hash FROM audit WHERE number = ?", arguments: [last])
      {
        let hash: Data = row[0]
        try database.execute(sql: "DELETE FROM audit_anchor")
        try database.execute(sql: "INSERT INTO audit_anchor (number, hash) VALUES (?, ?)", arguments: [last, hash])
        try database.execute(sql: "DELETE FROM audit WHERE number <= ?", arguments: [last])
        removed.lines = database.changesCount
      }
      try database.execute(sql: "DELETE FROM feedback WHERE received < ?", arguments: [limit])
      removed.feedback = database.changesCount
      try database.execute(sql: "DELETE FROM card WHERE issued < ?", arguments: [limit])
      removed.cards = database.changesCount
      try database.execute(sql: "DELETE FROM card_meaning WHERE issued < ?", arguments: [limit])
      try database.execute(sql: "DELETE FROM dismissal WHERE time < ?", arguments: [limit])
      try ModelTable.remove(before: limit, in: database)
      return removed
    }
  }
}
