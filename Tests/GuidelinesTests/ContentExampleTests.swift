import Guidelines
import Testing

@Suite("Examples of content folders")
struct ContentExampleTests {
  private func reports(_ files: [String: String]) async throws -> [ExampleReport] {
    let folder = try TemporaryContent(files)
    return await ExampleRunner(library: try GuidelineLibrary.load(folders: [folder.path])).run(folders: [folder.path])
  }

  private func example(_ folder: String, _ expectation: String) -> [String: String] {
    ["\(folder)/request.json": TemporaryContent.request, "\(folder)/expect.json": expectation]
  }

  @Test(
    "they run at whatever depth the content beside them is read",
    arguments: ["examples/e", "svc/examples/e", "content/svc/examples/e", "a/b/c/svc/examples/e"])
  func depth(folder: String) async throws {
    let parent = folder.split(separator: "/").dropLast(2).joined(separator: "/")
    var files = example(folder, TemporaryContent.expectation(#"[{"summary":"WRONG"}]"#, more: #","service":"svc""#))
    files["\(parent.isEmpty ? "" : parent + "/")plan.json"] = TemporaryContent.plan("svc")
    let reports = try await reports(files)
    #expect(reports.map(\.differences) == [["card 1: the summary should be 'WRONG', is 'Card of svc'"]])
  }

  @Test(
    "an example passes only with what a site without settings would answer: member plans without a trigger are in it")
  func members() async throws {
    let outer = ApplicationContent.plan(
      "outer",
      actions: ["inner", "other"].map {
        #"{"trigger":[{"type":"named-event","name":"patient-view"}],"definitionCanonical":"https://example.org/PlanDefinition/\#($0)"}"#
      }.joined(separator: ","))
    var files = example(
      "outer/examples/e", TemporaryContent.expectation(#"[{"summary":"Card of inner"},{"summary":"Card of other"}]"#))
    files["outer/outer.json"] = outer
    files["outer/inner.json"] = TemporaryContent.plan("inner", trigger: false)
    files["outer/other.json"] = TemporaryContent.plan("other")
    #expect(try await reports(files).map(\.differences) == [[]])
    let off =
      #","extension":[{"url":"https://chartside.health/fhir/StructureDefinition/off-by-default","valueBoolean":true}]"#
    files["outer/inner.json"] = TemporaryContent.plan("inner", trigger: false, more: off)
    files["outer/other.json"] = TemporaryContent.plan("other", more: off)
    #expect(
      try await reports(files).map(\.differences)
        == [["nothing that outer is made of runs by default, so it is not served"]])
  }

  @Test("one without an expectation is told, not passed over")
  func incomplete() async throws {
    let files = [
      "svc/plan.json": TemporaryContent.plan("svc"), "svc/examples/e/request.json": TemporaryContent.request,
      "svc/examples/notes/readme.md": "notes",
    ]
    let differences = try await reports(files).flatMap(\.differences)
    #expect(differences.count == 1)
    #expect(differences.first?.hasSuffix("svc/examples/e/expect.json: the file is missing") == true)
  }

  @Test(
    "what an expectation says and nobody would check is an error with its place",
    arguments: [
      (#"["Card of svc"]"#, "", "cards[0]: a card must be an object"),
      (#"[{"summry":"Card of svc"}]"#, "", "cards[0].summry: nothing is known to check"),
      (#"[{"summary":["Card of svc"]}]"#, "", "cards[0].summary: this must be a string"),
      (#"[{"indicator":"hard-stop"}]"#, "", "cards[0].indicator: this must be info, warning or critical"),
      (#"[{"detailContains":"x"}]"#, "", "cards[0].detailContains: this must be a list of strings"),
      (#"[{"suggestions":["a",1]}]"#, "", "cards[0].suggestions[1]: this must be a string"),
      (#"[{"actions":null}]"#, "", "cards[0].actions: this must be a list"),
      (#"{"summary":"Card of svc"}"#, "", "cards: the example needs the list"),
      ("[]", #","expected":[]"#, "expected: an example has no member 'expected'"),
      ("[]", #","service":1"#, "service: this must be a string"),
    ])
  func faults(cards: String, more: String, message: String) async throws {
    var files = example("svc/examples/e", TemporaryContent.expectation(cards, more: more))
    files["svc/plan.json"] = TemporaryContent.plan("svc")
    let differences = try await reports(files).flatMap(\.differences)
    #expect(differences.count == 1)
    #expect(differences.first?.contains("svc/examples/e/expect.json: \(message)") == true, "\(differences)")
  }
}
