public import ClinicalTypes
import FHIR
import FHIRPath
public import JSON

/// Runs a configuration of Microsoft's FHIR anonymizer.
///
/// ```swift
/// let anonymizer = Anonymizer(try AnonymizerConfiguration(parsing: bytes))
/// let output = try anonymizer.anonymize(document, now: now)
/// ```
public struct Anonymizer: Sendable {
  /// The rules that are applied.
  public let configuration: AnonymizerConfiguration

  /// Uses a configuration.
  public init(_ configuration: AnonymizerConfiguration) { self.configuration = configuration }

  /// Anonymizes a resource or Bundle with the system's random numbers; see ``anonymize(_:now:scopeName:random:)``.
  /// - Throws: ``DeidentificationError``
  public func anonymize(
    _ document: JSONDocument, now: PartialDateTime, scopeName: String? = nil
  ) throws(DeidentificationError) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return try anonymize(document, now: now, scopeName: scopeName, random: &random)
  }

  /// Anonymizes a resource or Bundle.
  ///
  /// - Parameters:
  ///   - document: The resource.
  ///   - now: The clock by which ages above 89 are told.
  ///   - scopeName: With a ``AnonymizerConfiguration/dateShiftScope`` of file or folder, the file's or folder's name.
  ///   - random: Where noise, initialisation vectors and absent keys come from.
  /// - Returns: The anonymized resource, compact JSON.
  /// - Throws: ``DeidentificationError`` when the document is no resource, or a rule cannot be applied to a node that it
  ///   matches and the configuration says `raise`.
  public func anonymize(
    _ document: JSONDocument, now: PartialDateTime, scopeName: String? = nil, random: inout some RandomNumberGenerator
  ) throws(DeidentificationError) -> [UInt8] {
    guard let root = ResourceBuilder.resource(try Deidentifier.fhir(document).root) else {
      throw DeidentificationError(.unknownDocument, "this is no FHIR R4 resource")
    }
    let context = EvaluationContext(now: now)
    let scope = configuration.dateShiftScope == .resource ? nil : scopeName
    var run = AnonymizerRun(configuration, context, scope: scope, random: &random)
    do throws(DeidentificationError) {
      _ = try run.process(root, random: &random)
    } catch {
      guard configuration.processingErrors == .skip, error.kind == .notApplicable else { throw error }
      return Self.empty(root.typeName)
    }
    root.removeEmpty()
    var writer = JSONWriter(capacity: document.bytes.count)
    ResourceWriter.write(root, to: &writer)
    return writer.bytes
  }

  /// A resource of which only the type is left.
  private static func empty(_ type: String) -> [UInt8] {
    let label = SecurityLabel.redacted
    let tree: JSONTree = [
      "resourceType": .string(type),
      "meta": [
        "security": [
          ["system": .string(label.system ?? ""), "code": .string(label.code), "display": .string(label.display)]
        ]
      ],
    ]
    return tree.serialized()
  }
}
