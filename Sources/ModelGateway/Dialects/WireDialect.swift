/// How a deployment is spoken to.
public enum WireDialect: String, Sendable, Hashable, CaseIterable {
  /// `POST {base}/chat/completions`: Azure AI Foundry's `/openai/v1`, Ollama, vLLM, llama.cpp.
  case openAIChat = "openai-chat"
  /// `POST {base}/responses`, always with `store: false`, since a response is otherwise kept by the host for 30 days.
  case openAIResponses = "openai-responses"
  /// `POST {base}/score` of an Azure Machine Learning managed online endpoint.
  case azureMLScore = "azureml-score"

  /// The path below the base, where an endpoint names no other.
  public var defaultPath: String {
    switch self {
    case .openAIChat: "chat/completions"
    case .openAIResponses: "responses"
    case .azureMLScore: "score"
    }
  }
}
