import Foundation
import GRDB
import ModelGateway

/// What models answered, how it was judged, and what came of what they proposed. A proposal is found again by keyed hashes of
/// patient and code: neither stands here.
enum ModelTable {
  /// How long after a proposal an order counts as the same.
  static let orderWindow: Int64 = 86_400_000

  static func count(_ name: String, _ amount: Int, of event: ModelEvent, at time: Int64, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO model_count (model, version, day, name, count) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (model, version, day, name) DO UPDATE SET count = count + excluded.count
        """
    ).execute(arguments: [event.modelID, event.modelVersion, time / 86_400_000, name, amount])
  }

  static func insert(
    _ judgement: ModelJudgement, of event: ModelEvent, hash: (String) -> Data?, at time: Int64, in database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO model_answer
          (time, model, version, prompt, mode, findings, passed, agreed, lowered, rules_only)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      time, event.modelID, event.modelVersion, event.promptHash, event.mode.rawValue, judgement.answered,
      judgement.passed, judgement.items.count(where: \.agreesWithRules), judgement.lowered, judgement.rulesOnly?.count,
    ])
    let answer = database.lastInsertedRowID
    let refusals = judgement.items.compactMap(\.refusal) + judgement.refusals
    let refused = try database.cachedStatement(sql: "INSERT INTO model_refusal (answer, reason) VALUES (?, ?)")
    for refusal in refusals { try refused.execute(arguments: [answer, "\(refusal.step)/\(refusal.reason.rawValue)"]) }
    for item in judgement.items {
      for codes in item.proposals {
        try database.cachedStatement(
          sql: "INSERT INTO model_proposal (answer, passed, time) VALUES (?, ?, ?)"
        ).execute(arguments: [answer, item.refusal == nil, time])
        let proposal = database.lastInsertedRowID
        for hash in Set(codes.compactMap(hash)) {
          try database.cachedStatement(
            sql: "INSERT INTO model_proposal_code (hash, proposal) VALUES (?, ?)"
          ).execute(arguments: [hash, proposal])
        }
      }
    }
  }

  static func close(_ drift: ModelDrift, of event: ModelEvent, at time: Int64, in database: Database) throws {
    try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO model_closure (model, version, expected, answered, time) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [event.modelID, event.modelVersion, drift.expected, drift.answered, time])
  }

  /// Marks the open proposals that these codes order.
  static func order(_ hashes: [Data], at time: Int64, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE model_proposal SET ordered = ?
        WHERE ordered IS NULL AND time >= ? AND number IN (SELECT proposal FROM model_proposal_code WHERE hash = ?)
        """)
    for hash in hashes { try statement.execute(arguments: [time, time - orderWindow, hash]) }
  }

  static func remove(before limit: Int64, in database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM model_proposal_code WHERE proposal IN (SELECT number FROM model_proposal WHERE time < ?)
        """, arguments: [limit])
    try database.execute(sql: "DELETE FROM model_proposal WHERE time < ?", arguments: [limit])
    try database.execute(
      sql: "DELETE FROM model_refusal WHERE answer IN (SELECT number FROM model_answer WHERE time < ?)",
      arguments: [limit])
    try database.execute(sql: "DELETE FROM model_answer WHERE time < ?", arguments: [limit])
    try database.execute(sql: "DELETE FROM model_count WHERE day < ?", arguments: [limit / 86_400_000])
  }
}
