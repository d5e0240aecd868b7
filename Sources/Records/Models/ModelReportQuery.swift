import GRDB
import ModelGateway

/// Adds up what is kept of one model.
struct ModelReportQuery {
  let model: String
  /// Milliseconds since 1970.
  let since: Int64

  func report(in database: Database) throws -> ModelReport {
    var report = ModelReport(model: model)
    report.versions = try String.fetchAll(
      database,
      sql: """
        SELECT version FROM model_answer WHERE model = ? AND time >= ?
        UNION SELECT version FROM model_count WHERE model = ? AND day >= ? ORDER BY 1
        """, arguments: [model, since, model, since / 86_400_000])
    try readAnswers(database, &report)
    try readProposals(database, &report)
    report.refusals = try counts(
      database,
      """
      SELECT reason, COUNT(*) FROM model_refusal JOIN model_answer ON answer = model_answer.number
      WHERE model = ? AND time >= ? GROUP BY reason ORDER BY 2 DESC, 1
      """, [model, since])
    report.events = try counts(
      database, "SELECT name, SUM(count) FROM model_count WHERE model = ? AND day >= ? GROUP BY name ORDER BY name",
      [model, since / 86_400_000])
    try readFeedback(database, &report)
    return report
  }

  private func readAnswers(_ database: Database, _ report: inout ModelReport) throws {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT COUNT(*), COALESCE(SUM(mode = 'shadow'), 0), COALESCE(SUM(findings), 0), COALESCE(SUM(passed), 0),
          COALESCE(SUM(agreed), 0), COALESCE(SUM(lowered), 0), COALESCE(SUM(rules_only), 0)
        FROM model_answer WHERE model = ? AND time >= ?
        """, arguments: [model, since])
    guard let row else { return }
    report.answers = row[0]
    report.shadowAnswers = row[1]
    report.findings = row[2]
    report.passed = row[3]
    report.agreed = row[4]
    report.lowered = row[5]
    report.rulesOnly = row[6]
  }

  private func readProposals(_ database: Database, _ report: inout ModelReport) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT model_proposal.passed, COUNT(*), COUNT(ordered) FROM model_proposal
        JOIN model_answer ON answer = model_answer.number WHERE model = ? AND model_answer.time >= ?
        GROUP BY model_proposal.passed
        """, arguments: [model, since])
    for row in rows {
      let hasPassed: Bool = row[0]
      if hasPassed {
        report.proposals = row[1]
        report.ordered = row[2]
      } else {
        report.refusedProposals = row[1]
        report.refusedOrdered = row[2]
      }
    }
  }

  /// A card counts once, whatever was reported of it how often; an acceptance counts before an override.
  private func readFeedback(_ database: Database, _ report: inout ModelReport) throws {
    let arguments: StatementArguments = [model, since]
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT COUNT(*), COALESCE(SUM(accepted), 0), COALESCE(SUM(overridden AND NOT accepted), 0) FROM (
          SELECT EXISTS (SELECT 1 FROM feedback WHERE card = uuid AND outcome = 'accepted') AS accepted,
            EXISTS (SELECT 1 FROM feedback WHERE card = uuid AND outcome = 'overridden') AS overridden
          FROM card WHERE model = ? AND issued >= ?)
        """, arguments: arguments)
    report.cards = row?[0] ?? 0
    report.accepted = row?[1] ?? 0
    report.overridden = row?[2] ?? 0
    report.overrideReasons = try counts(
      database,
      """
      SELECT COALESCE(reason_system || '|' || reason_code, 'no coded reason'), COUNT(DISTINCT card) FROM feedback
      JOIN card ON feedback.card = card.uuid
      WHERE model = ? AND issued >= ? AND outcome = 'overridden' GROUP BY 1 ORDER BY 2 DESC, 1
      """, arguments)
  }

  private func counts(
    _ database: Database, _ sql: String, _ arguments: StatementArguments
  ) throws -> [ModelReport.Count] {
    try Row.fetchAll(database, sql: sql, arguments: arguments).map { .init(name: $0[0], count: $0[1]) }
  }
}
