import Guidelines
import Testing

@Suite("What is not run is refused, so that no order is half made")
struct UnsupportedContentTests {
  private typealias Content = ApplicationContent

  private static let card = """
    {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}],
     "action":[{"title":"S","action":[{"type":{"coding":[{"code":"create"}]}MORE,
       "definitionCanonical":"https://example.org/ActivityDefinition/a"}]}]}
    """

  struct Case: CustomTestStringConvertible {
    var name: String
    var action = ""
    var activity = ""
    var place: String
    var message: String
    var testDescription: String { name }
  }

  private static let map = #","transform":"https://example.org/StructureMap/m""#

  @Test(
    "each with its place and a way out",
    arguments: [
      Case(
        name: "a definition's transform", activity: map, place: "content-1.json: transform",
        message: "a transform (StructureMap) is not run: say it with dynamicValue"),
      Case(
        name: "an action's transform", action: map,
        place: "content-0.json: action[0].action[0].action[0].transform",
        message: "a transform (StructureMap) is not run: say it with dynamicValue"),
      Case(
        name: "a definition that is no FHIR", action: #","definitionUri":"https://x.example/order""#,
        place: "content-0.json: action[0].action[0].action[0].definitionUri",
        message: "a definitionUri names nothing that is run here: use definitionCanonical"),
    ])
  func refused(written: Case) {
    let plan = Content.plan("p", actions: Self.card.replacing("MORE", with: written.action))
    let artifacts = [plan, Content.activity("a", kind: "Task", written.activity)]
    let loading = #expect(throws: ContentErrors.self) { try Content.library(artifacts) }
    #expect(loading?.errors.map(\.description) == ["\(written.place): \(written.message)"])
  }

  @Test("a plan below the first level is refused where it would be a card, and applied with $apply")
  func plansBelow() throws {
    let inner = Content.plan("inner", actions: Content.action("a"))
    let task = Content.activity("a", kind: "Task")
    let trigger = #""trigger":[{"type":"named-event","name":"patient-view"}]"#
    func outer(_ trigger: String, _ below: String) -> String {
      Content.plan("outer", actions: #"{"title":"Card"\#(trigger),"action":[\#(below)]}"#)
    }
    let suggestion = Content.nested("inner")
    let action = #"{"title":"S","action":[{"type":{"coding":[{"code":"create"}]},"# + suggestion.dropFirst() + "]}"
    for (below, path, message) in [
      (suggestion, "action[0].action[0].definitionCanonical", "a suggestion cannot stand for one"),
      (action, "action[0].action[0].action[0].definitionCanonical", "is a plan, and no order"),
    ] {
      let error = #expect(throws: ContentErrors.self) {
        try Content.library([outer("," + trigger, below), inner, task])
      }
      #expect(error?.errors.map(\.path) == [path])
      #expect(error?.errors.first?.message.contains(message) == true)
    }
    let both = Content.nested("inner", more: "," + trigger + #","action":[{"title":"Mine"}]"#)
    let lost = #expect(throws: ContentErrors.self) {
      try Content.library([Content.plan("o", actions: both), inner, task])
    }
    #expect(lost?.errors.map(\.path) == ["action[0].action"])
    let applied = try Content.apply("outer", [outer("", suggestion), inner, task])
    #expect(Content.text("contained[0].action[0].action[0].resource.reference", in: applied) == ##""#inner""##)
    // Without a trigger it is nothing, until another plan makes it part of a service.
    let whole = Content.plan("whole", actions: Content.nested("outer", more: "," + trigger))
    let error = #expect(throws: ContentErrors.self) {
      try Content.library([whole, outer("", suggestion), inner, task])
    }
    #expect(error?.errors.map(\.path) == ["action[0].action[0].definitionCanonical"])
  }
}
