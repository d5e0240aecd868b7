import CDSHooks
import Foundation
import GRDB
import SMART

/// What clients reported. The same report again changes nothing; a different one about the same card is kept beside it.
enum FeedbackTable {
  static func accept(
    _ feedback: Feedback, about service: String, from client: ClientIdentity, at time: Int64, in database: Database
  ) throws -> FeedbackDisposition {
    guard
      let known = try CardTable.suggestions(ofCard: feedback.card, service: service, client: client, in: database)
    else { return .unknownCard }

    var outcome = "overridden"
    var accepted: [String] = []
    var reason: OverrideReason?
    switch feedback.outcome {
    case .accepted(let suggestions):
      guard suggestions.allSatisfy(known.contains) else { return .unknownCard }
      outcome = "accepted"
      accepted = suggestions
    case .overridden(let given): reason = given
    }
    let comment = reason?.userComment?.reveal()
    let identity = [
      outcome, feedback.outcomeTimestamp, CardTable.text(accepted), reason?.reason?.system ?? "",
      reason?.reason?.code ?? "", comment ?? "",
    ]
    let digest = SHA256Digest(of: Array(CardTable.text(identity).utf8))
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO feedback
          (card, digest, outcome, outcome_time, suggestions, reason_system, reason_code, reason_display, comment, received)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      feedback.card, Data(digest.bytes), outcome, feedback.outcomeTimestamp, CardTable.text(accepted),
      reason?.reason?.system, reason?.reason?.code, reason?.reason?.display, comment, time,
    ])
    guard database.changesCount > 0 else { return .duplicate }
    if case .overridden = feedback.outcome { try DismissalTable.dismiss(card: feedback.card, at: time, in: database) }
    return .recorded
  }
}
