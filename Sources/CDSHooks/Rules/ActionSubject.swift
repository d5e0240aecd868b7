public import JSON

/// Whose record an action would change.
public enum ActionSubject {
  /// Whether the patient references at the root of `resource` (subject, patient, beneficiary, for) all name `patientID`,
  /// or there are none.
  public static func isPatient(_ patientID: String, of resource: JSONTree) -> Bool {
    if resource["resourceType"]?.string == "Patient" { return resource["id"]?.string == patientID }
    for element in ["subject", "patient", "beneficiary", "for"] {
      guard let reference = resource[element]?["reference"]?.string else { continue }
      let tail = reference.split(separator: "/").suffix(2).joined(separator: "/")
      guard tail == "Patient/\(patientID)" else { return false }
    }
    return true
  }
}
