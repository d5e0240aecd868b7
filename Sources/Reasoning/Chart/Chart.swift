public import CDSHooks
public import ClinicalTypes

/// Everything that models reason over in one call: the patient's resources, where they came from, and what is lacking.
public struct Chart: Sendable {
  /// The hook.
  public let hook: String
  /// Names this firing of it.
  public let hookInstance: String
  /// The hook's context.
  public let context: HookContext
  /// The patient's ids in this EHR.
  public let identity: PatientIdentity
  /// The answers, in the order of the requirements.
  public let results: [RequirementResult]
  /// Resources that came along (`_include`d medications, practitioners) and answer no requirement.
  public let supporting: [ChartResource]
  /// What the user is working on, of this patient only.
  public let draftOrders: [ContextResource]
  /// All that is lacking.
  public let gaps: [ChartGap]
  /// The instant of the call, in the site's time zone.
  public let now: PartialDateTime
  /// When the answer is due.
  public let deadline: ContinuousClock.Instant

  /// The patient's id in context.
  public var patientID: String { context.patientID }
  /// The user, `Type/id`.
  public var userID: String? { context.userID }
  /// The drafts that the user has just chosen: all, where the hook knows no selections.
  public var selected: [ContextResource] { draftOrders.filter(\.isSelected) }
  /// The patient's own record, when it came.
  public var patient: ChartResource? {
    results.first { $0.requirement.type == "Patient" && !$0.resources.isEmpty }?.resources.first
  }

  /// The answer to the requirement called `key`.
  public subscript(_ key: String) -> RequirementResult? { results.first { $0.requirement.key == key } }

  /// The resources that answer `key`; none when there is no such requirement.
  public func resources(_ key: String) -> [ChartResource] { self[key]?.resources ?? [] }

  /// The keys of requirements whose answer is missing, refused, in error or cut short.
  public var gapKeys: [String] {
    var keys: [String] = []
    for gap in gaps where !keys.contains(gap.key) { keys.append(gap.key) }
    return keys
  }
}
