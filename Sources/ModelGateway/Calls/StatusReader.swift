import HTTPClient
import JSON

/// Reads an answer that is not a 200.
enum StatusReader {
  static func error(of response: HTTPResponse) -> ModelCallError {
    let status = response.status
    let error = (try? JSONDocument(parsing: response.body, limits: ReplyReader.limits))?.root["error"]
    switch status {
    case 400, 422:
      if isContentFilter(error) { return .contentFiltered(.prompt) }
      return isAboutStructuredOutput(error) ? .structuredOutputRejected : .rejected(status: status)
    case 401: return .unauthorized
    case 403: return .forbidden
    case 404: return .notFound
    case 408: return .serverTimeout
    case 424:
      return .modelFailed(status: response.headers["ms-azureml-model-error-statuscode"].flatMap { Int($0) })
    case 429: return .throttled(wait: RetryAfter.wait(of: response.headers))
    case 503 where isLoading(error): return .loading(wait: RetryAfter.wait(of: response.headers))
    case 500...: return .unavailable(status: status, wait: RetryAfter.wait(of: response.headers))
    default: return .rejected(status: status)
    }
  }

  private static func isContentFilter(_ error: JSONValue?) -> Bool {
    error["code"].string == "content_filter" || error["innererror"]["code"].string == "ResponsibleAIPolicyViolation"
  }

  /// Servers say it in their own words: they name the member or what it holds.
  private static func isAboutStructuredOutput(_ error: JSONValue?) -> Bool {
    let words = ((error["message"].string ?? error.string ?? "") + " " + (error["param"].string ?? "")).lowercased()
    return ["response_format", "json_schema", "json_object", "text.format", "grammar"].contains { words.contains($0) }
  }

  private static func isLoading(_ error: JSONValue?) -> Bool {
    error["type"].string == "unavailable_error" || error["message"].string?.lowercased().contains("loading") == true
  }
}
