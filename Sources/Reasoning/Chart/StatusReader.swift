import ClinicalTypes
import FHIR
import JSON

/// Tells whether a resource says in R4's words whether it counts at all: its `status` and `intent`, and an Observation's
/// number and date.
///
/// Rules leave out what is not active, final or completed, so a misspelt status makes a drug that is taken, or the newest
/// result, disappear. That must be said, and never look like "none on record".
struct StatusReader {
  private let type: FHIRType?
  private let required: [(name: String, codes: RequiredCodes)]

  /// For resources of the type.
  init(type name: String) {
    let type = FHIRTypes.shared.resource(named: name)
    self.type = type
    required = ["status", "intent"].compactMap { element in
      guard let property = type?.property(named: element), property.element.min > 0,
        let codes = property.element.binding?.codes, !codes.isOpen
      else { return nil }
      return (element, codes)
    }
  }

  /// Elements of which a filter says nothing about a resource that cannot be read.
  static let elements: Set<String> = ["status", "intent"]

  func canRead(_ resource: JSONValue) -> Bool {
    for (name, codes) in required {
      guard let code = resource[name], codes.contains(code) else { return false }
    }
    guard type?.name == "Observation" else { return true }
    if let number = resource["valueQuantity"]["value"], number.kind != .number { return false }
    guard let date = resource["effectiveDateTime"] else { return true }
    return date.string.map { PartialDateTime(fhirDateTime: $0) != nil } ?? false
  }
}
