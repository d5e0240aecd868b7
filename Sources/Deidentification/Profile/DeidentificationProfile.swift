public import JSON

/// What may leave, and in which form: a de-identification profile, read from data.
///
/// A profile is a JSON object; <doc:ProfileFormat> describes its members. Whatever it does not mention does not leave.
public struct DeidentificationProfile: Sendable {
  /// How dates leave.
  public struct Dates: Sendable, Hashable {
    /// The form of a date that leaves.
    public enum Form: String, Sendable, Hashable {
      /// Dates do not leave.
      case drop
      /// The year alone.
      case year
      /// `day 1234`: days since a secret day that is drawn anew for every request. The time of day does not leave.
      case days
      /// The same offset written as a date of an invented calendar, so that the output stays valid FHIR and guidelines
      /// can be evaluated on it. Times of day leave as they are, and months have other lengths than they had.
      case calendar
    }

    /// The form of a date that leaves.
    public var form: Form
    /// Dates that imply an age above this number of years, and ages above it, are not told apart. 89 by law.
    public var oldestAge: Int
  }

  /// The profile's name, as `chartside deidentify --profile` takes it.
  public let name: String
  /// The version of the rules, for audit records.
  public let version: String
  /// What the profile is for, in a sentence.
  public let title: String
  /// Whether the output is meant to satisfy 45 CFR 164.514(b)(2).
  public let isSafeHarbor: Bool
  /// What must be agreed with the recipient before anything is sent; empty for a Safe Harbor profile.
  public let agreement: String
  /// How dates leave. May be changed before use, e.g. to ``Dates/Form/calendar`` to evaluate guidelines on the output.
  public var dates: Dates

  let resources: Set<String>
  let datatypes: [String: ElementRule]
  let elements: [String: ElementRule]
  let codeSystems: [String: CodeSystemRule]
  let extensions: [String: Set<String>]
  let maximumDigits: Int
  let lexicon: Lexicon

  /// Reads a profile.
  ///
  /// - Parameters:
  ///   - document: The profile's JSON.
  ///   - words: The lexicon's text. Without one no text leaves.
  /// - Throws: ``DeidentificationProfileError`` with the place of the first fault.
  public init(_ document: JSONDocument, words: [UInt8] = []) throws(DeidentificationProfileError) {
    let reader = ProfileReader(document.root)
    try reader.checkMembers()
    name = try reader.requiredString("name")
    version = try reader.requiredString("version")
    title = try reader.requiredString("title")
    isSafeHarbor = try reader.requiredBool("safeHarbor")
    agreement = isSafeHarbor ? "" : try reader.requiredString("agreement")
    dates = try reader.dates()
    resources = try reader.resources()
    datatypes = try reader.datatypes()
    elements = try reader.elements()
    codeSystems = try reader.codeSystems()
    extensions = try reader.extensions()
    maximumDigits = try reader.maximumDigits()
    lexicon = Lexicon(words)
  }
}
