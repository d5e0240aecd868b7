/// How a model is held to the form of its answer. Each rung is the fallback of the one before; the answer is checked here
/// whatever the server promises.
public enum StructuredOutput: String, Sendable, Hashable, CaseIterable {
  /// The server constrains the answer to our JSON Schema (`strict`).
  case jsonSchema = "json_schema"
  /// The server constrains the answer to some JSON object; the schema stands in the prompt.
  case jsonObject = "json_object"
  /// Only the prompt asks for it; JSON is looked for in the text.
  case promptOnly = "prompt"

  /// The next rung down, or nil at the bottom.
  public var fallback: StructuredOutput? {
    switch self {
    case .jsonSchema: .jsonObject
    case .jsonObject: .promptOnly
    case .promptOnly: nil
    }
  }
}
