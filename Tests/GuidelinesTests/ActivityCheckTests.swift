import Guidelines
import Testing

@Suite("Content is told what its definitions cannot make")
struct ActivityCheckTests {
  private typealias Content = ApplicationContent

  private static func check(_ activity: String, kind: String, action: String = "") throws -> ContentCheck {
    let card = """
      {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}],
       "action":[{"title":"S","action":[{"type":{"coding":[{"code":"create"}]},
        "definitionCanonical":"\(Content.base)/ActivityDefinition/a"\(action)}]}]}
      """
    return ContentCheck(
      try Content.library([Content.plan("p", actions: card), Content.activity("a", kind: kind, activity)]))
  }

  private static func computed(_ paths: [String]) -> String {
    #","dynamicValue":["# + paths.map { Content.setting($0, "'x'") }.joined(separator: ",") + "]"
  }

  @Test("an element without a place in the kind is left out, and that is noted")
  func leftOut() throws {
    let definition = #","priority":"urgent","quantity":{"value":1},"timingDuration":{"value":1}"#
    let check = try Self.check(definition, kind: "Appointment")
    #expect(check.problems.isEmpty)
    #expect(
      check.notes.map(\.description)
        == ["priority", "timingDuration", "quantity"].map {
          "content-1.json: \($0): R4 has no place for it in the kind Appointment, so it is left out of what is made"
        })
    #expect(try Self.check(#","priority":"urgent""#, kind: "Task").notes.isEmpty)
  }

  @Test("a request that lacks what R4 asks for is a problem, unless a dynamicValue gives it")
  func incomplete() throws {
    let missing =
      "content-1.json: kind: the MedicationRequest that this makes is not valid R4: MedicationRequest needs 'medication'"
    #expect(try Self.check("", kind: "MedicationRequest").problems.map(\.description) == [missing])
    let own = Self.computed(["medicationReference"])
    #expect(try Self.check(own, kind: "MedicationRequest").problems.isEmpty)
    #expect(try Self.check("", kind: "MedicationRequest", action: own).problems.isEmpty)
    #expect(
      try Self.check(#","productCodeableConcept":{"text":"x"}"#, kind: "MedicationRequest").problems.isEmpty)
  }
}
