import CDSHooks
import Reasoning
import Records

/// The audit line of a call in the making, and the time that each stage took.
struct CallTrace {
  var line: AuditLine
  private var stageStart: ContinuousClock.Instant
  private let received: ContinuousClock.Instant

  init(call: HookCall, time: Int64) {
    line = AuditLine(time: time, request: call.requestID, outcome: .answered, status: 200)
    received = call.received
    stageStart = call.received
  }

  mutating func finished(_ stage: String) {
    let now = ContinuousClock.now
    line.timings.append((stage, CallTrace.microseconds(now - stageStart)))
    stageStart = now
  }

  mutating func finished(_ stage: String, client: CallingClient) {
    finished(stage)
    line.client = client.name
    line.tenant = client.identity.tenant
    line.tokenID = client.tokenID
  }

  mutating func finished(_ stage: String, service: HookService, request: HookRequest, records: any RecordStore) {
    finished(stage)
    line.service = service.id
    line.hook = request.hook
    line.hookInstance = String(request.hookInstance.prefix(64))
    if !request.context.isForPatientOrRelative { line.user = request.context.userID.map { String($0.prefix(128)) } }
    line.patient = records.patientHash(request.context.patientID, fhirServer: request.fhirServer)
  }

  mutating func finished(_ stage: String, chart: Chart) {
    finished(stage)
    for result in chart.results {
      let provenance = Set(result.resources.map(\.provenance.rawValue)).sorted().joined(separator: "+")
      line.data.append(
        .init(
          key: result.requirement.key, provenance: provenance.isEmpty ? "none" : provenance,
          count: result.resources.count, gap: result.gaps.first.map { CallTrace.word(for: $0.reason) }))
    }
    if !chart.draftOrders.isEmpty {
      line.data.append(.init(key: "draftOrders", provenance: "context", count: chart.draftOrders.count))
    }
  }

  mutating func finished(_ stage: String, results: [Reasoner.Run]) {
    finished(stage)
    for run in results {
      let outcome =
        switch run.result.outcome {
        case .completed: "completed"
        case .failed(let failure): failure.rawValue
        }
      line.models.append(
        .init(id: run.result.id, version: run.result.version, outcome: outcome, microseconds: run.microseconds))
    }
  }

  mutating func finished(_ stage: String, composition: Composition, proven: ProvenResponse) {
    finished(stage)
    for (entry, card) in zip(composition.entries, proven.response.cards) {
      switch entry.content {
      case .finding(let stamped):
        add(stamped.finding, card: card.uuid)
        for merged in stamped.merged { add(merged, card: card.uuid) }
      case .overflow(let hidden): for stamped in hidden { add(stamped.finding, card: card.uuid, "limit") }
      case .failures: break
      }
    }
    for (stamped, reason) in composition.withheld { add(stamped.finding, card: nil, reason.rawValue) }
    line.repairs = proven.findings.map { "\($0.rule)" }
  }

  private mutating func add(_ finding: Finding, card: String?, _ reason: String? = nil) {
    line.findings.append(.init(id: finding.id, severity: finding.severity.rawValue, card: card, reason: reason))
  }

  /// The line as it is kept.
  mutating func closed(status: Int) -> AuditLine {
    line.status = status
    line.timings.append(("total", CallTrace.microseconds(ContinuousClock.now - received)))
    return line
  }

  static func microseconds(_ duration: Duration) -> Int {
    Int(duration.components.seconds) * 1_000_000 + Int(duration.components.attoseconds / 1_000_000_000_000)
  }

  private static func word(for reason: ChartGap.Reason) -> String {
    switch reason {
    case .notObtained(let failure):
      switch failure {
      case .noAccess: "no-access"
      case .unauthorized: "unauthorized"
      case .forbidden: "forbidden"
      case .tokenUnusable: "token-unusable"
      case .unreachable: "unreachable"
      case .late: "late"
      case .throttled: "throttled"
      case .status(let status): "status-\(status)"
      case .unreadable: "unreadable"
      case .reportedError: "reported-error"
      case .fewerThanTotal: "fewer-than-total"
      }
    case .refused: "refused"
    case .unusable: "unusable"
    case .unresolvable: "unresolvable"
    case .cutShort: "cut-short"
    case .unsorted: "unsorted"
    case .otherPatient: "other-patient"
    case .unreadable: "unreadable-entries"
    case .undated: "undated-entries"
    }
  }
}
