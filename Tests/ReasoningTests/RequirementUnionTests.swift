import CDSHooks
import FHIR
import JSON
import Reasoning
import Testing

@Suite("The data of several models, gathered once")
struct RequirementUnionTests {
  private static func requirement(
    _ key: String, _ template: String, isRequired: Bool = false, codes: [String] = []
  ) throws -> DataRequirement {
    let type = String(template.prefix { $0 != "?" && $0 != "/" })
    return DataRequirement(
      key: key, type: type, template: try PrefetchTemplate(parsing: template), isRequired: isRequired,
      filters: codes.isEmpty
        ? [] : [CodeFilter(path: "code", codes: Set(codes.map { CodeFilter.Key(system: "s", code: $0) }))])
  }

  @Test("what is asked alike is asked once, and what clashes is renamed")
  func union() throws {
    var union = RequirementUnion()
    let patient = try Self.requirement("patient", "Patient/{{context.patientId}}")
    let labs = try Self.requirement("labs", "Observation?patient={{context.patientId}}", codes: ["1"])
    let first = union.add([patient, labs], of: "one")
    let otherLabs = try Self.requirement("labs", "Observation?patient={{context.patientId}}", codes: ["2"])
    let same = try Self.requirement("person", "Patient/{{context.patientId}}", isRequired: true)
    let second = union.add([otherLabs, same], of: "two")
    #expect(union.requirements.map(\.key) == ["patient", "labs", "two-labs"])
    #expect(first.map(\.key) == ["patient", "labs"])
    #expect(second.map(\.key) == ["two-labs", "patient"])
    #expect(union.requirements.map(\.isRequired) == [true, false, false])
    #expect(second.map(\.own.key) == ["labs", "person"])
  }

  @Test("a member without which the others can do makes nothing required")
  func optional() throws {
    var union = RequirementUnion()
    let patient = try Self.requirement("patient", "Patient/{{context.patientId}}", isRequired: true)
    _ = union.add([patient], of: "one", isOptional: true)
    #expect(union.requirements.map(\.isRequired) == [false])
  }

  @Test("what is not fetched for one member alone is its own gap, and none of the whole")
  func besides() throws {
    let patient = try Self.requirement("patient", "Patient/{{context.patientId}}")
    let labs = try Self.requirement("labs", "Observation?patient={{context.patientId}}")
    var union = RequirementUnion([patient])
    let parts = union.add([patient, labs], of: "beside", isOptional: true, isFetched: false)
    #expect(union.requirements.map(\.isFetched) == [true, false])
    let chart = try Samples.chart(
      of: Samples.request(prefetch: #"{"patient": null}"#), requirements: union.requirements)
    #expect(chart.gapKeys == ["patient"])
    #expect(chart.view(of: parts).gapKeys == ["patient", "labs"])
    // As soon as another needs it too, it is fetched.
    _ = union.add([labs], of: "other")
    #expect(union.requirements.map(\.isFetched) == [true, true])
  }

  @Test("each member sees its own answers and gaps under its own keys, and nothing of the others")
  func view() throws {
    var union = RequirementUnion()
    let labs = try Self.requirement("labs", "Observation?patient={{context.patientId}}", codes: ["1"])
    let one = union.add([labs], of: "one")
    let otherLabs = try Self.requirement("labs", "Observation?patient={{context.patientId}}", codes: ["2"])
    let drugs = try Self.requirement("drugs", "MedicationRequest?patient={{context.patientId}}")
    let two = union.add([otherLabs, drugs], of: "two")
    func bundle(_ code: String) -> String {
      """
      {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Observation","status":"final","id":"o\(code)",
       "subject":{"reference":"Patient/p1"},"code":{"coding":[{"system":"s","code":"\(code)"}]}}}]}
      """
    }
    let request = try Samples.request(prefetch: "{\"labs\":\(bundle("1")),\"two-labs\":\(bundle("2"))}")
    let chart = try Samples.chart(of: request, requirements: union.requirements)
    #expect(chart.gapKeys == ["drugs"])
    let first = chart.view(of: one)
    #expect(first.results.map(\.requirement.key) == ["labs"])
    #expect(first.resources("labs").map(\.resource.id) == ["o1"])
    #expect(first.gaps.isEmpty)
    let second = chart.view(of: two)
    #expect(second.resources("labs").map(\.resource.id) == ["o2"])
    #expect(second.gapKeys == ["drugs"])
    // A part that was never asked for is a gap, not an empty answer.
    var foreign = RequirementUnion()
    let parts = foreign.add([try Self.requirement("x", "Condition?patient={{context.patientId}}")], of: "three")
    #expect(chart.view(of: parts).gapKeys == ["x"])
  }
}
