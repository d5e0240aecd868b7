import JSON

/// The extensions that plans use where R4 has no element. The variable is FHIR's own; the others are documented in
/// CDSHooks/README.md.
enum PlanExtension: String {
  case variable = "http://hl7.org/fhir/StructureDefinition/variable"
  case forEach = "https://chartside.health/fhir/StructureDefinition/for-each"
  case finding = "https://chartside.health/fhir/StructureDefinition/finding"
  case evidence = "https://chartside.health/fhir/StructureDefinition/evidence"
  case missing = "https://chartside.health/fhir/StructureDefinition/missing"
  case offByDefault = "https://chartside.health/fhir/StructureDefinition/off-by-default"
  case siteOption = "https://chartside.health/fhir/StructureDefinition/site-option"
  case overrideReasons = "https://chartside.health/fhir/StructureDefinition/override-reasons"
  case category = "https://chartside.health/fhir/StructureDefinition/category"
  case required = "https://chartside.health/fhir/StructureDefinition/required"

  /// The extensions of this kind on `element`, with their places for messages.
  func all(on element: JSONValue) -> [(value: JSONValue, path: String)] {
    element["extension"].elements.enumerated().compactMap { index, entry in
      entry["url"].stringEquals(rawValue) ? (entry, "extension[\(index)]") : nil
    }
  }

  /// The first of this kind on `element`.
  func first(on element: JSONValue) -> (value: JSONValue, path: String)? { all(on: element).first }
}

extension JSONValue? {
  fileprivate func stringEquals(_ text: String) -> Bool { self?.stringEquals(text) ?? false }
}
