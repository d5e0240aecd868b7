public import JSON

/// Checks a resource against the R4 definitions: names, JSON types, cardinality, primitive formats, choices, required
/// code lists and the types that references may point to.
///
/// ```swift
/// let issues = StructuralValidator().validate(try JSONDocument(fhir: body).root)
/// // Patient.gender: error: 'm' is no code of http://hl7.org/fhir/ValueSet/administrative-gender
/// ```
///
/// Invariants, slices and profiles are the business of `FHIRValidation`.
public struct StructuralValidator: Sendable {
  /// How many issues are listed; a remark stands for the rest.
  public var maximumIssues: Int

  /// A validator that lists at most `maximumIssues`.
  public init(maximumIssues: Int = 1_000) { self.maximumIssues = Swift.max(1, maximumIssues) }

  /// Checks the resource that `value` holds, with everything inside it.
  /// - Parameters:
  ///   - value: a resource, or a data type if `type` says so.
  ///   - type: what `value` has to be; by default the resource that its `resourceType` names.
  /// - Returns: what is wrong, in document order; empty if nothing is.
  public func validate(_ value: JSONValue, as type: FHIRType? = nil) -> [ValidationIssue] {
    var walk = StructuralWalk(value.document, maximumIssues: maximumIssues)
    if let type, type.kind != .resource {
      walk.begin(at: type.name)
      walk.visit(value.index, as: type, element: nil)
    } else {
      walk.visitResource(value.index, expected: type, isRoot: true)
    }
    return walk.report()
  }
}
