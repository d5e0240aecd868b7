import HTTPTypes
import JSON
import ModelGateway
import Records
import WebServer

/// `GET /models` and `GET /models/{id}`: what is said openly of each model, as a page or as JSON. No patient's data stands
/// there, so they need no token: a clinician opens them from a card.
struct ModelPages: Sendable {
  let cards: [ModelCard]
  let site: String
  let records: any RecordStore

  static let style = WebResponse.asset(Array(ModelCardPage.style.utf8), contentType: "text/css; charset=utf-8")

  func list(_ request: WebRequest) async throws -> WebResponse {
    guard !Self.wantsPage(request) else { return .html(ModelCardPage(site: site).list(cards)) }
    let list: JSONTree = [
      "models": .array(
        cards.map { card in
          [
            "id": .string(card.id), "name": .string(card.name), "version": .string(card.version),
            "kind": .string(card.kind.rawValue), "card": .string("/models/\(card.id)"),
          ]
        })
    ]
    return .json(list.serialized())
  }

  func card(_ request: WebRequest) async throws -> WebResponse {
    guard let card = cards.first(where: { $0.id == request.parameter("id") }) else {
      throw WebProblem.notFound("There is no model of this id; see /models.")
    }
    let report: ModelReport
    do {
      report = try await records.report(on: card.id, since: nil)
    } catch {
      throw WebProblem(
        .serviceUnavailable, code: .exception, "The records cannot be read now.", headers: [.retryAfter: "5"])
    }
    return Self.wantsPage(request)
      ? .html(ModelCardPage(site: site).page(card, report)) : .json(card.json(report).serialized())
  }

  /// A browser says that it takes HTML; whatever else asks gets JSON. `?format=json` and `?format=html` decide.
  private static func wantsPage(_ request: WebRequest) -> Bool {
    switch request.queryItem("format") {
    case "json": false
    case "html": true
    default: request.header(.accept)?.lowercased().contains("text/html") == true
    }
  }
}
