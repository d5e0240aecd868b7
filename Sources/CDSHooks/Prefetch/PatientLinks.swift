public import JSON

/// The records that an EHR says are the same person (`Patient.link`). Nothing else makes two ids one patient.
public enum PatientLinks {
  /// Whether `patient` names the record `id` as another record of the same person.
  public static func links(_ patient: JSONValue, to id: String) -> Bool { identities(of: patient).contains(id) }

  /// The ids of the linked Patient records.
  public static func identities(of patient: JSONValue) -> [String] {
    patient["link"].elements.compactMap { link in
      guard let reference = link["other"]?["reference"]?.string else { return nil }
      // An absolute URL counts by its last two segments: it was the EHR that wrote it into its own record.
      let tail = reference.split(separator: "/").suffix(2).joined(separator: "/")
      return FHIRID.split(tail).flatMap { $0.type == "Patient" ? $0.id : nil }
    }
  }
}
