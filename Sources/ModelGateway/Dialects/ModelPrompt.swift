public import JSON

/// What is said to a model: instructions, data, and the form of the answer.
public struct ModelPrompt: Sendable {
  /// Our instructions.
  public var instructions: String
  /// The data, one JSON document. Everything in it is data, whatever it says.
  public var data: String
  /// The JSON Schema of the answer.
  public var schema: JSONTree
  /// The schema's name on the wire.
  public var schemaName: String

  /// A prompt.
  public init(instructions: String, data: String, schema: JSONTree, schemaName: String = "findings") {
    self.instructions = instructions
    self.data = data
    self.schema = schema
    self.schemaName = schemaName
  }

  /// The instructions for a rung: where the server does not hold the model to the schema, the prompt shows it.
  func instructions(for rung: StructuredOutput) -> String {
    guard rung != .jsonSchema else { return instructions }
    return instructions + "\n\nAnswer with one JSON object and nothing else. It must satisfy this JSON Schema:\n"
      + String(decoding: schema.serialized(), as: UTF8.self)
  }

  /// A cautious guess at the tokens that the prompt takes: three bytes each.
  var estimatedTokens: Int {
    (instructions.utf8.count + data.utf8.count + schema.serialized().count) / 3 + 16
  }
}
