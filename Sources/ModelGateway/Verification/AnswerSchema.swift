import JSON

/// The form of an answer: the JSON Schema that is sent, and our own reading of it, which trusts no server.
///
/// Strict structured output knows no lengths or counts, so those are checked here only. Evidence stands before the claim:
/// models write members in the schema's order.
struct AnswerSchema: Sendable {
  let actionIDs: [String]
  let guidelineIDs: [String]

  static let findings = 5
  static let quotes = 12
  static let actions = 4
  static let missing = 10
  /// Above every wording limit: whatever is longer is no text at all.
  static let longestText = 4_000
  static let severities = ["info", "warning"]
  static let confidences = ["low", "medium", "high"]

  var tree: JSONTree {
    let text: JSONTree = ["type": "string"]
    let optional: JSONTree = ["type": ["string", "null"]]
    let quote = Self.object([
      ("ref", text), ("fact", text), ("value", optional), ("unit", optional), ("date", optional),
    ])
    let action = Self.object([("actionId", Self.choice(actionIDs)), ("reason", text)])
    let finding = Self.object([
      ("evidence", ["type": "array", "items": quote]), ("claim", text), ("rationale", optional),
      ("guidelineId", Self.choice(guidelineIDs, optional: true)), ("severity", Self.choice(Self.severities)),
      ("confidence", Self.choice(Self.confidences)), ("actions", ["type": "array", "items": action]),
    ])
    return Self.object([
      ("findings", ["type": "array", "items": finding]), ("missingData", ["type": "array", "items": text]),
      ("abstain", ["type": "boolean"]), ("abstainReason", optional),
    ])
  }

  private static func object(_ members: [(String, JSONTree)]) -> JSONTree {
    var properties = JSONObject()
    for (name, schema) in members { properties[name] = schema }
    return [
      "type": "object", "properties": .object(properties), "required": .array(members.map { .string($0.0) }),
      "additionalProperties": false,
    ]
  }

  private static func choice(_ values: [String], optional: Bool = false) -> JSONTree {
    let type: JSONTree = optional ? ["string", "null"] : "string"
    guard !values.isEmpty else { return ["type": type] }
    return ["type": type, "enum": .array(values.map(JSONTree.string) + (optional ? [.null] : []))]
  }

  // MARK: Reading

  /// The answer, or nil when anything about its form is not as agreed. Ids and severities are judged in later steps, so
  /// that each has its own reason.
  func read(_ root: JSONValue) -> ModelAnswer? {
    guard Self.has(root, ["findings", "missingData", "abstain", "abstainReason"]),
      let items = Self.list(root["findings"], atMost: Self.findings),
      let missing = Self.list(root["missingData"], atMost: Self.missing), let abstains = root["abstain"]?.bool,
      Self.isOptionalText(root["abstainReason"])
    else { return nil }
    var findings: [ModelAnswer.Finding] = []
    for item in items {
      guard let finding = finding(item) else { return nil }
      findings.append(finding)
    }
    let phrases = missing.compactMap(Self.text)
    guard phrases.count == missing.count else { return nil }
    return ModelAnswer(findings: findings, missingData: phrases, abstains: abstains)
  }

  private func finding(_ item: JSONValue) -> ModelAnswer.Finding? {
    guard
      Self.has(item, ["evidence", "claim", "rationale", "guidelineId", "severity", "confidence", "actions"]),
      let quotes = Self.list(item["evidence"], atMost: Self.quotes),
      let proposals = Self.list(item["actions"], atMost: Self.actions), let claim = Self.text(item["claim"]),
      Self.isOptionalText(item["rationale"]), Self.isOptionalText(item["guidelineId"]),
      let severity = Self.text(item["severity"]), (Self.severities + ["critical"]).contains(severity),
      let confidence = Self.text(item["confidence"]), Self.confidences.contains(confidence)
    else { return nil }
    let evidence = quotes.compactMap { quote -> ModelAnswer.Quote? in
      guard Self.has(quote, ["ref", "fact", "value", "unit", "date"]), let reference = Self.text(quote["ref"]),
        let fact = Self.text(quote["fact"]),
        ["value", "unit", "date"].allSatisfy({ Self.isOptionalText(quote[$0]) })
      else { return nil }
      return .init(
        reference: reference, fact: fact, value: quote["value"]?.string, unit: quote["unit"]?.string,
        date: quote["date"]?.string)
    }
    let actions = proposals.compactMap { proposal -> ModelAnswer.Proposal? in
      guard Self.has(proposal, ["actionId", "reason"]), let id = Self.text(proposal["actionId"]),
        let reason = Self.text(proposal["reason"])
      else { return nil }
      return .init(actionID: id, reason: reason)
    }
    guard evidence.count == quotes.count, actions.count == proposals.count else { return nil }
    return .init(
      evidence: evidence, claim: claim, rationale: item["rationale"]?.string, guidelineID: item["guidelineId"]?.string,
      severity: severity, confidence: confidence, actions: actions)
  }

  /// Whether `value` is an object with exactly these members.
  private static func has(_ value: JSONValue, _ names: Set<String>) -> Bool {
    value.isObject && Set(value.members.map(\.key)) == names
  }

  private static func list(_ value: JSONValue?, atMost limit: Int) -> [JSONValue]? {
    guard let value, value.isArray, value.count <= limit else { return nil }
    return Array(value.elements)
  }

  private static func text(_ value: JSONValue?) -> String? {
    guard let text = value.string, text.utf8.count <= longestText else { return nil }
    return text
  }

  private static func isOptionalText(_ value: JSONValue?) -> Bool {
    guard let value else { return false }
    return value.isNull || text(value) != nil
  }
}
