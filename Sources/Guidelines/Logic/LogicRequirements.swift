import CDSHooks
import CQL
import ClinicalTypes
import FHIR
import Reasoning

/// Derives prefetch from what a plan's CQL retrieves: one requirement a type of resource, of this patient.
///
/// Codes narrow the query only where every retrieve of the type filters the same element by codes known here and the list
/// is short. Medications are never narrowed, since their codes are often elsewhere, behind a reference.
struct LogicRequirements {
  private static let maximumCodesText = 1200
  private static let medicationTypes: Set<String> = [
    "MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense",
  ]

  let needs: [DataNeed]
  let terminology: LocalTerminology

  /// The requirements, the patient first, then in the order of the retrieves; those types left out that `covered` has.
  func requirements(besides covered: Set<String>) throws(PrefetchTemplateError) -> [DataRequirement] {
    var types = needs.contains { $0.type == "Patient" } && !covered.contains("Patient") ? ["Patient"] : []
    for need in needs where !covered.contains(need.type) && !types.contains(need.type) { types.append(need.type) }
    var requirements: [DataRequirement] = []
    for type in types {
      guard let text = template(of: type) else { continue }
      let (written, filters) = type == "Patient" ? ("", []) : codes(of: type)
      requirements.append(
        DataRequirement(
          key: type.prefix(1).lowercased() + type.dropFirst(), type: type,
          template: try PrefetchTemplate(parsing: text + written), isRequired: type == "Patient", filters: filters,
          acceptsOtherKeys: true))
    }
    return requirements
  }

  /// Nil for a type that is found by reference only, such as Medication or Practitioner.
  private func template(of type: String) -> String? {
    if type == "Patient" { return "Patient/{{context.patientId}}" }
    guard let definition = FHIRTypes.shared.resource(named: type) else { return nil }
    for name in ["patient", "subject", "beneficiary", "individual"]
    where FHIRTypes.shared.searchParameter(name, on: definition) != nil {
      let value = name == "subject" || name == "individual" ? "Patient/{{context.patientId}}" : "{{context.patientId}}"
      return "\(type)?\(name)=\(value)" + inclusion(for: type)
    }
    return nil
  }

  private func inclusion(for type: String) -> String {
    Self.medicationTypes.contains(type) ? "&_include=\(type):medication" : ""
  }

  private func codes(of type: String) -> (text: String, filters: [CodeFilter]) {
    let own = needs.filter { $0.type == type }
    guard let path = own.first?.codePath, path != "medication", !path.contains("."),
      own.allSatisfy({ $0.codePath == path }), let name = RequirementReader.searchName(path, of: type)
    else { return ("", []) }
    var keys: [CodeFilter.Key] = []
    for need in own {
      switch need.codes {
      case .any, .computed: return ("", [])
      case .codes(let codes): keys += codes.map { CodeFilter.Key(system: $0.system, code: $0.code) }
      case .valueSet(let url):
        // A set that is not held here is told when it is asked; it does not narrow the query.
        guard let set = try? terminology.expand(url), set.openSystems.isEmpty, set.doubtfulSystems.isEmpty else {
          return ("", [])
        }
        keys += set.codes.map { CodeFilter.Key(system: $0.system, code: $0.code) }
      }
    }
    var written: [String] = []
    for key in keys {
      let text = key.system.map { "\($0)|\(key.code)" } ?? key.code
      if !written.contains(text) { written.append(text) }
      guard written.count <= 100 else { return ("", []) }
    }
    let text = written.joined(separator: ",")
    guard !keys.isEmpty, text.utf8.count <= Self.maximumCodesText else { return ("", []) }
    return ("&\(name)=\(text)", [CodeFilter(path: path, codes: Set(keys))])
  }
}
