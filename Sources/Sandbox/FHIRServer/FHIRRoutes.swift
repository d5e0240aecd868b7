import FHIR
import HTTPTypes
import JSON
import SMART
import WebServer

/// The sandbox's FHIR R4 server, read only: metadata, read and search, below `/fhir`.
struct FHIRRoutes: RouteCollection {
  let engine: SearchEngine
  let tokens: AccessTokens
  /// The public address of `/fhir`, once it is known.
  let base: @Sendable () -> String

  var routes: [Route] {
    [
      .get("/fhir/metadata", allowsCrossOrigin: true) { _ in .fhir(CapabilityStatement.serialized(base: base())) },
      .get("/fhir/.well-known/smart-configuration", allowsCrossOrigin: true) { _ in
        .json(SMARTConfigurationDocument.serialized(base: base()))
      },
      .get("/fhir/{type}") { try await search($0, parameters: $0.query) },
      .get("/fhir/{type}/{id}") { try await read($0) },
      .post("/fhir/{type}/_search", body: .form) { request in
        let form = String(decoding: request.body, as: UTF8.self)
        return try await search(
          request, parameters: [request.query, form].filter { !$0.isEmpty }.joined(separator: "&"), isForm: true)
      },
    ]
  }

  private func read(_ request: WebRequest) async throws -> WebResponse {
    let type = try resourceType(of: request)
    guard let grant = tokens.grant(authorization: request.header(.authorization)) else { return Refusal.unauthorized }
    try Refusal.check(grant, allows: .read, of: type)
    guard let id = request.parameter("id"), let resource = engine.store.resource(ofType: type, id: id) else {
      throw WebProblem.notFound("There is no such resource.")
    }
    // Another patient's resource is refused and not hidden: this is a sandbox, and its user wants to know why.
    guard engine.isVisible(resource, to: grant.patient) else { throw Refusal.otherPatient }
    var headers: HTTPFields = [:]
    if let version = resource.versionID { headers[.eTag] = "W/\"\(version)\"" }
    return WebResponse(contentType: "application/fhir+json", headers: headers, body: Array(resource.value.sourceBytes))
  }

  private func search(_ request: WebRequest, parameters: String, isForm: Bool = false) async throws -> WebResponse {
    let type = try resourceType(of: request)
    guard let grant = tokens.grant(authorization: request.header(.authorization)) else { return Refusal.unauthorized }
    try Refusal.check(grant, allows: .search, of: type)
    do {
      let query = SearchQuery(
        type: type, parameters: try SearchQuery.parameters(parsing: Array(parameters.utf8)[...], plusIsBlank: isForm))
      let plan = try SearchPlan(query)
      if !plan.ignored.isEmpty, request.header(Self.prefer)?.contains("handling=strict") == true {
        throw WebProblem(
          .badRequest, code: .notSupported,
          "These search parameters are not supported: \(plan.ignored.joined(separator: ", ")).")
      }
      if let patient = plan.patientID, patient != grant.patient { throw Refusal.otherPatient }
      let answer = try engine.search(plan, patient: grant.patient)
      return .fhir(SearchBundle(plan: plan, answer: answer, base: base()).serialized())
    } catch let error as SearchQueryError {
      throw WebProblem(.badRequest, code: .invalid, "\(error.description).", at: error.part.isEmpty ? nil : error.part)
    } catch let error as SearchFailure {
      throw WebProblem(.badRequest, code: .invalid, error.message, at: error.parameter.isEmpty ? nil : error.parameter)
    }
  }

  private func resourceType(of request: WebRequest) throws(WebProblem) -> String {
    guard let type = request.parameter("type"), FHIRTypes.shared.resource(named: type) != nil else {
      throw WebProblem.notFound("This is not the name of a FHIR resource type.")
    }
    return type
  }

  private static let prefer = HTTPField.Name("Prefer") ?? .accept  // a valid token: never .accept
}
