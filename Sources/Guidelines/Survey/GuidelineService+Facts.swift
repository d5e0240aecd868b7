import CQL
import ClinicalTypes
import FHIR
import JSON
import Reasoning

/// A fact that a service looks for by code.
struct CodedFact {
  /// What kind of fact it is: a type of resource, `Drug`, or `Finding` for what may be a problem, a procedure or a result.
  let kind: String
  /// Where resources hold it: types with the element.
  let places: [(type: String, path: String)]
  /// The value set.
  let url: String
  let name: String
  /// Beginnings of ICD-10 codes that count besides.
  var prefixes: [String] = []
}

extension GuidelineService {
  /// What the service looks for by code, each once.
  func codedFacts(in library: GuidelineLibrary) -> [CodedFact] {
    var facts: [CodedFact] = []
    func add(_ kind: String, _ places: [(type: String, path: String)], _ url: String, _ prefixes: [String] = []) {
      guard !places.isEmpty, !facts.contains(where: { $0.kind == kind && $0.url == url }) else { return }
      let artifact = library.content.artifact("ValueSet", url)
      let name = artifact?.resource.value["title"].string ?? artifact?.id ?? url
      facts.append(CodedFact(kind: kind, places: places, url: url, name: name, prefixes: prefixes))
    }
    for need in plan.logic?.needs ?? [] {
      if case .valueSet(let url) = need.codes, let path = need.codePath { add(need.type, [(need.type, path)], url) }
    }
    for (type, path, url) in plan.filteredValueSets(in: library) { add(type, [(type, path)], url) }
    let told = CodeDistinctions(of: ownLibraries(in: library))
    for (url, prefixes) in told.conditions { add("Condition", [("Condition", "code")], url, prefixes) }
    func asked(_ places: [(type: String, path: String)]) -> [(type: String, path: String)] {
      places.filter { place in requirements.contains { $0.type == place.type } }
    }
    for url in told.valueSets where !facts.contains(where: { $0.url == url }) {
      guard let set = try? library.terminology.expand(url) else { continue }
      let systems = Set(set.codes.compactMap(\.system))
      if systems.contains("http://www.nlm.nih.gov/research/umls/rxnorm") {
        add("Drug", asked(Self.drugPlaces), url)
      } else if systems.contains("http://snomed.info/sct"), !systems.contains("http://loinc.org") {
        add("Finding", asked(Self.findingPlaces), url)
      }
    }
    return facts
  }

  private static let drugPlaces: [(type: String, path: String)] = [
    ("MedicationRequest", "medication"), ("MedicationStatement", "medication"),
    ("MedicationDispense", "medication"), ("MedicationAdministration", "medication"), ("AllergyIntolerance", "code"),
  ]

  private static let findingPlaces: [(type: String, path: String)] = [
    ("Condition", "code"), ("Procedure", "code"), ("Observation", "value"),
  ]

  /// The CQL libraries that are this service's alone: shared ones tell far more apart than a service needs.
  private func ownLibraries(in library: GuidelineLibrary) -> [CQLLibrary] {
    let others = library.services.filter { $0.id != id && !$0.isAggregate }.flatMap { service in
      service.plan.logic?.engine.libraries.map(\.identifier) ?? []
    }
    return plan.logic?.engine.libraries.filter { !others.contains($0.identifier) } ?? []
  }
}

extension GuidelinePlan {
  /// The value sets by which the plan's libraries ask for data.
  fileprivate func filteredValueSets(in library: GuidelineLibrary) -> [(type: String, path: String, url: String)] {
    guard let plan = library.content.plans.first(where: { $0.canonical == canonical }) else { return [] }
    return plan.resource.value["library"].elements.compactMap { $0.string }
      .compactMap { library.content.artifact("Library", $0) }
      .flatMap { module in
        module.resource.value["dataRequirement"].elements.flatMap { requirement in
          requirement["codeFilter"].elements.compactMap { filter -> (type: String, path: String, url: String)? in
            guard let type = requirement["type"]?.string, let path = filter["path"]?.string,
              let url = filter["valueSet"]?.string
            else { return nil }
            return (type, path, url)
          }
        }
      }
  }
}
