import CQL
import ClinicalTypes
import JSON

/// What a site may set of a service: a parameter of the plan's CQL library.
public struct SiteOption: Sendable {
  /// The parameter's name.
  public let parameter: String
  /// What it does, in the author's words.
  public let description: String?
  /// The values that it may have; empty for any of its type.
  public let allowed: [String]
  let type: CQLType?

  /// Whether `name` means this option: as the parameter is called, or in small letters with dashes (`cardiovascular-score`).
  func isNamed(_ name: String) -> Bool { Self.plain(name) == Self.plain(parameter) }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The value that texts stand for.
  func value(of texts: [String]) throws(SiteOptionError) -> CQLValue {
    for text in texts where !allowed.isEmpty && !allowed.contains(text) {
      throw SiteOptionError(option: parameter, problem: "must be one of \(allowed.joined(separator: ", "))")
    }
    if case .list(.system(let item))? = type {
      var items: [CQLValue] = []
      for text in texts { items.append(try value(of: text, item)) }
      return .list(items)
    }
    guard texts.count == 1, let text = texts.first else {
      throw SiteOptionError(option: parameter, problem: "must be a single value")
    }
    guard case .system(let system)? = type else {
      throw SiteOptionError(
        option: parameter, problem: "is a \(type.map { "\($0)" } ?? "value of unknown type"), which no setting can give"
      )
    }
    return try value(of: text, system)
  }

  private func value(of text: String, _ type: SystemType) throws(SiteOptionError) -> CQLValue {
    let value: CQLValue?
    switch type {
    case .string: value = .string(text)
    case .boolean: value = text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .integer: value = Int32(text).map(CQLValue.integer)
    case .decimal: value = ExactDecimal(text).map(CQLValue.decimal)
    case .date: value = PartialDate(text).map(CQLValue.date)
    default: value = nil
    }
    guard let value else { throw SiteOptionError(option: parameter, problem: "must be a \(type.rawValue)") }
    return value
  }
}

/// A setting of a service that cannot be used.
public struct SiteOptionError: Error, Sendable, CustomStringConvertible {
  /// The option; nil for the service itself.
  public let option: String?
  /// What is wrong and how to mend it, as a clause that follows the setting's name.
  public let problem: String

  /// `OPTION: PROBLEM`
  public var description: String { (option.map { "\($0): " } ?? "") + problem }
}
