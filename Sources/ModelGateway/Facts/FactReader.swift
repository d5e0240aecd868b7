import FHIR
import JSON

/// Reads the facts of a resource. It runs on the chart's own record and on the record that leaves, and must find the same
/// facts at the same elements of both: that is how an answer about what was sent becomes one about the chart.
enum FactReader {
  /// States in which a record says nothing about the patient.
  private static let void: Set<String> = ["entered-in-error", "cancelled", "refuted", "draft", "proposed"]

  /// - Parameters:
  ///   - resource: the record.
  ///   - records: the records beside it by reference, for medications that stand apart.
  /// - Returns: the facts; none when the record says nothing about the patient.
  static func facts(of resource: JSONValue, among records: [String: JSONValue] = [:]) -> [ChartFact] {
    let type = resource["resourceType"]?.string ?? ""
    if type == "Patient" { return patient(resource) }
    // A medication says nothing about the patient; the order that refers to it does.
    if type == "Medication" { return [] }
    let status = statusText(of: resource)
    let verification = resource["verificationStatus"]["coding"][0]["code"].string
    guard !void.contains(status ?? ""), !void.contains(verification ?? "") else { return [] }
    guard let concept = concept(of: resource, among: records) else { return [] }
    var base = ChartFact(
      element: "value", type: type, label: concept.label, codes: concept.codes, date: date(of: resource),
      status: status)
    guard type == "Observation" else { return [base] }
    var facts: [ChartFact] = []
    if fill(&base, from: resource) { facts.append(base) }
    for (index, component) in resource["component"].elements.prefix(50).enumerated() {
      guard let concept = self.concept(named: component["code"]) else { continue }
      var fact = base
      fact.element = "component[\(index)]"
      fact.label = concept.label
      fact.codes = concept.codes
      if fill(&fact, from: component) { facts.append(fact) }
    }
    return facts
  }

  private static func patient(_ resource: JSONValue) -> [ChartFact] {
    var facts: [ChartFact] = []
    if let gender = resource["gender"]?.string {
      facts.append(ChartFact(element: "gender", type: "Patient", label: "Sex", value: gender))
    }
    // De-identification writes an age in words where the date of birth stood.
    if let age = resource["age"]?.string {
      let parts = age.split(separator: " ", maxSplits: 1).map(String.init)
      facts.append(
        ChartFact(
          element: "age", type: "Patient", label: "Age", value: parts.first, unit: parts.count > 1 ? parts[1] : nil))
    }
    return facts
  }

  private static func statusText(of resource: JSONValue) -> String? {
    resource["clinicalStatus"]["coding"][0]["code"].string ?? resource["status"]?.string
  }

  private static func date(of resource: JSONValue) -> String? {
    for member in [
      "effectiveDateTime", "effectiveInstant", "onsetDateTime", "performedDateTime", "occurrenceDateTime", "authoredOn",
      "recordedDate", "issued", "dateAsserted", "date",
    ] {
      if let text = resource[member]?.string { return text }
    }
    for member in ["effectivePeriod", "onsetPeriod", "performedPeriod", "period"] {
      if let text = resource[member]["start"].string { return text }
    }
    return nil
  }

  private static func concept(
    of resource: JSONValue, among records: [String: JSONValue]
  ) -> (label: String, codes: [String])? {
    for member in ["code", "medicationCodeableConcept", "vaccineCode", "type"] {
      if let concept = concept(named: resource[member]) { return concept }
      if let concept = concept(named: resource[member][0]) { return concept }
    }
    guard let reference = resource["medicationReference"]["reference"].string else {
      return resource["medicationReference"]["display"].string.map { ($0, []) }
    }
    let contained = resource["contained"].elements.first { "#" + ($0["id"]?.string ?? "") == reference }
    return concept(named: (contained ?? records[reference])["code"])
      ?? resource["medicationReference"]["display"].string.map { ($0, []) }
  }

  private static func concept(named element: JSONValue?) -> (label: String, codes: [String])? {
    let codings = element["coding"].elements
    guard let label = element["text"].string ?? codings.lazy.compactMap({ $0["display"]?.string }).first,
      !label.isEmpty, label.utf8.count <= 300
    else { return nil }
    let codes = codings.prefix(20).compactMap { coding -> String? in
      guard let system = coding["system"]?.string, let code = coding["code"]?.string else { return nil }
      return "\(system)|\(code)"
    }
    return (label, codes)
  }

  /// Whether `element` holds a value that can be quoted.
  private static func fill(_ fact: inout ChartFact, from element: JSONValue) -> Bool {
    fact.value = nil
    fact.unit = nil
    fact.unitCode = nil
    if let quantity = element["valueQuantity"], let number = quantity["value"]?.numberText {
      fact.value = (quantity["comparator"]?.string ?? "") + number
      fact.unitCode = quantity["code"]?.string
      fact.unit = quantity["unit"]?.string ?? fact.unitCode
      return true
    }
    if let concept = concept(named: element["valueCodeableConcept"]) {
      fact.value = concept.label
      return true
    }
    fact.value =
      element["valueInteger"]?.numberText ?? element["valueString"]?.string ?? element["valueDateTime"]?.string
      ?? element["valueBoolean"]?.bool.map { $0 ? "true" : "false" }
    return fact.value != nil
  }
}
