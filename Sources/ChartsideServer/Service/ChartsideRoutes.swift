import CDSHooks
import HTTPTypes
import SMART
public import WebServer

/// The endpoints of the service (CDS Hooks 2.0.1): discovery, calls, feedback.
public struct ChartsideRoutes: RouteCollection {
  let pipeline: HookPipeline
  let requiresTokenForDiscovery: Bool

  /// The endpoints.
  public var routes: [Route] { ChartsideRoutes.endpoints { self } }

  /// The endpoints of a service that is looked up for each request.
  static func endpoints(of service: @escaping @Sendable () throws -> ChartsideRoutes) -> [Route] {
    [
      .get("/cds-services", allowsCrossOrigin: true) { request in try await service().discover(request) },
      .post("/cds-services/{id}", allowsCrossOrigin: true) { request in
        try await service().pipeline.answer(call(request))
      },
      .post("/cds-services/{id}/feedback", allowsCrossOrigin: true) { request in
        try await FeedbackIntake(pipeline: service().pipeline).take(call(request))
      },
    ]
  }

  private func discover(_ request: WebRequest) async -> WebResponse {
    if requiresTokenForDiscovery {
      do throws(AuthenticationFailure) {
        _ = try await pipeline.gate.authenticate(
          authorization: request.header(.authorization), path: "cds-services", now: pipeline.clock.date,
          deadline: request.received + pipeline.deadlines.deadline)
      } catch {
        var trace = CallTrace(call: ChartsideRoutes.call(request), time: pipeline.clock.milliseconds)
        return await pipeline.refuse(error, &trace)
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
