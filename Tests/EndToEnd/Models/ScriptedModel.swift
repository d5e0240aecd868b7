import JSON
import TestSupport

/// A model server that answers by what it is told of the patient.
struct ScriptedModel {
  /// A fact as it was sent.
  struct Fact {
    let json: JSONValue
    var label: String { json["fact"].string ?? "" }
    var value: String? { json["value"].string }
    var quote: JSONTree {
      var quote = JSONObject()
      for name in ["ref", "fact", "value", "unit", "date"] { quote[name] = json[name].map(JSONTree.view) ?? .null }
      return .object(quote)
    }
  }

  let server: LoopbackServer

  /// A server that makes these findings of the facts.
  init(
    model: String = RegisteredModelFolder.expectedModel, _ findings: @escaping @Sendable ([Fact]) -> [JSONTree]
  ) throws {
    server = try LoopbackServer { request, connection in
      let facts = ScriptedModel.facts(in: request)
      let answer: JSONTree = [
        "findings": .array(findings(facts)), "missingData": [], "abstain": false, "abstainReason": .null,
      ]
      let text = String(decoding: answer.serialized(), as: UTF8.self)
      let envelope: JSONTree = [
        "model": .string(model),
        "choices": [["finish_reason": "stop", "message": ["role": "assistant", "content": .string(text)]]],
        "usage": ["prompt_tokens": 900, "completion_tokens": 120],
      ]
      connection.respond(
        status: 200, headers: [("Content-Type", "application/json")], body: envelope.serialized())
    }
  }

  static func facts(in request: LoopbackServer.Request) -> [Fact] {
    let body = try? JSONDocument(parsing: request.body)
    let data = body?.root["messages"][1]["content"].string.flatMap { try? JSONDocument(parsing: Array($0.utf8)) }
    return data?.root["facts"].elements.map { Fact(json: $0) } ?? []
  }

  static func finding(
    _ claim: String, quoting facts: [Fact], proposing actions: [String] = []
  ) -> JSONTree {
    [
      "evidence": .array(facts.map(\.quote)), "claim": .string(claim), "rationale": .null, "guidelineId": .null,
      "severity": "warning", "confidence": "high",
      "actions": .array(actions.map { ["actionId": .string($0), "reason": "An option on the menu."] }),
    ]
  }

  /// The newest eGFR, truthfully; a proposal where one is named.
  static func truth(_ facts: [Fact], proposing actions: [String] = []) -> [JSONTree] {
    let rates = facts.filter { $0.label.lowercased().contains("glomerular") || $0.label.lowercased().contains("egfr") }
    guard let newest = rates.max(by: { day($0) < day($1) }), let value = newest.value else { return [] }
    return [finding("\(newest.label) is \(value).", quoting: [newest], proposing: actions)]
  }

  private static func day(_ fact: Fact) -> Int {
    Int((fact.json["date"].string ?? "").dropFirst(4)) ?? .min
  }
}
