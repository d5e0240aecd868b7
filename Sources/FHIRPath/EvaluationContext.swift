public import ClinicalTypes
public import FHIR

/// What an evaluation may know besides its input: the time, variables, and services that stand outside the document.
///
/// ```swift
/// var context = EvaluationContext(now: now)
/// context.variables["draftOrders"] = drafts.map { FHIRPathValue($0) }
/// ```
public struct EvaluationContext: Sendable {
  /// The time that `now()`, `today()` and `timeOfDay()` give, in the zone of the site: results are reproducible.
  public var now: PartialDateTime
  /// The environment, by name without `%`. `%sct`, `%loinc`, `%ucum`, `%vs-…` and `%ext-…` need no entry.
  public var variables: [String: [FHIRPathValue]] = [:]
  /// `%resource`; nil means the resource that the input is.
  public var resource: FHIRPathValue?
  /// `%rootResource`; nil means `%resource`.
  public var rootResource: FHIRPathValue?
  /// Finds what `resolve()` cannot find among contained resources and the entries of the same Bundle.
  public var resolver: (any ReferenceResolver)?
  /// Answers `memberOf()`, `subsumes()` and `subsumedBy()`.
  public var terminology: (any TerminologyService)?
  /// Answers `conformsTo()` for profiles beyond the base types.
  public var conformance: (any ProfileConformance)?
  /// Receives what `trace()` is given.
  public var trace: (@Sendable (_ name: String, _ values: [FHIRPathValue]) -> Void)?
  /// Whether `as` picks from a collection as `ofType` does, instead of refusing several items. N1 refuses; R4's own
  /// invariants and search parameters were written before and rely on it (`%resource.descendants().as(canonical)`).
  public var asFiltersCollections = false
  /// How many steps (items produced, comparisons made) an evaluation may take.
  public var stepBudget = 10_000_000
  /// When to give up.
  public var deadline: ContinuousClock.Instant?

  /// A context with nothing but the time.
  public init(now: PartialDateTime) { self.now = now }

  /// Most items of one collection.
  static let maximumItems = 1_000_000
  /// Most UTF-8 bytes of one string that an expression builds.
  static let maximumText = 4 << 20
}
