public import JSON

/// A request that cannot be answered, told by the field at fault. Becomes a 400.
///
/// It never repeats what the field held: a value may be PHI or a token, a path and a type are not.
public struct HookRequestError: Error, Sendable, Equatable {
  /// The JSON path of the fault (`context.patientId`), empty for the body itself.
  public let path: String
  /// What belongs there.
  public let expected: String
  /// The kind of what was found instead, nil when nothing was.
  public let found: String?
  /// What the sender can do about it.
  public let remedy: String

  /// A fault at `path`.
  public init(path: String, expected: String, found: String? = nil, remedy: String) {
    self.path = path
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  /// A body that is no JSON, or too deep or large to read.
  public init(_ error: JSONError) {
    self.init(
      path: String(error.path.prefix(200)), expected: "a JSON document (RFC 8259)",
      found: "an error at byte \(error.offset)",
      remedy: String(error.message.prefix(300)))
  }

  /// The fault in a sentence or two.
  public var message: String {
    let place = path.isEmpty ? "The body" : path
    return "\(place): expected \(expected), found \(found ?? "nothing"). \(remedy)"
  }
}

extension JSONValue {
  /// The kind of a value, for people.
  var kindDescription: String {
    switch kind {
    case .null: "null"
    case .false, .true: "a boolean"
    case .number: "a number"
    case .string, .escapedString: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
