/// Something that validation found.
public struct ValidationIssue: Sendable, Hashable {
  /// How grave it is; `error` and above mean that the resource is not valid.
  public var severity: OperationOutcome.Issue.Severity
  /// What kind of problem it is.
  public var code: OperationOutcome.Issue.Code
  /// Where it is, as FHIRPath from the resource that was validated: "Patient.name[0].given[1]".
  public var location: String
  /// What was expected, in one clause. Never quotes the value, which may be about a patient; codes of element names and
  /// code lists are quoted.
  public var message: String

  /// Creates an issue.
  public init(
    severity: OperationOutcome.Issue.Severity, code: OperationOutcome.Issue.Code, location: String, message: String
  ) {
    self.severity = severity
    self.code = code
    self.location = location
    self.message = message
  }
}

extension OperationOutcome {
  /// An outcome that lists what validation found; with nothing found, one that says so.
  public init(_ found: [ValidationIssue]) {
    issues = found.map {
      Issue(severity: $0.severity, code: $0.code, diagnostics: $0.message, expression: [$0.location])
    }
    if found.isEmpty { issues = [Issue(severity: .information, code: .informational, diagnostics: "no issue found")] }
  }
}

extension Sequence<ValidationIssue> {
  /// Whether any issue makes the resource invalid.
  public var hasErrors: Bool { contains { $0.severity >= .error } }
}
