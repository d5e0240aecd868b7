import CDSHooks
public import JSON

/// The ids under which the EHR keeps this one patient: the context's, and those that `Patient.link` names.
public struct PatientIdentity: Sendable, Hashable {
  /// The ids; the context's first.
  public let ids: [String]

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
  }

  /// Whether `resource` is this patient's. Nil when it names no patient in a way that can be compared.
  public func owns(_ resource: JSONValue) -> Bool? {
    if resource["resourceType"]?.stringEquals("Patient") == true { return resource["id"]?.string.map(ids.contains) }
    var known: Bool?
    for element in ["subject", "patient", "beneficiary", "for", "individual"] {
      guard let reference = resource[element], let verdict = isThis(reference) else { continue }
      if !verdict { return false }
      known = true
    }
    return known
  }

  /// Whether a reference names this patient; nil when it names no Patient, or only by an identifier.
  private func isThis(_ reference: JSONValue) -> Bool? {
    guard let text = reference["reference"]?.string, text.utf8.count <= 4096 else { return nil }
    if text.hasPrefix("urn:uuid:") { return ids.contains(String(text.dropFirst(9))) ? true : nil }
    // Relative or absolute, with or without a version.
    var segments = text.split(separator: "/")
    if segments.count >= 4, segments[segments.count - 2] == "_history" { segments.removeLast(2) }
    guard segments.count >= 2, segments[segments.count - 2] == "Patient" else { return nil }
    return ids.contains(String(segments[segments.count - 1]))
  }
}
