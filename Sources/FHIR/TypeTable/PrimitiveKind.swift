/// FHIR's primitive types, by their names.
public enum PrimitiveKind: String, Sendable, Hashable, CaseIterable {
  /// Bytes as base64 text.
  case base64Binary
  /// `true` or `false`.
  case boolean
  /// A canonical URL, possibly with `|version`.
  case canonical
  /// A token without leading, trailing or double blanks.
  case code
  /// A date of year, month or day precision.
  case date
  /// A date, or a date and time with zone.
  case dateTime
  /// A number whose written precision counts.
  case decimal
  /// A logical id: 1 to 64 letters, digits, `-` and `.`.
  case id
  /// A date and time to the second or finer, with zone.
  case instant
  /// A signed 32-bit integer.
  case integer
  /// Text with GitHub-flavoured Markdown.
  case markdown
  /// `urn:oid:` and an OID.
  case oid
  /// An integer from 1.
  case positiveInt
  /// Text.
  case string
  /// A time of day without zone.
  case time
  /// An integer from 0.
  case unsignedInt
  /// A URI.
  case uri
  /// A URL.
  case url
  /// `urn:uuid:` and a UUID in lower case.
  case uuid
  /// A fragment of XHTML.
  case xhtml

  /// How the value is written in JSON.
  public var jsonKind: JSONForm {
    switch self {
    case .boolean: .boolean
    case .decimal, .integer, .positiveInt, .unsignedInt: .number
    default: .string
    }
  }

  /// The forms that a primitive takes in JSON.
  public enum JSONForm: Sendable, Hashable {
    /// A JSON string.
    case string
    /// A JSON number.
    case number
    /// `true` or `false`.
    case boolean
  }

  /// The type of the System namespace that FHIRPath and CQL see, such as "Integer" for positiveInt.
  public var systemTypeName: String {
    switch self {
    case .boolean: "Boolean"
    case .decimal: "Decimal"
    case .integer, .positiveInt, .unsignedInt: "Integer"
    case .date: "Date"
    case .dateTime, .instant: "DateTime"
    case .time: "Time"
    default: "String"
    }
  }
}
