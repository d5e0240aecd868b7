import Guidelines
import Testing

@Suite("Faulty content is refused, with its place")
struct ContentErrorTests {
  @Test(
    "each fault names the element",
    arguments: [
      ("%latest.value.value > 5.0", "%latest.value.value >", "action[0].condition[0].expression", "FHIRPath"),
      (
        "%latest.value.value > 5.0", "%lastest.value.value > 5.0", "action[0].condition[0].expression",
        "%lastest is not known"
      ),
      (
        "ActivityDefinition/chlortalidone\\\"", "ActivityDefinition/none\\\"",
        "action[0].action[1].action[0].definitionCanonical", "not in the content"
      ),
      ("Library/potassium-guard|1.0.0", "Library/potassium-guard|9.9", "library[0]", "not in the content"),
      (
        "\"code\":\"update\"", "\"code\":\"observe\"", "action[0].action[1].action[0].type",
        "create, update or remove"
      ),
      (
        "\"name\":\"usable\",\"language\":\"text/fhirpath\"", "\"name\":\"usable\",\"language\":\"text/x\"",
        "extension[0].valueExpression.language", "text/fhirpath"
      ),
      ("\"priority\":\"routine\"", "\"priority\":\"high\"", "action[1].priority", "'high' is none of routine"),
      ("\"name\":\"latest\",", "", "extension[1].valueExpression.name", "no name"),
    ])
  func faults(original: String, faulty: String, path: String, message: String) throws {
    let original = original.replacing("\\\"", with: "\"")
    let faulty = faulty.replacing("\\\"", with: "\"")
    #expect(SmallContent.plan.contains(original))
    let errors = #expect(throws: ContentErrors.self) {
      try SmallContent.library { $0.replacing(original, with: faulty) }
    }
    #expect(
      errors?.errors.contains { $0.path == path && $0.message.contains(message) } == true,
      "\(errors?.description ?? "")")
  }

  @Test("a later folder's plan overrides an earlier one with its id")
  func overriding() throws {
    let library = try SmallContent.library()
    let changed = try SmallContent.library {
      $0.replacing("\"version\":\"1.0.0\"", with: "\"version\":\"1.0.1\"")
    }
    let both = ContentLibrary(library.content.artifacts + changed.content.artifacts)
    #expect(both.plans.count == 1)
    #expect(both.plans.first?.version == "1.0.1")
  }
}
