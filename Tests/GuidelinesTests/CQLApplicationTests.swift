import FHIR
import Guidelines
import JSON
import Reasoning
import Testing
import TestSupport

@Suite("A plan is applied: a CarePlan of what it proposes")
struct CQLApplicationTests {
  /// The bleeding guard with a menu of one request, whose elements CQL builds.
  private static let plan = CQLContent.plan().replacing(
    #""action":[{"description":"Use paracetamol"}]"#,
    with: #"""
      "definitionCanonical":"https://example.org/ActivityDefinition/inr","prefix":"1",
      "action":[{"dynamicValue":[{"path":"action.action.title","expression":{"language":"text/cql-identifier","expression":"Summary"}}]},
                {"title":"Never","condition":[{"kind":"applicability","expression":{"language":"text/cql","expression":"false"}}]}]
      """#
  ).replacing(
    #"{"path":"action.title""#,
    with: #"""
      {"path":"priority","expression":{"language":"text/cql-expression","expression":"FHIR.RequestPriority { value: 'urgent' }"}},
      {"path":"occurrence","expression":{"language":"text/cql-expression","expression":"Today()"}},
      {"path":"code","expression":{"language":"text/cql-expression","expression":"FHIR.CodeableConcept { text: FHIR.string { value: 'INR' } }"}},
      {"path":"action.title"
      """#)

  private static let activity = """
    {"resourceType":"ActivityDefinition","id":"inr","url":"https://example.org/ActivityDefinition/inr","status":"active",
     "kind":"ServiceRequest"}
    """

  private func carePlan(_ prefetch: String, activities: [String] = [activity]) throws -> JSONValue {
    let library = try CQLContent.guidelines(plan: Self.plan, more: activities)
    let (chart, _, _) = try CQLContent.chart(library, prefetch: prefetch)
    let tree = try PlanApplication(of: "bleeding-guard", in: library).carePlan(
      for: chart, deadline: .patient)
    return try JSONDocument(fhir: tree.serialized(), limits: .default).root
  }

  @Test("actions that apply, with the requests that they make")
  func applies() throws {
    let carePlan = try carePlan(CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")]))
    #expect(carePlan["resourceType"].string == "CarePlan")
    #expect(carePlan["subject"]["reference"].string == "Patient/p")
    #expect(carePlan["activity"][0]["reference"]["reference"].string == "#bleeding-guard")
    let group = carePlan["contained"][0]
    #expect(group["intent"].string == "proposal")
    let action = group["action"][0]
    #expect(action["title"].string == "Bleeding risk, higher with age")
    #expect(action["prefix"].string == "1")
    #expect(action["priority"] == nil)
    #expect(action["resource"]["reference"].string == "#inr")
    #expect(action["action"].elements.map { $0["title"].string } == ["Bleeding risk, higher with age"])
    let request = carePlan["contained"][1]
    #expect(request["id"].string == "inr")
    #expect(request["status"].string == "draft")
    #expect(request["priority"].string == "urgent")
    #expect(request["code"]["text"].string == "INR")
  }

  @Test("nothing applies: a CarePlan whose group has no action")
  func silence() throws {
    let carePlan = try carePlan(CQLContent.prefetch(prescriptions: []))
    #expect(carePlan["contained"].elements.count == 1)
    #expect(carePlan["contained"][0]["action"] == nil)
  }

  @Test("a plan that is not there, and a definition that is not there, are told")
  func errors() throws {
    #expect(throws: ContentErrors.self) { try PlanApplication(of: "none", in: CQLContent.guidelines()) }
    let error = #expect(throws: ContentErrors.self) {
      try carePlan(CQLContent.prefetch(prescriptions: []), activities: [])
    }
    #expect(error?.errors.first?.path == "action[0].definitionCanonical")
  }
}
