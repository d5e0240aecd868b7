public import Foundation
import GRDB
public import SMART

/// Used tokens are remembered in memory, where the answer is needed at once, and written down behind the caller's back, so
/// that a restart does not open the door to a token that was seen before it.
extension SQLiteRecords: ReplayStore {
  /// Notes a use.
  public func recordFirstUse(of use: TokenUse, now: Date) async throws -> Bool {
    guard try usedTokens.recordFirstUse(of: use, now: now) else { return false }
    writer.commitLater { database in
      try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO used_token (issuer, token_id, expires) VALUES (?, ?, ?)"
      ).execute(arguments: [use.issuer, use.tokenID, Self.milliseconds(use.expires)])
    }
    return true
  }

  /// Reads back what was used before a restart, and forgets what has expired.
  func loadUsedTokens(now: Date) throws {
    try pool.write { database in
      try database.execute(sql: "DELETE FROM used_token WHERE expires <= ?", arguments: [Self.milliseconds(now)])
      let rows = try Row.fetchCursor(database, sql: "SELECT issuer, token_id, expires FROM used_token")
      while let row = try rows.next() {
        let milliseconds: Int64 = row[2]
        let use = TokenUse(
          issuer: row[0], tokenID: row[1], expires: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
        _ = try usedTokens.recordFirstUse(of: use, now: now)
      }
    }
  }

  /// Forgets tokens that have expired. Run it now and then.
  public func removeExpiredTokens(now: Date) async throws {
    try await writer.commit { database in
      try database.execute(sql: "DELETE FROM used_token WHERE expires <= ?", arguments: [Self.milliseconds(now)])
    }
  }
}
