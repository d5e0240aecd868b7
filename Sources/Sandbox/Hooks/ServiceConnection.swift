import Foundation
import HTTPClient
import JSON
import SMART

/// The sandbox as a CDS client: calls a CDS service over HTTP with signed tokens.
struct ServiceConnection: Sendable {
  /// What came of a call.
  struct Outcome {
    /// The status; nil when there was no answer.
    var status: Int?
    /// From sending the request to the last byte of the answer.
    var milliseconds: Double
    /// The answer, when it is JSON.
    var json: JSONValue?
    /// What went wrong, for people; nil when the answer is 2xx and JSON.
    var failure: String?
  }

  let base: BaseURL
  let signer: JWTSigner
  let client: HTTPClient
  let now: @Sendable () -> Date

  /// Discovery: `GET {base}/cds-services`.
  func discover() async -> Outcome { await send(.get, ["cds-services"]) }

  /// A service call.
  func call(_ service: String, body: [UInt8]) async -> Outcome {
    await send(.post, ["cds-services", service], body: body)
  }

  /// Feedback on a card.
  func feedback(_ service: String, body: [UInt8]) async -> Outcome {
    await send(.post, ["cds-services", service, "feedback"], body: body, needsJSON: false)
  }

  private func send(_ method: HTTPMethod, _ path: [String], body: [UInt8]? = nil, needsJSON: Bool = true) async
    -> Outcome
  {
    let clock = ContinuousClock()
    let start = clock.now
    func elapsed() -> Double { (clock.now - start) / .milliseconds(1) }
    do {
      let url = try base.appending(path)
      let token = try BearerToken(signer.token(audience: url.absoluteString, now: now()), base: base)
      var headers = [HTTPHeader("Accept", "application/json")]
      if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
      let request = HTTPRequest(method, url, headers: headers, body: body, token: token)
      let response = try await client.send(request, deadline: start + .seconds(30))
      let document = try? JSONDocument(parsing: response.body)
      var outcome = Outcome(status: response.status, milliseconds: elapsed(), json: document?.root)
      if !(200..<300).contains(response.status) {
        let reason = document?.root["issue"][0]["diagnostics"].string
        outcome.failure = "The service answered \(response.status)" + (reason.map { ": \($0)" } ?? ".")
      } else if document == nil, needsJSON {
        outcome.failure = "The service's answer is not JSON."
      }
      return outcome
    } catch let error as HTTPClientError {
      return Outcome(milliseconds: elapsed(), failure: "The service did not answer: \(error.message)")
    } catch {
      return Outcome(milliseconds: elapsed(), failure: "The call could not be made: \(error)")
    }
  }
}
