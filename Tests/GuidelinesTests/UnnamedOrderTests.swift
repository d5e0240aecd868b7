import CDSHooks
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

@Suite("Drafts that bear no id are told apart")
struct UnnamedOrderTests {
  private static func draft(_ drug: String, id: String? = nil) -> String {
    let id = id.map { #""id":"\#($0)","# } ?? ""
    return """
      {"resource":{"resourceType":"MedicationRequest",\(id)"status":"draft","intent":"order","subject":{"reference":"Patient/p"},
       "medicationCodeableConcept":\(drug)}}
      """
  }

  private static let spironolactone = #"{"text":"spironolactone"}"#

  private static func findings(_ drafts: [String], edit: (String) -> String = { $0 }) throws -> [Finding] {
    try SmallContent.findings(
      SmallContent.library { edit($0) }, potassium: "[\(SmallContent.observation("k", "5.6"))]",
      drafts: drafts.joined(separator: ","))
  }

  @Test("each has its card, which names it and says why no change of it is offered")
  func cards() throws {
    let findings = try Self.findings([Self.draft(Self.spironolactone), Self.draft(Self.spironolactone)])
    #expect(findings.count == 2)
    #expect(Set(findings.map(\.orderKey)).count == 2)
    #expect(findings.allSatisfy { $0.orderReference == nil })
    #expect(findings.map { $0.evidence.first?.value } == ["spironolactone, 1 of 2", "spironolactone, 2 of 2"])
    #expect(findings.allSatisfy { $0.suggestions.map(\.label) == ["Repeat potassium"] })
    #expect(
      findings.allSatisfy { $0.missing == ["Id of the order: not given, so its removal or change is not offered."] })
  }

  @Test("by tuples of CQL, too")
  func tuples() throws {
    let drafts = FindingContent.drafts.map { draft in
      draft.replacing(#/"id":"[dk]",/#, with: "")
    }
    #expect(drafts != FindingContent.drafts)
    let findings = try CQLContent.findings(
      FindingContent.library(), prefetch: CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")]),
      drafts: drafts)
    #expect(Set(findings.map(\.orderKey)).count == 2)
    #expect(findings.map { $0.evidence.map(\.label) } == [["warfarin"], ["warfarin"]], "the summary names it")
    #expect(findings.allSatisfy { $0.suggestions.isEmpty && $0.missing.count == 1 })
  }

  @Test("one draft needs no name; with ids, each is named and can be changed")
  func named() throws {
    let one = try #require(try Self.findings([Self.draft(Self.spironolactone)]).first)
    #expect(one.evidence.map(\.label) == ["Potassium"])
    #expect(one.missing.count == 1)
    let drafts = [Self.draft(Self.spironolactone, id: "a"), Self.draft(#"{"text":"aspirin"}"#, id: "b")]
    let two = try Self.findings(drafts) { $0.replacing("& ' with ' & %draft.medication.text", with: "") }
    #expect(try Self.findings(drafts).first?.evidence.map(\.label) == ["Potassium"], "the summary names it")
    #expect(two.map(\.orderKey) == ["MedicationRequest/a"])
    #expect(
      two.first?.evidence.first
        == Evidence(label: "Order", value: "spironolactone", reference: "MedicationRequest/a"))
    #expect(two.first?.missing == [])
    #expect(two.first?.suggestions.count == 3)
  }

  @Test("two drafts of one id are two orders")
  func sameID() throws {
    let findings = try Self.findings([
      Self.draft(Self.spironolactone, id: "a"), Self.draft(Self.spironolactone, id: "a"),
    ])
    #expect(Set(findings.map(\.orderKey)).count == 2)
  }
}
