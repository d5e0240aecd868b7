import Guidelines
import Testing

@Suite("The check says what a clinic would not notice")
struct ContentCheckTests {
  @Test("files that are not read are named")
  func unread() throws {
    let folder = try TemporaryContent([
      "svc/plan.json": TemporaryContent.plan("svc"), "svc/other.xml": "<PlanDefinition/>", "svc/notes.txt": "notes",
      "svc/examples/e/old.xml": "<Bundle/>",
    ])
    let warnings = ContentCheck(try GuidelineLibrary.load(folders: [folder.path])).warnings
    #expect(warnings.map(\.message) == ["this file is not read; content must be JSON or CQL"])
    #expect(warnings.first?.file.hasSuffix("svc/other.xml") == true)
  }

  @Test(
    "a plan that its publisher withdrew is not served, a draft is; both are said",
    arguments: [
      ("active", true, nil), ("draft", true, "p is a draft of its publisher, and is run as it is"),
      ("retired", false, "p is not served: its status is retired"),
      ("unknown", false, "p is not served: its status is unknown"),
    ] as [(String, Bool, String?)])
  func status(status: String, isServed: Bool, note: String?) throws {
    let plan = TemporaryContent.plan("p").replacing("\"active\"", with: "\"\(status)\"")
    let library = try ApplicationContent.library([plan])
    #expect(library.services.map(\.id) == (isServed ? ["p"] : []))
    #expect(library.services.map(\.isDraft) == (isServed ? [status == "draft"] : []))
    #expect(ContentCheck(library).notes.map(\.message) == [note].compactMap(\.self))
    #expect(library.notices.map(\.message) == [note].compactMap(\.self))
  }

  @Test("an aggregate that names a withdrawn plan is faulty, not smaller")
  func withdrawnMember() {
    let outer = ApplicationContent.plan(
      "outer",
      actions:
        #"{"trigger":[{"type":"named-event","name":"patient-view"}],"definitionCanonical":"https://example.org/PlanDefinition/p"}"#
    )
    #expect {
      try ApplicationContent.library([TemporaryContent.plan("p").replacing("active", with: "retired"), outer])
    } throws: { error in
      (error as? ContentErrors)?.errors.map(\.message) == [
        "https://example.org/PlanDefinition/p is not served, since its status is retired; drop it here or name what follows it"
      ]
    }
  }

  @Test("a value set of which not all codes are known is a problem, unless a terminology server is asked")
  func openValueSet() throws {
    let set = """
      {"resourceType":"ValueSet","id":"open","url":"https://example.org/ValueSet/open","status":"active","compose":{"include":[
       {"system":"http://snomed.info/sct","filter":[{"property":"concept","op":"is-a","value":"73211009"}]}]}}
      """
    let folder = try TemporaryContent(["svc/plan.json": TemporaryContent.plan("svc"), "svc/set.json": set])
    let problems = ContentCheck(try GuidelineLibrary.load(folders: [folder.path])).problems
    #expect(problems.map(\.path) == ["compose"])
    #expect(problems.first?.message.hasPrefix("its codes of http://snomed.info/sct are not known here") == true)
    let remote = try GuidelineLibrary.load(folders: [folder.path], valueSetsMayBeRemote: true)
    #expect(ContentCheck(remote).problems.isEmpty)
  }
}
