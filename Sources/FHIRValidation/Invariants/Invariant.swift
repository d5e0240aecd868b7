import FHIR
import FHIRPath

/// A condition in FHIRPath that every instance has to meet.
struct Invariant: Sendable {
  var key: String
  var isError: Bool
  var text: String
  var expression: FHIRPathExpression
}
