import CQL
import FHIR
import JSON

extension GuidelineService {
  /// What the service looks for by code: the type, the element, the value set, and its name.
  func codedFacts(in library: GuidelineLibrary) -> [(type: String, path: String, url: String, name: String)] {
    var facts: [(type: String, path: String, url: String, name: String)] = []
    func add(_ type: String, _ path: String, _ url: String) {
      guard !facts.contains(where: { $0.type == type && $0.url == url }) else { return }
      let artifact = library.content.artifact("ValueSet", url)
      facts.append((type, path, url, artifact?.resource.value["title"].string ?? artifact?.id ?? url))
    }
    for need in plan.logic?.needs ?? [] {
      if case .valueSet(let url) = need.codes, let path = need.codePath { add(need.type, path, url) }
    }
    for (type, path, url) in plan.filteredValueSets(in: library) { add(type, path, url) }
    return facts
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
