import CDSHooks
import HTTPTypes
import JSON
import Logging
import Records
import WebServer

/// Takes in what clients report of the cards that they were sent. A 200 means that it is durable.
struct FeedbackIntake: Sendable {
  let pipeline: HookPipeline

  func take(_ call: HookCall, _ admitted: AdmittedCall) async -> WebResponse {
    let client = admitted.client
    var trace = admitted.trace
    do {
      trace.finished("receive")
      guard let (service, _) = pipeline.services.service(answeringAt: call.serviceID) else {
        throw HookError.unknownService
      }
      trace.line.service = service.id
      let report = try decode(call.body)
      trace.finished("decode")
      let dispositions = try await accept(report, about: service.id, from: client, call)
      trace.finished("feedback")
      try await keep(dispositions, &trace)
      return answer(dispositions, call)
    } catch {
      return await pipeline.refuse(error, call, &trace)
    }
  }

  private func decode(_ body: [UInt8]) throws(HookError) -> FeedbackReport {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: body, limits: .default)
    } catch {
      throw .badRequest(HookRequestError(error))
    }
    do throws(HookRequestError) {
      return try FeedbackReport(decoding: document)
    } catch {
      throw .badRequest(error)
    }
  }

  private func accept(
    _ report: FeedbackReport, about service: String, from client: CallingClient, _ call: HookCall
  ) async throws(HookError) -> [FeedbackDisposition] {
    do {
      return try await pipeline.records.accept(report.feedback, about: service, from: client.identity)
    } catch {
      pipeline.logger.error(
        "Feedback could not be recorded.", metadata: ["request": "\(call.requestID)", "failure": "\(error)"])
      throw .unavailable(retryAfter: 5)
    }
  }

  private func keep(_ dispositions: [FeedbackDisposition], _ trace: inout CallTrace) async throws(HookError) {
    for disposition in [FeedbackDisposition.recorded, .duplicate, .unknownCard] {
      let count = dispositions.count { $0 == disposition }
      guard count > 0 else { continue }
      trace.line.data.append(.init(key: "feedback-\(disposition.rawValue)", provenance: "context", count: count))
    }
    trace.line.reason = "feedback"
    do {
      try await pipeline.records.record(trace.closed(status: 200))
    } catch {
      throw .unavailable(retryAfter: 5)
    }
  }

  /// What is known was stored; a report of nothing but unknown cards is answered 404, so that the client notices.
  private func answer(_ dispositions: [FeedbackDisposition], _ call: HookCall) -> WebResponse {
    guard dispositions.allSatisfy({ $0 == .unknownCard }) else { return .json(Array("{}".utf8)) }
    return WebProblem(
      .notFound, code: .notFound, "No card of this report was sent to this client by this service.",
      at: "feedback[0].card"
    ).response
  }
}
