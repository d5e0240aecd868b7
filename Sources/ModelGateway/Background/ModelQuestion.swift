import FHIR
import JSON
import Reasoning
import SMART

/// What a model would be asked about a chart: the records that it is told of, and the name under which the answer is kept.
struct ModelQuestion: Sendable {
  /// The records of the registered requirements, each once. Drafts are not told: they change with every hook, and the rules
  /// judge proposals beside them.
  let resources: [Resource]
  let key: AnswerCache.Key

  /// The question, or nil where part of what the model is to be told is lacking, for whatever reason: a model cannot tell
  /// that from "none on record".
  init?(_ occasion: ModelOccasion, dataKeys: [String]) {
    let chart = occasion.chart
    var seen: Set<String> = []
    var resources: [Resource] = []
    for result in chart.results where dataKeys.isEmpty || dataKeys.contains(result.requirement.key) {
      guard result.isComplete else { return nil }
      for resource in result.resources.map(\.resource) {
        if let reference = resource.reference, !seen.insert(reference).inserted { continue }
        resources.append(resource)
      }
    }
    // Medications stand apart where orders refer to them. Those of orders that only others were told of are not the model's.
    let named = Set(resources.compactMap { $0.value["medicationReference"]["reference"].string })
    for resource in chart.supporting.map(\.resource) where resource.isType("Medication") {
      guard let reference = resource.reference,
        named.contains(where: { $0 == reference || $0.hasSuffix("/" + reference) })
      else { continue }
      if seen.insert(reference).inserted { resources.append(resource) }
    }
    resources.sort { ($0.reference ?? "") < ($1.reference ?? "") }
    self.resources = resources
    key = AnswerCache.Key(
      site: occasion.caller.site, tenant: occasion.caller.tenant, patientID: chart.patientID,
      factsHash: Self.hash(of: resources))
  }

  /// Of the facts and not the bytes: the same record comes in many spellings, prefetched and fetched.
  private static func hash(of resources: [Resource]) -> String {
    var writer = JSONWriter()
    writer.array { array in
      for (reference, fact) in FactSheet.originals(of: resources) {
        array.array { array in
          for text in [reference, fact.element, fact.label, fact.value, fact.unit, fact.date, fact.status] {
            array.value(text ?? "")
          }
        }
      }
    }
    return SHA256Digest(of: writer.bytes).hexadecimal
  }
}
