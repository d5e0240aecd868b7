public import ClinicalTypes
public import Deidentification
public import FHIR
import JSON

/// De-identifies by a profile of the Deidentification module, and lets somebody else look at the free texts that are left.
public struct ProfileDeidentifier: OutboundDeidentifier {
  private let deidentifier: Deidentifier
  private let review: (any FreeTextReview)?

  /// The profile's name.
  public var profile: String { deidentifier.profile.name }

  /// Uses a profile.
  /// - Parameters:
  ///   - profile: the profile.
  ///   - review: the second pass over free texts; when it fails, nothing leaves.
  public init(_ profile: DeidentificationProfile, review: (any FreeTextReview)? = nil) {
    deidentifier = Deidentifier(profile)
    self.review = review
  }

  /// Nothing that was produced can be read.
  struct Unreadable: Error {}

  /// De-identifies resources under one set of pseudonyms.
  public func deidentify(_ resources: [Resource], now: PartialDateTime) async throws -> OutboundPayload {
    var random = SystemRandomNumberGenerator()
    // Documents of another vocabulary cannot be walked by type: they are read again as FHIR.
    let values = try resources.map { resource in
      resource.value.document.vocabulary === FHIRVocabulary.shared
        ? resource.value : try JSONDocument(fhir: Array(resource.value.sourceBytes)).root
    }
    var result = deidentifier.deidentify(values, now: now, random: &random)
    if let review { result = try await result.reviewed(by: review) }
    guard let document = try? JSONDocument(fhir: result.bytes) else { throw Unreadable() }
    let originals = Dictionary(
      resources.compactMap { resource in resource.reference.map { ($0, resource) } },
      uniquingKeysWith: { first, _ in first })
    let records = document.root["entry"].elements.compactMap { entry -> OutboundRecord? in
      guard let content = Resource(entry["resource"]), let reference = content.reference,
        let original = result.map.reference(for: reference).flatMap({ originals[$0] })
      else { return nil }
      return OutboundRecord(content: content, original: original)
    }
    var report = result.report.json
    report["secondPass"] = .bool(review != nil)
    return OutboundPayload(records: records, report: report)
  }
}
