import FHIR
import JSON

/// A configuration of Microsoft's FHIR anonymizer (Tools for Health Data Anonymization, R4): rules by FHIRPath, the first
/// that matches a node wins, and what no rule matches is kept.
///
/// It is not deny by default; use a ``DeidentificationProfile`` for what must be.
public struct AnonymizerConfiguration: Sendable {
  /// What to do when a rule cannot be applied to a node that it matches.
  public enum ProcessingErrors: String, Sendable, Hashable {
    /// Stop with ``DeidentificationError/Kind/notApplicable``.
    case raise
    /// Answer an empty resource.
    case skip
  }

  /// What belongs to one shift of dates.
  public enum DateShiftScope: String, Sendable, Hashable {
    /// A resource.
    case resource
    /// A file; see ``Anonymizer/anonymize(_:now:scopeName:random:)``.
    case file
    /// A folder.
    case folder
  }

  /// What to do when a rule cannot be applied.
  public let processingErrors: ProcessingErrors
  /// What belongs to one shift of dates.
  public let dateShiftScope: DateShiftScope

  let rules: [AnonymizerRule]
  let dateShiftKey: String
  let fixedOffset: Int?
  let cryptoHashKey: String
  let encryptKey: [UInt8]
  let keepsPartialAges: Bool
  let keepsPartialDates: Bool
  let keepsPartialZipCodes: Bool
  let restrictedAreas: [String]

  /// Reads a configuration. A leading byte order mark is allowed.
  ///
  /// - Throws: ``AnonymizerConfigurationError`` with the place of the first fault.
  public init(parsing bytes: [UInt8]) throws(AnonymizerConfigurationError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    } catch {
      throw AnonymizerConfigurationError(error.path, "\(error.message) at byte \(error.offset)")
    }
    let reader = AnonymizerReader(document.root)
    try reader.checkVersion()
    processingErrors = try reader.choice("processingErrors", among: ProcessingErrors.init) ?? .raise
    rules = try reader.rules()
    let parameters = try reader.parameters()
    dateShiftScope = try parameters.choice("dateShiftScope", among: DateShiftScope.init) ?? .resource
    dateShiftKey = try parameters.string("dateShiftKey")
    fixedOffset = try parameters.int("dateShiftFixedOffsetInDays")
    cryptoHashKey = try parameters.string("cryptoHashKey")
    encryptKey = Array(try parameters.string("encryptKey").utf8)
    keepsPartialAges = try parameters.bool("enablePartialAgesForRedact")
    keepsPartialDates = try parameters.bool("enablePartialDatesForRedact")
    keepsPartialZipCodes = try parameters.bool("enablePartialZipCodesForRedact")
    restrictedAreas = try parameters.strings("restrictedZipCodeTabulationAreas")
    guard encryptKey.isEmpty || BlockCipher.keyLengths.contains(encryptKey.count) else {
      throw AnonymizerConfigurationError(
        "parameters.encryptKey", "a key of 16, 24 or 32 bytes is needed, not of \(encryptKey.count)")
    }
  }
}

extension AnonymizerConfiguration: CustomStringConvertible, CustomReflectable {
  /// The number of rules; never the keys.
  public var description: String { "AnonymizerConfiguration(\(rules.count) rules)" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
