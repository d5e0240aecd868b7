import Foundation
import GRDB
import JSON
public import ModelGateway
import Reasoning
import SMART

extension SQLiteRecords {
  /// Takes a model's event into the audit log, and what it counts into the tables of reports. What happens while a clinician
  /// waits is written down behind their back.
  public func record(_ event: ModelEvent) async throws {
    let time = Self.milliseconds(Date())
    let line = ModelEventLine(event: event, time: time).serialized()
    let work: @Sendable (Database) throws -> Void = { [self] database in
      try AuditChain.append(line, in: database)
      for (name, amount) in event.counts {
        try ModelTable.count(name, amount, of: event, at: time, in: database)
      }
      switch event.kind {
      case .judged(let judgement):
        try ModelTable.insert(
          judgement, of: event, hash: { orderHash($0, ofPatient: event.caller.patient) }, at: time, in: database)
      case .drift(let drift, closed: true): try ModelTable.close(drift, of: event, at: time, in: database)
      default: break
      }
    }
    if event.isWithinAnswer { writer.commitLater(work) } else { try await writer.commit(work) }
  }

  /// Compares what is ordered with what was proposed, behind the caller's back.
  public func noteOrders(_ orders: [[String]], ofPatient patient: String) {
    let hashes = Set(orders.joined().compactMap { orderHash($0, ofPatient: patient) })
    guard !hashes.isEmpty else { return }
    let time = Self.milliseconds(Date())
    writer.commitLater { try ModelTable.order(Array(hashes), at: time, in: $0) }
  }

  /// What is known of a model.
  public func report(on model: String, since: Int64?) async throws -> ModelReport {
    try await pool.read { try ModelReportQuery(model: model, since: since ?? 0).report(in: $0) }
  }

  /// The models of which something is known.
  public func reportedModels() async throws -> [String] {
    try await pool.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT model FROM model_count UNION SELECT model FROM model_answer
          UNION SELECT DISTINCT model FROM card WHERE model IS NOT NULL ORDER BY 1
          """)
    }
  }

  /// Whether a registration was closed by a drift.
  public func isClosed(model: String, version: String, expected: String) async throws -> Bool {
    try await pool.read { database in
      try Row.fetchOne(
        database, sql: "SELECT 1 FROM model_closure WHERE model = ? AND version = ? AND expected = ?",
        arguments: [model, version, expected]) != nil
    }
  }

  /// The tokens that a model's answered calls took on a day.
  public func tokens(of model: String, day: Int) async throws -> TokenUsage {
    try await pool.read { database in
      let counts = try Row.fetchAll(
        database,
        sql: """
          SELECT name, SUM(count) FROM model_count
          WHERE model = ? AND day = ? AND name IN ('tokens-input', 'tokens-output') GROUP BY name
          """, arguments: [model, day])
      var usage = TokenUsage(input: 0, output: 0)
      for row in counts {
        let name: String = row[0]
        if name == "tokens-input" { usage.input = row[1] } else { usage.output = row[1] }
      }
      return usage
    }
  }

  /// HMAC-SHA-256 of patient and code under this database's key; nil where the patient is not known.
  private func orderHash(_ code: String, ofPatient patient: String?) -> Data? {
    guard let patient else { return nil }
    var writer = JSONWriter()
    writer.array { for part in ["order", patient, code] { $0.value(part) } }
    return Data(SHA256Digest(of: writer.bytes, key: patientKey).bytes)
  }
}
