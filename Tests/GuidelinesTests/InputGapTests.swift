import CDSHooks
import Guidelines
import Reasoning
import Testing

@Suite("What the record left out is said on the card")
struct InputGapTests {
  private static let named = [
    "patient": SmallProfiles.base + "patient", "potassium": SmallProfiles.base + "potassium|1.0.0",
  ]
  private static let whole = SmallContent.observation("k", "5.60")

  private func findings(
    _ potassium: [String], patient: String = SmallContent.patient, _ edit: (String) -> String = { $0 }
  ) throws -> [Finding] {
    let library = try SmallContent.library(profiles: SmallProfiles.all, named: Self.named, edit)
    return try SmallContent.findings(library, potassium: "[\(potassium.joined(separator: ","))]", patient: patient)
  }

  @Test(
    "an element that is there says nothing, one that is missing is named",
    arguments: [
      ("", "", nil),
      (#","code":"mmol/L""#, "", "Potassium in serum of 2026-11-20: no UCUM unit code"),
      (#""effectiveDateTime":"2026-11-20","#, "", "Potassium in serum: no collection date"),
      (
        #""effectiveDateTime""#, #""issued""#, "Potassium in serum of 2026-11-20: no collection date"
      ),
      (
        #""effectiveDateTime":"2026-11-20""#,
        #""_effectiveDateTime":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"not-permitted"}]}"#,
        "Potassium in serum: no collection date (not permitted)"
      ),
      (
        #""effectiveDateTime":"2026-11-20","#, "unit", "Potassium in serum: no collection date, no UCUM unit code"
      ),
    ] as [(String, String, String?)])
  func results(original: String, faulty: String, line: String?) throws {
    let isBoth = faulty == "unit"
    var observation = Self.whole.replacing(original, with: isBoth ? "" : faulty)
    if isBoth { observation.replace(#","code":"mmol/L""#, with: "") }
    #expect(original.isEmpty || observation != Self.whole)
    let finding = try #require(try findings([observation]).first)
    let complete = try #require(try findings([Self.whole]).first)
    #expect(finding.missing == (line.map { [$0] } ?? []))
    // What the card advises stays as it is.
    #expect(finding.severity == complete.severity)
    #expect(finding.summary == complete.summary)
    #expect(finding.suggestions.map(\.label) == complete.suggestions.map(\.label))
  }

  @Test(
    "the patient's own record is looked at for every finding",
    arguments: [
      (#""gender":"female","#, "Patient: no sex"),
      (#""birthDate":"1950-02-03""#, "Patient: no birth date"),
    ])
  func patient(original: String, line: String) throws {
    let patient = SmallContent.patient.replacing(
      original, with: #""active":true"# + (original.hasSuffix(",") ? "," : ""))
    #expect(patient != SmallContent.patient)
    #expect(try findings([Self.whole], patient: patient).map(\.missing) == [[line]])
    #expect(try findings([], patient: patient).map(\.missing) == [[line]])
  }

  @Test("nothing to say stays nothing to say")
  func silence() throws {
    let normal = SmallContent.observation("k", "4.1").replacing(#","code":"mmol/L""#, with: "")
    #expect(try findings([normal]).isEmpty)
  }

  @Test("only what the card rests on is looked at, not all that came")
  func evidenceOnly() throws {
    let older = SmallContent.observation("k0", "4.1", date: "2026-01-02").replacing(#","code":"mmol/L""#, with: "")
    #expect(try findings([Self.whole, older]).first?.missing == [])
  }

  @Test(
    "many records give a few lines; alike ones give one",
    arguments: [
      (5, nil), (6, "and 1 more record with missing details"), (9, "and 4 more records with missing details"),
    ] as [(Int, String?)])
  func bounded(count: Int, last: String?) throws {
    let incomplete = (1...count).flatMap { day in
      ["a", "b"].map {
        SmallContent.observation("\($0)\(day)", "5.6", date: "2026-11-0\(day)").replacing(
          #","code":"mmol/L""#, with: "")
      }
    }
    let finding = try #require(
      try findings(incomplete) { plan in
        plan.replacing(
          #""description":"Potassium","language":"text/fhirpath","expression":"%latest""#,
          with: #""description":"Potassium","language":"text/fhirpath","expression":"%usable""#)
      }.first)
    #expect(
      finding.missing.prefix(5) == (1...5).map { "Potassium in serum of 2026-11-0\($0): no UCUM unit code" }[...])
    #expect(finding.missing.dropFirst(5) == (last.map { [$0] } ?? [])[...])
  }

  @Test("without a label the resource names itself, and a long name is cut")
  func names() throws {
    let library = try SmallContent.library(
      profiles: SmallProfiles.all, named: ["potassium": SmallProfiles.base + "result"])
    func missing(display: String) throws -> [String]? {
      let observation = Self.whole.replacing(#","code":"mmol/L""#, with: "")
        .replacing(#""display":"Potassium""#, with: #""display":"\#(display)""#)
      return try SmallContent.findings(library, potassium: "[\(observation)]").first?.missing
    }
    #expect(try missing(display: "Kalium") == ["Kalium of 2026-11-20: no UCUM unit code"])
    let cut = String(repeating: "x", count: 59) + "…"
    #expect(try missing(display: String(repeating: "x", count: 400)) == ["\(cut) of 2026-11-20: no UCUM unit code"])
  }
}
