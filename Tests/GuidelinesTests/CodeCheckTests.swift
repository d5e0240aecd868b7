import FHIR
import Guidelines
import JSON
import Testing

@Suite("Codes in value sets that cannot be meant")
struct CodeCheckTests {
  @Test(
    "a wrong check digit and a repeated code are told with their place",
    arguments: [
      ("include", "http://loinc.org", ["3150-0", "38483-4"], []),
      (
        "include", "http://loinc.org", ["3150-0", "3150-6"],
        ["compose.include[0].concept[1].code: 3150-6 is no code of"]
      ),
      (
        "include", "http://snomed.info/sct", ["15649006"],
        ["compose.include[0].concept[0].code: 15649006 is no code of"]
      ),
      (
        "include", "http://snomed.info/sct", ["22298006", "73211009", "22298006"],
        ["compose.include[0].concept[2].code: 22298006 is listed twice"]
      ),
      ("exclude", "http://loinc.org", ["2160-1"], ["compose.exclude[0].concept[0].code: 2160-1 is no code of"]),
      ("include", "http://www.nlm.nih.gov/research/umls/rxnorm", ["6809"], []),
    ])
  func problems(part: String, system: String, codes: [String], expected: [String]) throws {
    let concepts = codes.map { #"{"code":"\#($0)"}"# }.joined(separator: ",")
    let include = part == "include" ? "" : #""include":[{"system":"http://loinc.org","concept":[{"code":"2160-0"}]}],"#
    let text = """
      {"resourceType":"ValueSet","url":"https://example.org/ValueSet/v","version":"1.0.0","status":"active",
       "compose":{\(include)"\(part)":[{"system":"\(system)","concept":[\(concepts)]}]}}
      """
    let resource = try #require(Resource(try JSONDocument(fhir: text).root))
    let library = try GuidelineLibrary(
      content: ContentLibrary([ContentArtifact(resource: resource, file: "v.json")]))
    let problems = ContentCheck(library).problems.map(\.description)
    #expect(problems.count == expected.count)
    for (problem, start) in zip(problems, expected) { #expect(problem.hasPrefix("v.json: " + start), "\(problem)") }
  }
}
