import JSON

/// Reads the body of a 200. Only what is needed is read: servers add members at any time.
struct ReplyReader {
  let dialect: WireDialect
  let rung: StructuredOutput

  /// The most that an answer may take.
  static let limits = JSONLimits(bytes: 1 << 20, depth: 32, nodes: 100_000)
  /// The longest text of an answer, in bytes.
  static let longestText = 64 << 10

  func read(_ body: [UInt8]) throws(ModelCallError) -> ModelReply {
    guard let root = try? JSONDocument(parsing: body, limits: Self.limits).root else {
      throw .unreadable(.notJSON)
    }
    if root["error"]?.isObject == true { throw .rejected(status: 200) }
    let text: String
    switch dialect {
    case .openAIChat: text = try chat(root)
    case .openAIResponses: text = try responses(root)
    case .azureMLScore: text = try score(root)
    }
    guard !text.isEmpty else { throw .unreadable(.noAnswer) }
    guard text.utf8.count <= Self.longestText else { throw .unreadable(.tooLong) }
    let usage = root["usage"]
    let input = usage["prompt_tokens"].int ?? usage["input_tokens"].int
    let output = usage["completion_tokens"].int ?? usage["output_tokens"].int
    return ModelReply(
      text: text, rung: dialect == .azureMLScore ? .promptOnly : rung, model: root["model"]?.string,
      systemFingerprint: root["system_fingerprint"]?.string,
      usage: input == nil && output == nil ? nil : TokenUsage(input: input ?? 0, output: output ?? 0))
  }

  private func chat(_ root: JSONValue) throws(ModelCallError) -> String {
    guard let choice = root["choices"][0] else { throw .unreadable(.noAnswer) }
    switch choice["finish_reason"].string {
    case "content_filter": throw .contentFiltered(.answer)
    case "length": throw .cutAtLength
    case "tool_calls", "function_call": throw .unreadable(.toolCall)
    default: break
    }
    let message = choice["message"]
    if let refusal = message["refusal"], !refusal.isNull { throw .refused }
    if message["tool_calls"].elements.isEmpty == false { throw .unreadable(.toolCall) }
    guard let content = message["content"] else { throw .unreadable(.noAnswer) }
    return content.string ?? content.elements.compactMap { $0["text"].string }.joined()
  }

  private func responses(_ root: JSONValue) throws(ModelCallError) -> String {
    switch root["status"]?.string {
    case "incomplete":
      throw root["incomplete_details"]["reason"].string == "content_filter" ? .contentFiltered(.answer) : .cutAtLength
    case "failed", "cancelled": throw .modelFailed(status: nil)
    case "queued", "in_progress": throw .unreadable(.noAnswer)
    default: break
    }
    var text = ""
    for item in root["output"].elements {
      guard item["type"].string == "message" else {
        if item["type"].string == "function_call" { throw .unreadable(.toolCall) }
        continue
      }
      for part in item["content"].elements {
        if part["type"].string == "refusal" { throw .refused }
        if part["type"].string == "output_text" { text += part["text"].string ?? "" }
      }
    }
    return text
  }

  /// Scoring scripts answer as they like: a row or its table, the text itself or an object that holds it.
  private func score(_ root: JSONValue) throws(ModelCallError) -> String {
    var value = root
    for _ in 0..<4 {
      if let text = value.string { return text }
      if value.isArray, let first = value[0] {
        value = first
      } else if let inner = ["output", "answer", "result", "predictions", "0"].lazy.compactMap({ value[$0] }).first {
        value = inner
      } else if value.isObject {
        return String(decoding: value.sourceBytes, as: UTF8.self)
      }
    }
    throw .unreadable(.noAnswer)
  }
}
