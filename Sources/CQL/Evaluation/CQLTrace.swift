/// Receives what an evaluation found out, so that a result can be explained. Called on the evaluating thread, in order.
public protocol CQLTrace: Sendable {
  /// A sub-expression of a define gave a truth or a list.
  func found(_ observation: CQLObservation)
}

/// What one sub-expression of a define gave.
public struct CQLObservation: Sendable {
  /// The library.
  public var library: LibraryIdentifier
  /// The define.
  public var define: String
  /// The place in the source.
  public var locator: SourceRange?
  /// What kind of node it was: the ELM name (`Exists`, `Retrieve`, `ExpressionRef`).
  public var node: String
  /// What it gave.
  public var value: CQLValue
  /// The resources that the value is made of: the first few of them.
  public var resources: [FHIRNode]
}
