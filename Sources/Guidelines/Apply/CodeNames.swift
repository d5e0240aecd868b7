import FHIR
import JSON
import Synchronization

/// What codes are called: by the chart, else by the code systems and value sets of the content.
///
/// Charts often send codes alone. The names of the content are looked up in it once, when the first such code is shown.
final class CodeNames: Sendable {
  /// Names of the systems that people know, for codes that nobody names.
  private static let systems = [
    "http://loinc.org": "LOINC", "http://snomed.info/sct": "SNOMED CT",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm", "http://www.whocc.no/atc": "ATC",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM", "http://hl7.org/fhir/sid/icd-10": "ICD-10",
    "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM", "http://hl7.org/fhir/sid/ndc": "NDC",
    "http://hl7.org/fhir/sid/cvx": "CVX", "http://www.ama-assn.org/go/cpt": "CPT",
  ]

  private let resources: [Resource]
  private let names = Mutex<[String: JSONValue]?>(nil)

  /// The names that these value sets and code systems give; a system's own go before a set's.
  init(_ resources: [Resource]) {
    self.resources = resources.filter { $0.isType("CodeSystem") } + resources.filter { $0.isType("ValueSet") }
  }

  /// What a CodeableConcept is called: by its text, a coding's display, the content's name for one of its codes, or else by
  /// its first code and the name of that code's system.
  func text(of concept: JSONValue?) -> String? {
    if let text = concept["text"].string { return text }
    let codings = concept["coding"].elements
    if let display = codings.lazy.compactMap({ $0["display"]?.string }).first { return display }
    let codes = codings.compactMap { coding in
      coding["code"]?.string.map { (system: coding["system"]?.string, code: $0) }
    }
    if let name = codes.lazy.compactMap({ self.name(of: $0.code, system: $0.system) }).first { return name }
    guard let first = codes.first else { return nil }
    guard let system = first.system.flatMap({ Self.systems[$0] }) else { return first.code }
    return "\(system) \(first.code)"
  }

  private func name(of code: String, system: String?) -> String? {
    guard let system else { return nil }
    return names.withLock { names in
      let known = names ?? gather()
      names = known
      return known["\(system)|\(code)"]?.string
    }
  }

  private func gather() -> [String: JSONValue] {
    var names: [String: JSONValue] = [:]
    func add(_ concept: JSONValue, _ system: String) {
      guard let code = concept["code"]?.string, let display = concept["display"] else { return }
      let key = "\(system)|\(code)"
      if names[key] == nil { names[key] = display }
    }
    for resource in resources {
      let value = resource.value
      if resource.isType("CodeSystem"), let system = value["url"].string {
        var open = Array(value["concept"].elements)
        while let concept = open.popLast() {
          add(concept, system)
          open += concept["concept"].elements
        }
      }
      for include in value["compose"]["include"].elements {
        guard let system = include["system"].string else { continue }
        for concept in include["concept"].elements { add(concept, system) }
      }
      var open = Array(value["expansion"]["contains"].elements)
      while let concept = open.popLast() {
        if let system = concept["system"].string { add(concept, system) }
        open += concept["contains"].elements
      }
    }
    return names
  }
}
