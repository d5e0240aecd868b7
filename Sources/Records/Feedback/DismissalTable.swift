import Foundation
import GRDB

/// What clinicians dismissed. A meaning is a keyed hash of client, patient, user and finding; see ``SQLiteRecords``.
enum DismissalTable {
  static func remember(_ meanings: [Data], ofCard card: String, at time: Int64, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO card_meaning (card, meaning, issued) VALUES (?, ?, ?)")
    for meaning in meanings { try statement.execute(arguments: [card, meaning, time]) }
  }

  static func dismiss(card: String, at time: Int64, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO dismissal (meaning, time) SELECT meaning, ? FROM card_meaning WHERE card = ?
        ON CONFLICT (meaning) DO UPDATE SET time = excluded.time
        """
    ).execute(arguments: [time, card])
  }

  static func isDismissed(_ meaning: Data, since time: Int64, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM dismissal WHERE meaning = ? AND time >= ?")
    return try Row.fetchOne(statement, arguments: [meaning, time]) != nil
  }
}
