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
    ])
  func refused(written: Case) {
    let plan = Content.plan("p", actions: Self.card.replacing("MORE", with: written.action))
    let artifacts = [plan, Content.activity("a", kind: "Task", written.activity)]
    let loading = #expect(throws: ContentErrors.self) { try Content.library(artifacts) }
    #expect(loading?.errors.map(\.description) == ["\(written.place): \(written.message)"])
  }
}
