import CDSHooks
import HTTPTypes
public import WebServer

/// The endpoints of the service: discovery, calls and feedback (CDS Hooks 2.0.1), and the cards of its models.
public struct ChartsideRoutes: RouteCollection {
  let pipeline: HookPipeline
  let requiresTokenForDiscovery: Bool
  let models: ModelPages?

  /// The endpoints.
  public var routes: [Route] { ChartsideRoutes.endpoints { self } }

  /// The endpoints of a service that is looked up for each request.
  static func endpoints(of service: @escaping @Sendable () throws -> ChartsideRoutes) -> [Route] {
    [
      .get("/cds-services", allowsCrossOrigin: true) { request in try await service().discover(request) },
      .get("/models") { request in try await pages(service).list(request) },
      .get("/models/style.css") { _ in ModelPages.style },
      .get("/models/{id}") { request in try await pages(service).card(request) },
      .guardedPost("/cds-services/{id}", allowsCrossOrigin: true) { head in
        let (pipeline, head) = (try service().pipeline, call(head))
        return await pipeline.admit(head, at: head.path) { await pipeline.answer(call($0), $1) }
      },
      .guardedPost("/cds-services/{id}/feedback", allowsCrossOrigin: true) { head in
        let (pipeline, head) = (try service().pipeline, call(head))
        return await pipeline.admit(head, at: head.path + "/feedback") {
          await FeedbackIntake(pipeline: pipeline).take(call($0), $1)
        }
      },
    ]
  }

  private static func pages(_ service: @Sendable () throws -> ChartsideRoutes) throws -> ModelPages {
    guard let pages = try service().models else {
      throw WebProblem(.notFound, code: .notFound, "No models are described here.")
    }
    return pages
  }

  private func discover(_ request: WebRequest) async -> WebResponse {
    if requiresTokenForDiscovery {
      do throws(AdmittedCall.Refused) {
        _ = try await pipeline.authenticate(ChartsideRoutes.call(request), at: "cds-services")
      } catch {
        return error.response
      }
    }
    return .json(pipeline.services.discovery)
  }

  private static func call(_ request: WebRequest) -> HookCall {
    HookCall(
      serviceID: request.parameter("id") ?? "", body: request.body, authorization: request.header(.authorization),
      requestID: request.id, received: request.received)
  }
}

extension HookPipeline {
  /// Authenticates a call on its head; one that is let in is answered when its body is there.
  fileprivate func admit(
    _ head: HookCall, at path: String,
    answer: @escaping @Sendable (WebRequest, AdmittedCall) async -> WebResponse
  ) async -> Admission {
    do throws(AdmittedCall.Refused) {
      let admitted = try await authenticate(head, at: path)
      return .admitted { await answer($0, admitted) }
    } catch {
      return .refused(error.response)
    }
  }
}
