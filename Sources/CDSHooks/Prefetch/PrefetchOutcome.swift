public import JSON

/// The OperationOutcome that a client sent where data belong.
public struct PrefetchOutcome: Sendable, Hashable {
  /// The codes of its issues (`forbidden`, `not-found`, …), never their text, which may hold PHI.
  public let codes: [String]
  /// Whether an issue is an error.
  public let isError: Bool

  /// Reads an OperationOutcome.
  public init(_ value: JSONValue) {
    let issues = value["issue"].elements
    codes = issues.compactMap { issue in
      issue["code"]?.string.flatMap { code in
        code.utf8.count <= 40 && code.utf8.allSatisfy { FHIRID.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
          ? code : nil
      }
    }
    isError =
      issues.isEmpty
      || issues.contains { issue in
        issue["severity"]?.stringEquals("error") == true || issue["severity"]?.stringEquals("fatal") == true
      }
  }
}
