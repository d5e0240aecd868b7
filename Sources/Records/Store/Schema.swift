import Foundation
import GRDB
import SMART

/// The tables, as a list of named steps that are each done once.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps { migrator.registerMigration(step.name, migrate: step.migrate) }
    return migrator
  }

  private static let steps: [(name: String, migrate: @Sendable (Database) throws -> Void)] = [
    ("1 secret", secret), ("2 audit", audit), ("3 cards and feedback", cardsAndFeedback), ("4 used tokens", usedTokens),
    ("5 dismissals", dismissals), ("6 models", models),
  ]

  /// The key of patients' hashes: without it, nobody can find a patient by trying out ids.
  @Sendable private static func secret(_ database: Database) throws {
    try database.execute(sql: "CREATE TABLE secret (key BLOB NOT NULL) STRICT")
    try database.execute(sql: "INSERT INTO secret (key) VALUES (?)", arguments: [Data(SecureRandom.bytes(32))])
  }

  @Sendable private static func audit(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE audit (number INTEGER PRIMARY KEY, line TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE audit_anchor (number INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
        """)
  }

  /// Times are milliseconds since 1970. `suggestions` is a JSON array of uuids.
  @Sendable private static func cardsAndFeedback(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE card (
          uuid TEXT PRIMARY KEY, issuer TEXT NOT NULL, tenant TEXT NOT NULL, service TEXT NOT NULL,
          hook_instance TEXT NOT NULL, topic TEXT, indicator TEXT NOT NULL, suggestions TEXT NOT NULL,
          patient TEXT, issued INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX card_by_age ON card (issued);
        CREATE TABLE feedback (
          number INTEGER PRIMARY KEY, card TEXT NOT NULL, digest BLOB NOT NULL, outcome TEXT NOT NULL,
          outcome_time TEXT NOT NULL, suggestions TEXT NOT NULL, reason_system TEXT, reason_code TEXT,
          reason_display TEXT, comment TEXT, received INTEGER NOT NULL, UNIQUE (card, digest)
        ) STRICT;
        CREATE INDEX feedback_by_age ON feedback (received);
        """)
  }

  @Sendable private static func usedTokens(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE used_token (
          issuer TEXT NOT NULL, token_id TEXT NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (issuer, token_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX used_token_by_expiry ON used_token (expires);
        """)
  }

  /// What dismissing a card dismisses, as keyed hashes, and what was dismissed when.
  @Sendable private static func dismissals(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE card_meaning (
          card TEXT NOT NULL, meaning BLOB NOT NULL, issued INTEGER NOT NULL, PRIMARY KEY (card, meaning)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE dismissal (meaning BLOB PRIMARY KEY, time INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """)
  }

  /// Answers of remote models as they were judged, counts of events by day, and which model found what a card says. `day` is
  /// days since 1970, `ordered` when a proposal was ordered.
  @Sendable private static func models(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE card ADD COLUMN model TEXT;
        CREATE INDEX card_by_model ON card (model, issued);
        CREATE TABLE model_answer (
          number INTEGER PRIMARY KEY, time INTEGER NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL,
          prompt TEXT NOT NULL, mode TEXT NOT NULL, findings INTEGER NOT NULL, passed INTEGER NOT NULL,
          agreed INTEGER NOT NULL, lowered INTEGER NOT NULL, rules_only INTEGER
        ) STRICT;
        CREATE INDEX model_answer_by_model ON model_answer (model, time);
        CREATE TABLE model_refusal (answer INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
        CREATE INDEX model_refusal_by_answer ON model_refusal (answer);
        CREATE TABLE model_proposal (
          number INTEGER PRIMARY KEY, answer INTEGER NOT NULL, passed INTEGER NOT NULL, time INTEGER NOT NULL,
          ordered INTEGER
        ) STRICT;
        CREATE INDEX model_proposal_by_answer ON model_proposal (answer);
        CREATE TABLE model_proposal_code (hash BLOB NOT NULL, proposal INTEGER NOT NULL) STRICT;
        CREATE INDEX model_proposal_by_hash ON model_proposal_code (hash);
        CREATE TABLE model_count (
          model TEXT NOT NULL, version TEXT NOT NULL, day INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
          PRIMARY KEY (model, version, day, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE model_closure (
          model TEXT NOT NULL, version TEXT NOT NULL, expected TEXT NOT NULL, answered TEXT, time INTEGER NOT NULL,
          PRIMARY KEY (model, version, expected)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
