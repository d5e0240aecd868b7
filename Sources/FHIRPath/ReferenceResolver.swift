public import FHIR
public import JSON

/// Finds the resource that a reference points to, for `resolve()`.
public protocol ReferenceResolver: Sendable {
  /// The resource to which `reference`, found inside `origin`, points; nil if it cannot be had.
  func resolve(_ reference: Reference, from origin: JSONValue?) -> Resource?
}

extension ResourceStore: ReferenceResolver {}
