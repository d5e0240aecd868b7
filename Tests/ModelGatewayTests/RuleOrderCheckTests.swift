import CDSHooks
import ClinicalTypes
import FHIR
import JSON
import ModelGateway
import Reasoning
import Testing

/// A proposal is judged as if it had been ordered, beside the drafts that there are.
struct RuleOrderCheckTests {
  private static func draft(_ code: String, id: String = "draft") -> String {
    """
    {"resourceType": "MedicationRequest", "id": "\(id)", "status": "draft", "intent": "order",
     "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"coding": [{"code": "\(code)"}]}}
    """
  }

  /// A chart with one draft order, and the given data.
  private func chart(draft: String, prefetch: String = SampleChart.prefetch, required: Bool = false) throws -> Chart {
    let text = """
      {"hook": "order-select", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "context": {
        "userId": "Practitioner/1", "patientId": "p1", "selections": ["MedicationRequest/draft"],
        "draftOrders": {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": \(draft)}]}},
       "prefetch": \(prefetch)}
      """
    let request = try HookRequest(decoding: JSONDocument(fhir: Array(text.utf8)))
    let requirements = try SampleChart.requirementTemplates.map {
      DataRequirement(
        key: $0.key, type: $0.type, template: try PrefetchTemplate(parsing: $0.template), isRequired: required)
    }
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000-05:00"))
    return try ChartAssembler(request: request, requirements: requirements)
      .assemble(now: now, deadline: SampleChart.deadline)
  }

  private func tree(_ text: String) throws -> JSONTree { JSONTree(try JSONDocument(fhir: Array(text.utf8)).root) }

  private func objections(to action: Action, in chart: Chart) async throws -> [String] {
    let check = RuleOrderCheck(models: [SampleRules()])
    let standing = try await check.findings(in: chart, deadline: SampleChart.deadline)
    return try await check.objections(to: action, in: chart, standing: standing, deadline: SampleChart.deadline)
      .map(\.id)
  }

  @Test(arguments: [("6809", ["metformin-renal"]), ("723", ["penicillin-allergy"]), ("1100699", []), ("0", [])])
  func aNewOrder(_ code: String, _ expected: [String]) async throws {
    let action = Action.create(try tree(Self.draft(code, id: "new")), description: "New")
    #expect(try await objections(to: action, in: chart(draft: Self.draft("0"))) == expected)
  }

  @Test(arguments: [("6809", ["metformin-renal"]), ("1100699", [])])
  func aReplacedDraft(_ code: String, _ expected: [String]) async throws {
    // The draft is at fault already: replacing it by the same must not pass for nothing new.
    let action = Action.update(try tree(Self.draft(code)), description: "Replace")
    #expect(try await objections(to: action, in: chart(draft: Self.draft("6809"))) == expected)
  }

  @Test func aRemovedDraft() async throws {
    let action = Action.delete("MedicationRequest/draft", description: "Remove")
    #expect(try await objections(to: action, in: chart(draft: Self.draft("6809"))).isEmpty)
  }

  @Test func whatStandsAlreadyIsNoObjection() async throws {
    let action = Action.create(try tree(Self.draft("1100699", id: "new")), description: "New")
    #expect(try await objections(to: action, in: chart(draft: Self.draft("6809"))).isEmpty)
  }

  @Test func anActionWithoutAResourceCannotBeJudged() async throws {
    let chart = try chart(draft: Self.draft("0"))
    await #expect(throws: (any Error).self) {
      try await objections(to: Action(kind: .create, description: "?"), in: chart)
    }
    await #expect(throws: (any Error).self) {
      try await objections(to: Action(kind: .update, description: "?", resource: ["resourceType": "Task"]), in: chart)
    }
  }

  @Test(
    arguments: [
      ("6809", true, ["metformin-renal"]), ("1100699", true, nil), ("1100699", false, []),
    ] as [(String, Bool, [String]?)])
  func withoutTheRulesOwnDataNothingFoundIsNoAnswer(_ code: String, _ asks: Bool, _ expected: [String]?) async throws {
    let refused = #"{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "forbidden"}]}"#
    let prefetch = SampleChart.prefetch.replacing(
      "\"allergies\":", with: "\"allergies\": \(refused), \"others\":")
    let chart = try chart(draft: Self.draft("0"), prefetch: prefetch)
    #expect(chart.gapKeys == ["allergies"])
    // The same chart suffices to rules that do not ask for what is lacking.
    var union = RequirementUnion()
    let parts = union.add(chart.results.map(\.requirement).filter { asks || $0.key != "allergies" }, of: "rules")
    let check = RuleOrderCheck(models: [ViewingModel(SampleRules(), parts: parts)])
    let action = Action.create(try tree(Self.draft(code, id: "new")), description: "New")
    let standing = try await check.findings(in: chart, deadline: SampleChart.deadline)
    let objections = try? await check.objections(
      to: action, in: chart, standing: standing, deadline: SampleChart.deadline)
    #expect(objections?.map(\.id) == expected)
  }

  @Test func theRulesSeeTheSameData() async throws {
    struct Keys: ReasoningModel {
      let id = "keys"
      let version = "1"
      let name = "Keys"
      let seen: @Sendable (Chart) -> Void
      func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
        seen(chart)
        return []
      }
    }
    let prefetch = SampleChart.prefetch.replacing("\"allergies\"", with: "\"others\"")
    let chart = try chart(draft: Self.draft("0"), prefetch: prefetch)
    let lacks = chart.gapKeys
    try await confirmation { confirm in
      let model = Keys { seen in
        #expect(seen.hook == "order-sign")
        #expect(seen.results.map { $0.resources.count } == chart.results.map { $0.resources.count })
        #expect(seen.gapKeys == lacks)
        #expect(lacks == ["allergies"])
        #expect(seen.now.description == chart.now.description)
        confirm()
      }
      _ = try await RuleOrderCheck(models: [model]).findings(in: chart, deadline: SampleChart.deadline)
    }
  }
}
