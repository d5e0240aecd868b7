import CDSHooks
import ClinicalTypes
import FHIR
import FHIRClient
import HTTPClient
import JSON
import Reasoning
import SMART

/// Completes what prefetch lacks from the client's registered FHIR server, with the call's own token.
struct Gatherer: Sendable {
  let clients: HTTPClientRegistry
  /// Of the time that is left, the part that fetching may take; the rest belongs to reasoning and the answer.
  static let share = 0.75

  func gather(
    _ request: HookRequest, for service: HookService, from client: CallingClient,
    receivedAt: ContinuousClock.Instant, now: PartialDateTime, deadline: ContinuousClock.Instant
  ) async throws -> Chart {
    let assembler = try ChartAssembler(request: request, requirements: service.requirements)
    var fetched: [String: FetchResult] = [:]
    if !assembler.plan.fetches.isEmpty,
      let server = try server(for: request, client: client, receivedAt: receivedAt, deadline: deadline)
    {
      let end = ContinuousClock.now + (deadline - ContinuousClock.now) * Self.share
      fetched = await fetch(assembler.plan.fetches, from: server, deadline: end)
    }
    return try assembler.assemble(fetched: fetched, now: now, deadline: deadline)
  }

  /// The server to ask, or nil when the call gives no access: then what prefetch lacks is a gap.
  private func server(
    for request: HookRequest, client: CallingClient, receivedAt: ContinuousClock.Instant,
    deadline: ContinuousClock.Instant
  ) throws -> FHIRClient? {
    guard let trust = client.trust, let named = request.fhirServer else { return nil }
    guard let grant = request.fhirAuthorization.map({ Self.grant($0, until: deadline, receivedAt: receivedAt) }) else {
      // Out of the protocol, but a sandbox's open server may be asked where the caller is the user at the command line.
      guard client.registration == nil, let base = try? BaseURL(named) else { return nil }
      return FHIRClient(base: base, http: clients.client(for: trust))
    }
    guard let base = client.registration.map({ $0.fhirServer(matching: named) }) ?? (try? BaseURL(named)) else {
      throw HookRequestError(
        path: "fhirServer", expected: "a FHIR server that is registered for this client", found: "another one",
        remedy: "Register the server's base URL with this service.")
    }
    try grant.check(clientID: client.registration?.clientID, patientID: request.context.patientID)
    let token = try grant.bearerToken(for: base, receivedAt: receivedAt)
    return FHIRClient(base: base, token: token, http: clients.client(for: trust))
  }

  /// The grant as the decoder took it, with the habits that it tolerates; a token of unknown life is good for this call.
  private static func grant(
    _ raw: RawFHIRAuthorization, until deadline: ContinuousClock.Instant, receivedAt: ContinuousClock.Instant
  ) -> FHIRAuthorization {
    FHIRAuthorization(
      accessToken: raw.accessToken.reveal(),
      lifetime: raw.expiresIn.map { .seconds($0) } ?? (deadline - receivedAt) + .seconds(2),
      scopes: Scopes(parsing: raw.scope), subject: raw.subject, patient: raw.patient)
  }

  private func fetch(
    _ fetches: [ChartPlan.Fetch], from server: FHIRClient, deadline: ContinuousClock.Instant
  ) async -> [String: FetchResult] {
    var queries: [String: FHIRQuery] = [:]
    for fetch in fetches {
      switch fetch.query {
      case .read(let type, let id): queries[fetch.key] = .read(type: type, id: id)
      case .search: queries[fetch.key] = fetch.query.searchQuery.map { .search($0) }
      }
    }
    return await server.fetch(queries, deadline: deadline).mapValues(Gatherer.result)
  }

  private static func result(_ answer: Result<FHIRAnswer, FHIRClientError>) -> FetchResult {
    switch answer {
    case .success(.resource(let resource)): .resource(resource.value)
    case .success(.searchset(let found)):
      result(of: found)
    case .failure(let error): result(of: error)
    }
  }

  private static func result(of found: SearchResult) -> FetchResult {
    let values = (found.matches + found.included).map(\.value)
    if found.outcomes.contains(where: { ($0.severity ?? .error) >= .error }) { return .partial(values, .reportedError) }
    if found.isComplete, let total = found.total, total > found.matches.count {
      return .partial(values, .fewerThanTotal)
    }
    return .resources(values, isComplete: found.isComplete)
  }

  private static func result(of error: FHIRClientError) -> FetchResult {
    switch error.kind {
    case .notFound, .gone: .none
    case .unauthorized: .failed(.unauthorized)
    case .forbidden: .failed(.forbidden)
    case .tooManyRequests: .failed(.throttled)
    case .rejected(let status), .server(let status, _), .unexpectedStatus(let status): .failed(.status(status))
    case .notFHIR, .malformed, .wrongResource, .operationOutcome, .invalidRequest: .failed(.unreadable)
    case .transport(.tokenNotAllowed): .failed(.tokenUnusable)
    case .transport(.deadlineExceeded), .transport(.cancelled): .failed(.late)
    case .transport: .failed(.unreachable)
    }
  }
}
