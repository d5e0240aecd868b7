import CDSHooks
import FHIR
import JSON

/// The answer to one prefetch template, as an EHR puts it into a hook call.
struct PrefetchAnswer {
  let query: ResourceQuery
  let patient: String
  let base: String
  let engine: SearchEngine

  /// Writes the member; a resource that does not exist is null, a search that cannot be run is left out.
  func write(to writer: inout JSONWriter, key: String) {
    switch query {
    case .read(let type, let id):
      writer.key(key)
      if let resource = engine.store.resource(ofType: type, id: id), engine.isVisible(resource, to: patient) {
        writer.raw(resource.value)
      } else {
        writer.null()
      }
    case .search:
      guard let search = query.searchQuery,
        let plan = try? SearchPlan(search, defaultCount: SearchControls.maximumCount),
        let answer = try? engine.search(plan, patient: patient)
      else { return }
      writer.key(key)
      SearchBundle(plan: plan, answer: answer, base: base).write(to: &writer)
    }
  }
}
