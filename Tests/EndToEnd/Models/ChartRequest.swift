import CDSHooks
import ClinicalTypes
import FHIR
import Guidelines
import JSON
import Reasoning

/// The chart that a service would gather for a patient whose record is a set of resources.
struct ChartRequest {
  let hook: String
  let patientID: String
  let resources: [JSONValue]
  let drafts: [JSONValue]
  let now: PartialDateTime

  func chart(for service: GuidelineService) throws -> Chart {
    var prefetch = JSONObject()
    for requirement in service.requirements {
      let found = resources.filter { $0["resourceType"].string == requirement.type }
      if requirement.template.isRead {
        prefetch[requirement.key] = found.first.map(JSONTree.view)
      } else {
        prefetch[requirement.key] = [
          "resourceType": "Bundle", "type": "searchset",
          "entry": .array(found.map { ["resource": .view($0), "search": ["mode": "match"]] }),
        ]
      }
    }
    var context: JSONObject = JSONObject()
    context["userId"] = "Practitioner/p1"
    context["patientId"] = .string(patientID)
    if hook.hasPrefix("order-") {
      context["draftOrders"] = [
        "resourceType": "Bundle", "type": "collection", "entry": .array(drafts.map { ["resource": .view($0)] }),
      ]
      context["selections"] = .array(
        drafts.map { .string("\($0["resourceType"].string ?? "")/\($0["id"].string ?? "")") })
    }
    let request: JSONTree = [
      "hook": .string(hook), "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "context": .object(context),
      "prefetch": .object(prefetch),
    ]
    let decoded = try HookRequest(decoding: JSONDocument(fhir: request.serialized()))
    return try ChartAssembler(request: decoded, requirements: service.requirements)
      .assemble(now: now, deadline: .now + .seconds(120))
  }

  /// What a service finds, without what bears another name or date on a de-identified chart.
  func findings(of service: GuidelineService) async throws -> [String] {
    let chart = try chart(for: service)
    let findings = try await service.model.reason(over: chart, deadline: .now + .seconds(120))
    return findings.map { finding in
      "\(finding.id) \(finding.severity.rawValue) \(finding.topic.code) "
        + finding.suggestions.map(\.label).joined(separator: ";")
    }.sorted()
  }
}
