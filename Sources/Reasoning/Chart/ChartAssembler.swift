public import CDSHooks
public import ClinicalTypes
import FHIR
import JSON

/// Gathers a chart in two pure steps around the network: what prefetch satisfies and what must be fetched, then the whole
/// from both. Every resource is checked again here, since clients and servers ignore what they were asked.
public struct ChartAssembler: Sendable {
  /// What is to be fetched before ``assemble(fetched:now:deadline:)``.
  public let plan: ChartPlan
  private let request: HookRequest
  private let identity: PatientIdentity
  private let entries: [Entry]

  /// A requirement and what the client sent for it.
  struct Entry: Sendable {
    let requirement: DataRequirement
    let query: ResourceQuery?
    let state: PrefetchState
    /// The gap that prefetch leaves; nil when it satisfies.
    let gap: ChartGap?
    let isFetched: Bool
    /// What came under keys of other content, where the requirement accepts that: some of the answer, for want of better.
    var elsewhere: [JSONValue] = []
  }

  /// Reads a request's prefetch against the requirements of the models that will run.
  /// - Throws: ``HookRequestError`` when the client sent another patient's record as this patient's: nothing is evaluated.
  public init(request: HookRequest, requirements: [DataRequirement]) throws(HookRequestError) {
    var notices: [ToleratedHabit] = []
    var entries: [Entry] = []
    let otherKeys = OtherKeys(prefetch: request.prefetch, except: Set(requirements.map(\.key)))
    for requirement in requirements {
      guard case .query(let query) = requirement.template.resolve(in: request.context) else {
        let gap = ChartGap(key: requirement.key, type: requirement.type, reason: .unresolvable)
        entries.append(Entry(requirement: requirement, query: nil, state: .absent, gap: gap, isFetched: false))
        continue
      }
      var state = PrefetchState(of: requirement.key, answering: query, in: request, noting: &notices)
      var elsewhere: [JSONValue] = []
      if case .absent = state, requirement.acceptsOtherKeys {
        elsewhere = otherKeys.resources(of: requirement.type, noting: &notices)
        if case .read(_, let id) = query, let match = elsewhere.first(where: { $0["id"]?.string == id }) {
          state = .resource(match)
        }
      }
      if case .unusable(let fault) = state, fault.fault == .otherPatient { throw fault.error }
      let (gap, mayBeFetched) = Self.judge(state, of: requirement)
      entries.append(
        Entry(
          requirement: requirement, query: query, state: state, gap: gap,
          isFetched: mayBeFetched && requirement.isFetched,
          elsewhere: gap == nil ? [] : elsewhere))
    }
    self.request = request
    self.entries = entries
    identity = Self.identity(of: request.context.patientID, in: entries)
    plan = ChartPlan(
      satisfied: entries.filter { $0.gap == nil }.map(\.requirement.key),
      fetches: entries.compactMap { entry in
        guard entry.isFetched, let query = entry.query else { return nil }
        return .init(key: entry.requirement.key, query: query, limit: entry.requirement.limit)
      },
      refused: entries.compactMap { $0.isFetched ? nil : $0.gap }, notices: notices)
  }

  /// What prefetch leaves open, and whether to ask the server.
  private static func judge(_ state: PrefetchState, of requirement: DataRequirement) -> (gap: ChartGap?, fetch: Bool) {
    func gap(_ reason: ChartGap.Reason) -> ChartGap {
      ChartGap(key: requirement.key, type: requirement.type, reason: reason)
    }
    switch state {
    case .absent: return (gap(.notObtained(.noAccess)), true)
    // The client has looked: for a search that is the answer, for a read it is the lack of one.
    case .null: return (requirement.template.isRead ? gap(.refused(codes: ["null"])) : nil, false)
    case .operationOutcome(let outcome):
      // A client that failed for a passing reason, or only warned, may be helped by asking; a refusal is an answer.
      let isPassing = !outcome.isError || outcome.codes.contains { passingCodes.contains($0) }
      return (gap(.refused(codes: outcome.codes)), isPassing)
    case .resource: return (nil, false)
    case .bundle(let bundle):
      if bundle.reportsError { return (gap(.refused(codes: [])), true) }
      guard bundle.isCutShort else { return (nil, false) }
      let fault = AnswerOrder.fault(of: bundle.resources, answering: requirement)
      return (fault.map(gap), fault != nil)
    case .unusable(let fault): return (gap(.unusable(fault.fault)), true)
    }
  }

  private static let passingCodes: Set<String> = [
    "timeout", "transient", "throttled", "too-costly", "exception", "lock-error",
  ]

  private static func identity(of patientID: String, in entries: [Entry]) -> PatientIdentity {
    for entry in entries where entry.requirement.type == "Patient" {
      if case .resource(let patient) = entry.state { return PatientIdentity(id: patientID, patient: patient) }
    }
    return PatientIdentity(id: patientID)
  }

  /// Puts the chart together.
  /// - Parameters:
  ///   - fetched: what came of the plan's fetches, by key. A fetch without a result counts as not obtained.
  ///   - now: the instant of the call, in the site's time zone.
  ///   - deadline: when the answer is due.
  /// - Returns: the chart.
  /// - Throws: ``HookError/missingData(_:)`` (412) when a required answer could not be had, or
  ///   ``HookError/badRequest(_:)`` (400) when a draft order is another patient's.
  public func assemble(
    fetched: [String: FetchResult] = [:], now: PartialDateTime, deadline: ContinuousClock.Instant
  ) throws(HookError) -> Chart {
    var identity = identity
    if let record = patientRecord(in: fetched) {
      identity = PatientIdentity(id: request.context.patientID, patient: record)
    }
    var results: [RequirementResult] = []
    var supporting: [ChartResource] = []
    var missing: [MissingData] = []
    for entry in entries {
      var check = AnswerCheck(requirement: entry.requirement, identity: identity, now: now)
      switch fetched[entry.requirement.key] {
      case let result? where entry.isFetched: check.add(result, else: entry)
      default:
        check.add(entry.state)
        check.add(elsewhere: entry.elsewhere)
        if let gap = entry.gap { check.gaps.append(gap) }
      }
      let result = RequirementResult(requirement: entry.requirement, resources: check.accepted, gaps: check.gaps)
      results.append(result)
      supporting += check.supporting
      if entry.requirement.isRequired, let lack = check.lack { missing.append(lack) }
    }
    guard missing.isEmpty else { throw .missingData(missing) }
    if let foreign = request.context.draftOrders.first(where: { identity.owns($0.value) == false }) {
      throw .badRequest(
        HookRequestError(
          path: foreign.value.path, expected: "an order for the patient in context", found: "one for another patient",
          remedy: "Send the drafts of context.patientId only."))
    }
    // Printed so in the hook library, and read; but no rule knows such an order, and silence would look like "checked".
    if let unknown = request.context.draftOrders.first(where: { FHIRTypes.shared.resource(named: $0.type) == nil }) {
      throw .badRequest(
        HookRequestError(
          path: unknown.value.path, expected: "an order of a FHIR R4 type", found: unknown.type,
          remedy: "Send R4 (4.0.1), for example a MedicationRequest: what another version has cannot be checked."))
    }
    let drafts = request.context.draftOrders
    // What is taken only if it comes is no lack of the chart; who asked for it sees it in a view of its own.
    let gaps = results.filter(\.requirement.isFetched).flatMap(\.gaps)
    return Chart(
      hook: request.hook, hookInstance: request.hookInstance, context: request.context, identity: identity,
      results: results, supporting: supporting, draftOrders: drafts, gaps: gaps, now: now, deadline: deadline)
  }

  private func patientRecord(in fetched: [String: FetchResult]) -> JSONValue? {
    for entry in entries where entry.requirement.type == "Patient" {
      // The record counts only under the id that was asked for: links are read from it, never to it.
      if case .resource(let patient)? = fetched[entry.requirement.key],
        patient["id"]?.stringEquals(request.context.patientID) == true
      {
        return patient
      }
    }
    return nil
  }
}
