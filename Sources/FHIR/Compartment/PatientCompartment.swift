import JSON

/// Whether a resource belongs to a patient, by R4's definition of the Patient compartment.
///
/// A server may ignore search parameters or answer for the wrong patient; every resource is asked before it counts.
public struct PatientCompartment: Sendable {
  /// The logical ids of the patient: its own, and those that the EHR links to it.
  public let patientIDs: Set<String>
  /// The FHIR server on which the ids are valid, without a final slash. An absolute reference to another server is
  /// another patient or the same: unknown. Without a base, absolute references count by their id.
  public let base: String?

  /// The compartment of the patient `id`.
  /// - Parameters:
  ///   - id: the patient's logical id.
  ///   - linkedIDs: further ids of the same person, from `Patient.link` of the EHR itself, never from likeness.
  ///   - base: the server that holds the patient, if absolute references are to be checked.
  public init(patientID id: String, linkedIDs: Set<String> = [], base: String? = nil) {
    patientIDs = linkedIDs.union([id])
    self.base = base.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// Whether resources of this type can be in a Patient compartment at all; Medication and Organization cannot.
  public static func covers(_ type: FHIRType) -> Bool { CompartmentPaths.shared.paths(of: type) != nil }

  /// Whether `resource` belongs to the patient.
  ///
  /// - Returns: true if an element of the compartment definition points to the patient; false if one points to another
  ///   patient and none to this one; nil if nothing tells: the type is no part of the compartment, no patient is named,
  ///   or only by an identifier or a URN that `store` does not resolve.
  public func contains(_ resource: Resource, in store: ResourceStore? = nil) -> Bool? {
    guard let type = resource.type, let paths = CompartmentPaths.shared.paths(of: type) else { return nil }
    if resource.isType("Patient"), let id = resource.id {
      if patientIDs.contains(id) { return true }
    }
    var verdict: Bool? = resource.isType("Patient") && resource.id != nil ? false : nil
    var isUnclear = false
    for path in paths {
      path.forEach(in: resource.value) { element in
        guard let reference = Reference(element) else { return }
        switch isThisPatient(reference, from: element, in: store) {
        case .this: verdict = true
        case .other: if verdict == nil { verdict = false }
        case .unclear: isUnclear = true
        case .noPatient: break
        }
      }
      if verdict == true { return true }
    }
    return isUnclear ? nil : verdict
  }

  private enum Match { case this, other, unclear, noPatient }

  private func isThisPatient(_ reference: Reference, from origin: JSONValue, in store: ResourceStore?) -> Match {
    switch reference.target {
    case .relative(let type, let id, _):
      return type != "Patient" ? .noPatient : patientIDs.contains(id) ? .this : .other
    case .absolute(let base, let type, let id, _):
      guard type == "Patient" else { return .noPatient }
      if let own = self.base, own != base { return .unclear }
      return patientIDs.contains(id) ? .this : .other
    case .uuid, .oid, .url, .contained:
      guard let target = store?.resolve(reference, from: origin) else {
        return reference.statedType.map { $0 == "Patient" } ?? true ? .unclear : .noPatient
      }
      guard target.isType("Patient") else { return .noPatient }
      // A contained Patient has no identity outside its container.
      guard let id = target.id, !isContained(reference) else { return .unclear }
      return patientIDs.contains(id) ? .this : .other
    case .logical, .unreadable:
      return reference.statedType.map { $0 == "Patient" } ?? true ? .unclear : .noPatient
    }
  }

  private func isContained(_ reference: Reference) -> Bool {
    if case .contained = reference.target { true } else { false }
  }
}
