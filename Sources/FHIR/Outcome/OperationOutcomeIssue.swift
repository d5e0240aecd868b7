import JSON

extension OperationOutcome {
  /// One thing that went wrong, or that is worth saying.
  public struct Issue: Sendable, Hashable {
    /// How grave it is.
    public var severity: Severity
    /// What kind of problem it is.
    public var code: Code
    /// `details.text`: the problem in words for people.
    public var details: String?
    /// Where and why, for whoever mends it.
    public var diagnostics: String?
    /// FHIRPath locations in the resource sent: "Patient.name[0].given[1]".
    public var expression: [String]

    /// Creates an issue.
    public init(
      severity: Severity, code: Code, details: String? = nil, diagnostics: String? = nil, expression: [String] = []
    ) {
      self.severity = severity
      self.code = code
      self.details = details
      self.diagnostics = diagnostics
      self.expression = expression
    }

    init(_ value: JSONValue) {
      severity = value["severity"].string.flatMap(Severity.init(name:)) ?? .error
      code = Code(rawValue: value[.code].string ?? "unknown")
      details = value["details"]["text"].string
      diagnostics = value["diagnostics"].string
      expression = value["expression"].elements.compactMap(\.string)
    }

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("severity", severity.name)
        $0.member("code", code.rawValue)
        if let details {
          $0.key("details")
          $0.object { $0.member("text", details) }
        }
        $0.member("diagnostics", diagnostics)
        if !expression.isEmpty {
          $0.key("expression")
          $0.array { for path in expression { $0.value(path) } }
        }
      }
    }
  }
}

extension OperationOutcome.Issue {
  /// How grave an issue is, from a remark to the end of the matter.
  public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Nothing is wrong.
    case information
    /// It may be wrong.
    case warning
    /// It is wrong.
    case error
    /// It is wrong, and nothing further was done.
    case fatal

    /// The code: "error".
    public var name: String { Self.names[rawValue] }
    private static let names = ["information", "warning", "error", "fatal"]

    init?(name: String) {
      guard let index = Self.names.firstIndex(of: name) else { return nil }
      self.init(rawValue: index)
    }

    /// From information to fatal.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What kind of problem it is: a code of IssueType.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The code.
    public var rawValue: String
    /// The code `rawValue`, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The content is no valid JSON, or no resource.
    public static let structure = Code(rawValue: "structure")
    /// Something required is missing.
    public static let required = Code(rawValue: "required")
    /// A value is not valid.
    public static let value = Code(rawValue: "value")
    /// An invariant does not hold.
    public static let invariant = Code(rawValue: "invariant")
    /// Content is invalid against the specification or a profile.
    public static let invalid = Code(rawValue: "invalid")
    /// A code is not in its value set.
    public static let codeInvalid = Code(rawValue: "code-invalid")
    /// An extension or element is not understood.
    public static let `extension` = Code(rawValue: "extension")
    /// The client must log in.
    public static let login = Code(rawValue: "login")
    /// The client may not do this.
    public static let forbidden = Code(rawValue: "forbidden")
    /// What was asked for is not there.
    public static let notFound = Code(rawValue: "not-found")
    /// What was asked for was deleted.
    public static let deleted = Code(rawValue: "deleted")
    /// Asked for more than is given.
    public static let tooCostly = Code(rawValue: "too-costly")
    /// The content is longer than allowed.
    public static let tooLong = Code(rawValue: "too-long")
    /// The interaction is not supported.
    public static let notSupported = Code(rawValue: "not-supported")
    /// A rule of the business was broken.
    public static let businessRule = Code(rawValue: "business-rule")
    /// The resource changed meanwhile.
    public static let conflict = Code(rawValue: "conflict")
    /// It took too long.
    public static let timeout = Code(rawValue: "timeout")
    /// Too many requests.
    public static let throttled = Code(rawValue: "throttled")
    /// Something passing; try again.
    public static let transient = Code(rawValue: "transient")
    /// An unexpected failure.
    public static let exception = Code(rawValue: "exception")
    /// The answer is not complete.
    public static let incomplete = Code(rawValue: "incomplete")
    /// A remark.
    public static let informational = Code(rawValue: "informational")
    /// Of unknown cause.
    public static let unknown = Code(rawValue: "unknown")
  }
}
