public import HTTPClient

/// Why a call of a model came to nothing. None of it quotes the request or the answer.
public enum ModelCallError: Error, Sendable, Hashable {
  /// 429. `wait` is how long the server asks for; nil when it did not say.
  case throttled(wait: Duration?)
  /// The host's content filter stopped the prompt or the answer. Clinical text does set it off; never retried.
  case contentFiltered(FilteredPart)
  /// The answer reached its token limit and is cut.
  case cutAtLength
  /// The model declined to answer.
  case refused
  /// 424, or a failed response: the model behind the endpoint failed, with this status of its own.
  case modelFailed(status: Int?)
  /// 503 while the server loads the model.
  case loading(wait: Duration?)
  /// Another 5xx.
  case unavailable(status: Int, wait: Duration?)
  /// 408: the server's own deadline.
  case serverTimeout
  /// 401.
  case unauthorized
  /// 403: permissions, a network rule, or a suspended resource.
  case forbidden
  /// 404: no such deployment or path.
  case notFound
  /// Another status that more of the same will not change.
  case rejected(status: Int)
  /// 400 or 422 about the form of the answer: the next rung may do.
  case structuredOutputRejected
  /// The answer cannot be read.
  case unreadable(UnreadableAnswer)
  /// The deadline passed.
  case late
  /// The connection failed.
  case transport(HTTPClientError.Kind)
  /// There is no token to call with.
  case noToken
  /// Our own limits did not let the call out.
  case notAdmitted(AdmissionRefusal)
  /// The service is stopping.
  case cancelled

  /// Which side of the call the host's filter stopped.
  public enum FilteredPart: String, Sendable, Hashable {
    /// What we sent.
    case prompt
    /// What the model wrote.
    case answer
  }

  /// Why an answer cannot be read.
  public enum UnreadableAnswer: String, Sendable, Hashable {
    /// The body is no JSON, or is cut.
    case notJSON
    /// The connection ended within the body.
    case cutOff
    /// There is no text in it.
    case noAnswer
    /// It is longer than any answer may be.
    case tooLong
    /// It asks for a tool: none was offered.
    case toolCall
  }

  /// A stable name, fit for metrics.
  public var name: String {
    switch self {
    case .throttled: "throttled"
    case .contentFiltered(let part): "content-filtered-\(part.rawValue)"
    case .cutAtLength: "cut-at-length"
    case .refused: "refused"
    case .modelFailed: "model-failed"
    case .loading: "loading"
    case .unavailable: "unavailable"
    case .serverTimeout: "server-timeout"
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .notFound: "not-found"
    case .rejected: "rejected"
    case .structuredOutputRejected: "structured-output-rejected"
    case .unreadable(let why): "unreadable-\(why.rawValue)"
    case .late: "late"
    case .transport: "transport"
    case .noToken: "no-token"
    case .notAdmitted(let why): "not-admitted-\(why.name)"
    case .cancelled: "cancelled"
    }
  }

  /// Whether the same call may succeed a little later.
  public var isPassing: Bool {
    switch self {
    case .throttled, .loading, .unavailable, .serverTimeout, .late: true
    case .transport(let kind): kind != .invalidRequest && kind != .schemeNotAllowed && kind != .addressNotAllowed
    default: false
    }
  }

  /// Whether it says that the deployment is unwell (and not that this one prompt or answer was), so that the circuit
  /// breaker counts it.
  public var countsAgainstDeployment: Bool {
    switch self {
    case .contentFiltered, .cutAtLength, .refused, .structuredOutputRejected, .notAdmitted, .cancelled: false
    default: true
    }
  }

  /// Whether asking again about the same facts is pointless: the same prompt meets the same end.
  var isAboutThisPrompt: Bool {
    switch self {
    case .contentFiltered, .cutAtLength, .refused: true
    default: false
    }
  }

  /// How long the server asks callers to stay away.
  public var wait: Duration? {
    switch self {
    case .throttled(let wait), .loading(let wait), .unavailable(_, let wait): wait
    default: nil
    }
  }
}
