import CDSHooks
import ClinicalTypes
import CQL
import FHIR
import FHIRPath
import JSON
import Reasoning

/// The CQL of one hook call: one index of the record and one session, shared by the plans that answer. What libraries that
/// several plans include define is evaluated once. Lives on one thread.
final class LogicSession {
  private let session: CQLSession
  private let deadline: ContinuousClock.Instant

  init(
    chart: Chart, terminology: any TerminologyService, libraries: [CQLLibrary], options: [String: CQLValue],
    deadline: ContinuousClock.Instant
  ) {
    let store = ResourceStore(Self.record(of: chart))
    var context = CQLContext(data: store, terminology: terminology, now: chart.now)
    // The one function from outside that published libraries declare.
    context.externals["Resolve"] = ExternalFunctions.resolve(in: store)
    context.deadline = deadline
    context.parameters = HookParameters(chart: chart).values(for: libraries)
      .merging(options) { _, option in option }
    session = CQLSession(in: context)
    self.deadline = deadline
  }

  /// What retrieves see: the answers and what came with them, and the medications that drafts refer to. The drafts
  /// themselves are not on record: libraries get them as parameters.
  private static func record(of chart: Chart) -> [JSONValue] {
    var record: [JSONValue] = []
    if let patient = chart.patient { record.append(patient.resource.value) }
    for result in chart.results where result.requirement.type != "Patient" {
      record += result.resources.map(\.resource.value)
    }
    record += chart.supporting.lazy.filter { !$0.resource.isType("Patient") }.map(\.resource.value)
    record += chart.context.resources.lazy.filter { $0.type == "Medication" }.map(\.value)
    return record
  }

  /// The value of a define of a plan's library.
  func value(of define: String, in logic: PlanLogic) throws(CQLError) -> CQLValue {
    // Small libraries end before the engine looks at the clock.
    guard deadline > .now else { throw CQLError(.deadline, "The evaluation did not finish in time") }
    return try session.value(of: define, of: logic.engine)
  }

  /// The resources that decided what a define of a plan's library gave, in the order in which they were read.
  func evidence(for define: String, in logic: PlanLogic) throws(CQLError) -> [Resource] {
    guard let explanation = try session.explanation(of: define, of: logic.engine) else { return [] }
    var resources: [Resource] = []
    for evidence in explanation.evidence where !resources.contains(evidence.resource) {
      resources.append(evidence.resource)
    }
    return resources
  }

  /// What was needed and is not known to be there in full, for people: a card says what it could not look at.
  static func gaps(of chart: Chart) -> [String] {
    var lines: [String] = []
    for result in chart.results where result.requirement.acceptsOtherKeys {
      guard let gap = result.gaps.first else { continue }
      let line = "\(result.requirement.type): \(gap.text)"
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }
}
