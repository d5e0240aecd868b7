public import FHIR

/// Why a define gave what it gave: which of its conditions held, and which resources decided.
public struct CQLExplanation: Sendable {
  /// A condition outside of queries, and its truth.
  public struct Condition: Sendable {
    /// The place in the source.
    public var locator: SourceRange?
    /// The kind of node by its ELM name: `Exists`, `Greater`, `And`; for a reference to a define, its name.
    public var node: String
    /// What it gave: true, false, or nil for null.
    public var truth: Bool?
  }

  /// A resource that decided, and what of it.
  public struct Evidence: Sendable {
    /// The resource.
    public var resource: Resource
    /// The element within the resource, as in `valueQuantity.value`; nil means the resource itself.
    public var path: String?
    /// The element's value.
    public var value: CQLValue?
    /// The resource's clinical date as written.
    public var date: String?
  }

  /// The library.
  public var library: LibraryIdentifier
  /// The define.
  public var define: String
  /// What it gave.
  public var value: CQLValue
  /// Its conditions, inner ones before those that contain them.
  public var conditions: [Condition]
  /// The resources, those of the defines that it refers to included, in the order in which they were read.
  public var evidence: [Evidence]

  static let maximumConditions = 200
  static let maximumEvidence = 50
}

/// Receives the explanation of each define that an evaluation computes, once each, those referred to before those that
/// refer to them. Called on the evaluating thread.
public protocol CQLTrace: Sendable {
  /// A define has its value.
  func explained(_ explanation: CQLExplanation)
}
