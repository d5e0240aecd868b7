import CDSHooks
import FHIR
import FHIRPath
import JSON
import Reasoning

/// Resolves references among what the chart holds: requirements' answers, what came with them, and the drafts.
/// Contained resources and Bundle entries are FHIRPath's own business.
struct ChartResolver: ReferenceResolver {
  let chart: Chart

  func resolve(_ reference: Reference, from origin: JSONValue?) -> Resource? {
    guard let wanted = reference.typeAndID else { return nil }
    for draft in chart.draftOrders where draft.reference == wanted { return Resource(draft.value) }
    for result in chart.results {
      for candidate in result.resources where candidate.resource.reference == wanted { return candidate.resource }
    }
    return chart.supporting.first { $0.resource.reference == wanted }?.resource
  }
}
