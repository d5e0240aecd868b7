/// Where a resource came from.
public enum Provenance: String, Sendable, Hashable {
  /// The client sent it with the call.
  case prefetch
  /// It was read from the client's FHIR server during the call.
  case fhir
  /// The user is working on it: it came in the hook's context.
  case context
}
