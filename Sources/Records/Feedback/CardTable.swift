import CDSHooks
import GRDB
import JSON

/// The cards that were sent: no words of them, only what feedback needs to be matched.
enum CardTable {
  static func insert(
    _ cards: [IssuedCard], client: ClientIdentity, patient: String?, at time: Int64, in database: Database
  ) throws {
    guard !cards.isEmpty else { return }
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO card
          (uuid, issuer, tenant, service, hook_instance, topic, indicator, suggestions, patient, issued, model)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for card in cards {
      try statement.execute(arguments: [
        card.uuid, client.issuer, client.tenant ?? "", card.service, card.hookInstance, card.topic,
        card.indicator.rawValue, text(card.suggestions), patient, time, card.model,
      ])
    }
  }

  /// The suggestions of a card when it was sent by `service` to `client`, else nil.
  static func suggestions(
    ofCard uuid: String, service: String, client: ClientIdentity, in database: Database
  ) throws -> [String]? {
    let statement = try database.cachedStatement(
      sql: "SELECT suggestions FROM card WHERE uuid = ? AND service = ? AND issuer = ? AND tenant = ?")
    let arguments: StatementArguments = [uuid, service, client.issuer, client.tenant ?? ""]
    guard let row = try Row.fetchOne(statement, arguments: arguments) else { return nil }
    let text: String = row[0]
    guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { return [] }
    return document.root.elements.compactMap(\.string)
  }

  static func text(_ suggestions: [String]) -> String {
    var writer = JSONWriter(capacity: 64)
    writer.array { for suggestion in suggestions { $0.value(suggestion) } }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
