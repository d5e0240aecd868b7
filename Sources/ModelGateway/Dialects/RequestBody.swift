import JSON

/// Writes the body of a request in an endpoint's dialect.
struct RequestBody {
  let endpoint: ModelEndpoint
  let prompt: ModelPrompt
  let rung: StructuredOutput

  var bytes: [UInt8] {
    var body = JSONObject()
    switch endpoint.dialect {
    case .openAIChat: chat(&body)
    case .openAIResponses: responses(&body)
    case .azureMLScore: score(&body)
    }
    for (name, value) in endpoint.extraBody where body[name] == nil { body[name] = value }
    return JSONTree.object(body).serialized()
  }

  private func chat(_ body: inout JSONObject) {
    body["model"] = .string(endpoint.deployment)
    body["messages"] = [
      ["role": .string(endpoint.instructionRole), "content": .string(prompt.instructions(for: rung))],
      ["role": "user", "content": .string(prompt.data)],
    ]
    body[endpoint.tokenLimitMember ?? "max_completion_tokens"] = .number(String(endpoint.maximumOutputTokens))
    body["stream"] = false
    switch rung {
    case .jsonSchema:
      body["response_format"] = [
        "type": "json_schema",
        "json_schema": ["name": .string(prompt.schemaName), "strict": true, "schema": prompt.schema],
      ]
    case .jsonObject: body["response_format"] = ["type": "json_object"]
    case .promptOnly: break
    }
  }

  private func responses(_ body: inout JSONObject) {
    body["model"] = .string(endpoint.deployment)
    body["instructions"] = .string(prompt.instructions(for: rung))
    body["input"] = .string(prompt.data)
    body[endpoint.tokenLimitMember ?? "max_output_tokens"] = .number(String(endpoint.maximumOutputTokens))
    body["stream"] = false
    // Otherwise the host keeps what was sent.
    body["store"] = false
    switch rung {
    case .jsonSchema:
      body["text"] = [
        "format": [
          "type": "json_schema", "name": .string(prompt.schemaName), "strict": true, "schema": prompt.schema,
        ]
      ]
    case .jsonObject: body["text"] = ["format": ["type": "json_object"]]
    case .promptOnly: break
    }
  }

  /// One row: scoring scripts take a table. The schema always goes along, since nothing constrains the answer.
  private func score(_ body: inout JSONObject) {
    body["input_data"] = [
      "columns": ["instructions", "data"], "index": [0],
      "data": [[.string(prompt.instructions(for: .promptOnly)), .string(prompt.data)]],
    ]
    body["params"] = [
      endpoint.tokenLimitMember ?? "max_new_tokens": .number(String(endpoint.maximumOutputTokens))
    ]
  }
}
