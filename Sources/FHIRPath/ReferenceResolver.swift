public import FHIR
public import JSON

/// Finds the resource that a reference points to, for `resolve()`.
public protocol ReferenceResolver: Sendable {
  /// The resource to which `reference`, found inside `origin`, points; nil if it cannot be had.
  func resolve(_ reference: Reference, from origin: JSONValue?) -> Resource?

  /// Whether the resolver knows what references inside `document` reach there. Otherwise `resolve()` indexes the document
  /// itself, once an evaluation, in time that grows with the document.
  func holds(_ document: JSONDocument) -> Bool
}

extension ReferenceResolver {
  /// Nothing is known unless a resolver says so.
  public func holds(_ document: JSONDocument) -> Bool { false }
}

extension ResourceStore: ReferenceResolver {}
