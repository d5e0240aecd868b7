import CDSHooks
import FHIR
import JSON
import Reasoning

/// A chart in which an action has been taken: the call that an EHR would make with the order among its drafts, read by the
/// same decoder and assembler as any call.
struct HypotheticalOrder {
  /// The reference under which rules speak of the order.
  let reference: String?
  /// The chart with it.
  let chart: Chart

  /// The id of a new order, which has none yet.
  static let id = "proposed-by-model"

  /// Why there is no such chart.
  enum Failure: Error { case unusableAction, unreadable }

  init(_ action: Action?, in chart: Chart, hook: String) throws {
    if action == nil, hook == chart.hook {
      reference = nil
      self.chart = chart
      return
    }
    var reference: String?
    var drafts: [JSONTree] = chart.draftOrders.map { .view($0.value) }
    if let action {
      switch action.kind {
      case .create:
        guard var resource = action.resource, let type = resource["resourceType"]?.string else {
          throw Failure.unusableAction
        }
        resource["id"] = .string(Self.id)
        reference = "\(type)/\(Self.id)"
        drafts.append(resource)
      case .update:
        guard let resource = action.resource, let type = resource["resourceType"]?.string,
          let id = resource["id"]?.string
        else { throw Failure.unusableAction }
        reference = "\(type)/\(id)"
        drafts = Self.without(reference, chart) + [resource]
      case .delete:
        drafts = Self.without(action.resourceID, chart)
      }
    }
    self.reference = reference
    let document = try JSONDocument(
      fhir: Self.request(drafts, selecting: reference, chart: chart, hook: hook).serialized())
    let request = try HookRequest(decoding: document)
    let assembler = try ChartAssembler(request: request, requirements: chart.results.map(\.requirement))
    self.chart = try assembler.assemble(now: chart.now, deadline: chart.deadline)
  }

  private static func without(_ reference: String?, _ chart: Chart) -> [JSONTree] {
    chart.draftOrders.filter { $0.reference != reference }.map { .view($0.value) }
  }

  private static func request(
    _ drafts: [JSONTree], selecting reference: String?, chart: Chart, hook: String
  ) -> JSONTree {
    var context = JSONObject()
    context["userId"] = .string(chart.userID ?? "Practitioner/unknown")
    context["patientId"] = .string(chart.patientID)
    if let encounter = chart.context.encounterID { context["encounterId"] = .string(encounter) }
    if hook == "order-select" {
      let selected = reference.map { [$0] } ?? chart.draftOrders.compactMap(\.reference)
      context["selections"] = .array(selected.map(JSONTree.string))
    }
    context["draftOrders"] = bundle("collection", drafts.map { ["resource": $0] })
    var prefetch = JSONObject()
    for result in chart.results { prefetch[result.requirement.key] = answer(result, supporting: chart.supporting) }
    return [
      "hook": .string(hook), "hookInstance": .string(chart.hookInstance), "context": .object(context),
      "prefetch": .object(prefetch),
    ]
  }

  /// What the chart holds for a requirement, as a client would have sent it: a lack stays a lack.
  private static func answer(_ result: RequirementResult, supporting: [ChartResource]) -> JSONTree {
    let resources = result.resources.map { JSONTree.view($0.resource.value) }
    if result.requirement.template.isRead, let first = resources.first { return first }
    guard !result.requirement.template.isRead, result.isComplete || !resources.isEmpty else {
      return ["resourceType": "OperationOutcome", "issue": [["severity": "error", "code": "not-found"]]]
    }
    var entries: [JSONTree] = resources.map { ["resource": $0, "search": ["mode": "match"]] }
    entries += supporting.map { ["resource": .view($0.resource.value), "search": ["mode": "include"]] }
    var answer = bundle("searchset", entries)
    // Cut short there, cut short here.
    if !result.isComplete { answer["link"] = [["relation": "next", "url": "urn:cut-short"]] }
    return answer
  }

  private static func bundle(_ type: String, _ entries: [JSONTree]) -> JSONTree {
    ["resourceType": "Bundle", "type": .string(type), "entry": .array(entries)]
  }
}
