import CDSHooks
import FHIR
public import JSON

/// The ids under which the EHR keeps this one patient: the context's, and those that `Patient.link` names.
public struct PatientIdentity: Sendable, Hashable {
  /// The ids; the context's first.
  public let ids: [String]
  /// The usual way to write a reference to each id.
  private let references: [String]

  /// The elements through which resources belong to a patient.
  private static let elements = ["subject", "patient", "beneficiary", "for", "individual"].map { FHIRKey($0) }

  /// The patient called `id`, with the records that `patient` links.
  public init(id: String, patient: JSONValue? = nil) {
    var ids = [id]
    if let patient {
      for other in [patient["id"]?.string].compactMap(\.self) + PatientLinks.identities(of: patient)
      where !ids.contains(other) {
        ids.append(other)
      }
    }
    self.ids = ids
    references = ids.map { "Patient/" + $0 }
  }

  /// Whether `resource` is this patient's. Nil when it names no patient in a way that can be compared.
  public func owns(_ resource: JSONValue) -> Bool? {
    if resource[.resourceType].stringEquals("Patient") { return resource[.id]?.string.map(ids.contains) }
    var known: Bool?
    for element in Self.elements {
      guard let reference = resource[element], let verdict = isThis(reference) else { continue }
      if !verdict { return false }
      known = true
    }
    return known
  }

  /// Whether a reference names this patient; nil when it names no Patient, or only by an identifier.
  private func isThis(_ reference: JSONValue) -> Bool? {
    guard let written = reference[.reference] else { return nil }
    // Every resource of a chart is asked; nearly all of them write this, which takes no copy.
    if references.contains(where: { written.stringEquals($0) }) { return true }
    guard let text = written.string, text.utf8.count <= 4096 else { return nil }
    if text.hasPrefix("urn:uuid:") { return ids.contains(String(text.dropFirst(9))) ? true : nil }
    // Relative or absolute, with or without a version.
    var segments = text.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    if segments.count >= 4, segments[segments.count - 2] == "_history" { segments.removeLast(2) }
    guard segments.count >= 2, segments[segments.count - 2] == "Patient" else { return nil }
    return ids.contains(String(segments[segments.count - 1]))
  }
}
