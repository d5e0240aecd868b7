import CDSHooks
import JSON

/// Finds resources that a client sent under prefetch keys of its own, or of another edition of the content.
///
/// Published services are often registered from a list that some other engine derived. What such a client sends is of use,
/// since every resource tells its type and patient; that it is all there is, nobody says.
struct OtherKeys {
  private let values: [(path: String, value: JSONValue)]
  private static let medicationTypes: Set<String> = [
    "MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense",
  ]

  /// Looks at all of a request's prefetch, except what is under `keys`.
  init(prefetch: JSONValue?, except keys: Set<String>) {
    var values: [(path: String, value: JSONValue)] = []
    for (key, sent) in prefetch.members where !keys.contains(key) {
      let path = "prefetch.\(key)"
      let value = sent["resourceType"] == nil ? sent["resource"] ?? sent : sent
      if let bundle = PrefetchBundle(value) {
        values += bundle.resources.map { (path, $0) }
      } else if value["resourceType"]?.isString == true {
        values.append((path, value))
      }
    }
    self.values = values
  }

  /// The resources of a type, with the Medications where prescriptions may refer to them.
  func resources(of type: String, noting notices: inout [ToleratedHabit]) -> [JSONValue] {
    let withMedications = Self.medicationTypes.contains(type)
    return values.compactMap { path, value in
      let isType = value["resourceType"]?.string == type
      guard isType || withMedications && value["resourceType"]?.stringEquals("Medication") == true else { return nil }
      let notice = ToleratedHabit(path: path, text: "not a key of this service; its resources were used by their types")
      if !notices.contains(notice) { notices.append(notice) }
      return value
    }
  }
}
