public import JSON

/// FHIR's way to say what went wrong: read from servers, written for clients.
///
/// ```swift
/// let outcome = OperationOutcome(issues: [
///   .init(severity: .error, code: .value, diagnostics: "expected a date", expression: ["Patient.birthDate"])
/// ])
/// let body = outcome.serialized()
/// ```
///
/// An outcome read from a server may quote its data; keep `diagnostics` out of logs.
public struct OperationOutcome: Sendable, Hashable {
  /// What went wrong, in the order in which it is to be read.
  public var issues: [Issue]

  /// An outcome of these issues.
  public init(issues: [Issue]) { self.issues = issues }

  /// Reads an OperationOutcome; nil if `value` is another resource. An issue without severity or code, which the
  /// specification forbids, reads as an error of code `unknown`.
  public init?(_ value: JSONValue?) {
    guard let value, value[.resourceType].stringEquals("OperationOutcome") else { return nil }
    issues = value["issue"].elements.map(Issue.init)
  }

  /// The gravest severity, or nil if there is no issue.
  public var severity: Issue.Severity? { issues.map(\.severity).max() }

  /// Writes the resource.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("resourceType", "OperationOutcome")
      $0.key("issue")
      $0.array { for issue in issues { issue.write(to: &$0) } }
    }
  }

  /// The resource as UTF-8 JSON.
  public func serialized() -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}
