import ClinicalTypes
import FHIR
import JSON
import Reasoning

/// Turns a resource into the line that a clinician checks: what, value, unit, date, and where it stands in the chart.
struct EvidenceReader {
  let names: CodeNames

  /// The evidence that `resource` is, under `label` or else under the resource's own name for itself.
  func evidence(_ resource: JSONValue, label: String?, zone: ZoneOffset?) -> Evidence? {
    guard let type = resource["resourceType"].string else { return nil }
    let value = value(of: resource, type: type)
    return Evidence(
      label: label ?? name(of: resource, type: type), value: value.text, unit: value.unit,
      date: Self.date(of: resource, type: type, zone: zone),
      reference: resource["id"].string.map { "\(type)/\($0)" })
  }

  // MARK: Name

  func name(of resource: JSONValue, type: String) -> String {
    switch type {
    case "Patient": "Patient"
    case "MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense":
      conceptText(resource["medicationCodeableConcept"]) ?? resource["medicationReference"]["display"].string
        ?? "Medication"
    case "Immunization": conceptText(resource["vaccineCode"]) ?? type
    default: conceptText(resource["code"]) ?? type
    }
  }

  private func conceptText(_ concept: JSONValue?) -> String? { names.text(of: concept) }

  // MARK: Value

  private func value(of resource: JSONValue, type: String) -> (text: String?, unit: String?) {
    switch type {
    case "Observation":
      let own = measured(resource)
      if own.text != nil { return own }
      return (components(of: resource) ?? conceptText(resource["dataAbsentReason"]), nil)
    case "Condition": return (codes(resource, ["clinicalStatus", "verificationStatus"]), nil)
    case "MedicationRequest", "MedicationStatement", "ServiceRequest", "Procedure":
      return (resource["status"].string, nil)
    case "Patient":
      return (
        [resource["gender"].string, resource["birthDate"].string.map { "born \($0)" }].compactMap(\.self).joined(
          separator: ", "), nil
      )
    default: return (nil, nil)
    }
  }

  /// What an Observation, or a component of one, measured.
  private func measured(_ value: JSONValue) -> (text: String?, unit: String?) {
    if let quantity = value["valueQuantity"] {
      let number = quantity["value"].numberText.map { (quantity["comparator"].string ?? "") + $0 }
      return (number, quantity["unit"].string ?? quantity["code"].string)
    }
    return (
      conceptText(value["valueCodeableConcept"]) ?? value["valueString"].string ?? value["valueInteger"].numberText, nil
    )
  }

  /// How many components of a panel are written out.
  private static let mostComponents = 6

  /// The components of a panel, such as a blood pressure: what a panel says stands in them alone.
  private func components(of resource: JSONValue) -> String? {
    let texts = resource["component"].elements.prefix(Self.mostComponents).compactMap { component -> String? in
      let value = measured(component)
      guard let text = value.text, let name = conceptText(component["code"]) else { return nil }
      return [name, text, value.unit].compactMap(\.self).joined(separator: " ")
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  private func codes(_ resource: JSONValue, _ elements: [String]) -> String? {
    let codes = elements.compactMap { resource[$0]["coding"][0]["code"].string }
    return codes.isEmpty ? nil : codes.joined(separator: ", ")
  }

  // MARK: Date

  private static let dates: [String: [String]] = [
    "Observation": ["effectiveDateTime", "effectiveInstant", "issued"],
    "Condition": ["onsetDateTime", "recordedDate"],
    "MedicationRequest": ["authoredOn"],
    "MedicationStatement": ["effectiveDateTime", "dateAsserted"],
    "ServiceRequest": ["occurrenceDateTime", "authoredOn"],
    "Procedure": ["performedDateTime"],
    "AllergyIntolerance": ["onsetDateTime", "recordedDate"],
    "Immunization": ["occurrenceDateTime"],
  ]

  /// The day on which it was so, in the site's zone: of the first of the type's dates, or of a period's start. What is no
  /// FHIR dateTime is shown as the chart writes it.
  static func date(of resource: JSONValue, type: String, zone: ZoneOffset?) -> String? {
    let periods = ["effectivePeriod", "performedPeriod", "onsetPeriod", "occurrencePeriod"]
    let written =
      (dates[type] ?? []).lazy.compactMap { resource[$0].string }.first
      ?? periods.lazy.compactMap { resource[$0]["start"].string }.first
    guard let written else { return nil }
    guard let zone, let time = PartialDateTime(fhirDateTime: written), let local = time.normalized(to: zone) else {
      return String(written.prefix { $0 != "T" })
    }
    return local.date.description
  }
}
