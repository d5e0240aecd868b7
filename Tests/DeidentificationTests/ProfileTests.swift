import JSON
import Testing

@testable import Deidentification

@Suite("Profiles")
struct ProfileTests {
  @Test("The shipped profiles are read and say what they are")
  func shipped() throws {
    #expect(Fixtures.folder.names == ["reasoning", "safe-harbor-strict"])
    let reasoning = try Fixtures.profile("reasoning")
    #expect(!reasoning.isSafeHarbor && reasoning.agreement.contains("164.504(e)") && reasoning.dates.form == .days)
    let strict = try Fixtures.profile("safe-harbor-strict")
    #expect(strict.isSafeHarbor && strict.agreement.isEmpty && strict.dates.form == .year && strict.extensions.isEmpty)
    #expect(!strict.elements.values.contains(.text) && !strict.elements.values.contains(.terms))
  }

  @Test("An unknown name is answered with the known ones")
  func unknownName() {
    let error = #expect(throws: DeidentificationProfileError.self) { try Fixtures.folder.profile(named: "open") }
    #expect(error?.message.contains("reasoning") == true)
    #expect(throws: DeidentificationProfileError.self) { try Fixtures.folder.profile(named: "../secrets") }
  }

  static let head =
    #""name":"x","version":"1","title":"t","safeHarbor":true,"dates":{"form":"year","oldestAge":89},"resources":["Patient"],"maximumDigits":8"#

  static let refused: [(String, String)] = [
    (#"[]"#, ""), (#"{"name":"x"}"#, "version"), (#"{\#(head),"color":1}"#, "color"),
    (#"{\#(head),"datatypes":{"HumanNam":"open"}}"#, "datatypes.HumanNam"),
    (#"{\#(head),"datatypes":{"string":"keep"}}"#, "datatypes.string"),
    (#"{\#(head),"datatypes":{"date":"keep"}}"#, "datatypes.date"),
    (#"{\#(head),"datatypes":{"Coding":"let"}}"#, "datatypes.Coding"),
    (#"{\#(head),"elements":{"Patient.nam":"open"}}"#, "elements.Patient.nam"),
    (#"{\#(head),"elements":{"Patient.*":"open"}}"#, "elements.Patient.*"),
    (#"{\#(head),"elements":{"Patient.name":"text"}}"#, "elements.Patient.name"),
    (#"{\#(head),"elements":{"Observation.value":"text"}}"#, "elements.Observation.value"),
    (#"{\#(head),"elements":{"Narrative.div":"text"}}"#, "elements.Narrative.div"),
    (#"{\#(head),"elements":{"name":"drop"}}"#, "elements.name"),
    (#"{\#(head),"codeSystems":[{"system":"x"}]}"#, "codeSystems[0]"),
    (#"{\#(head),"codeSystems":[{"system":"x","shape":"any"}]}"#, "codeSystems[0]"),
    (#"{\#(head),"extensions":{"http://x":true}}"#, "extensions"),
    (#"{"name":"x","version":"1","title":"t","safeHarbor":false}"#, "agreement"),
    (#"{"name":"x","version":"1","title":"t","safeHarbor":true,"dates":{"form":"any","oldestAge":89}}"#, "dates.form"),
    (#"{"name":"x","version":"1","title":"t","safeHarbor":true,"dates":{"form":"year"}}"#, "dates.oldestAge"),
    (
      #"{"name":"x","version":"1","title":"t","safeHarbor":true,"dates":{"form":"year","oldestAge":89},"resources":["Zebra"]}"#,
      "resources[0]"
    ),
  ]

  @Test("A profile that could let out more than it says is refused, with the place", arguments: refused)
  func refusals(json: String, path: String) throws {
    let document = try JSONDocument(parsing: json)
    let error = #expect(throws: DeidentificationProfileError.self) { try DeidentificationProfile(document) }
    #expect(error?.path == path)
  }

  @Test("A profile without rules lets out the type alone")
  func nothing() throws {
    let profile = try DeidentificationProfile(try JSONDocument(parsing: "{\(Self.head)}"))
    let result = try Deidentifier(profile).deidentify(
      try JSONDocument(parsing: #"{"resourceType":"Patient","id":"1","gender":"male","active":true}"#),
      now: Fixtures.now())
    #expect(Fixtures.text(result) == #"{"resourceType":"Patient"}"#)
  }

  static let shapes: [(String, String, Bool)] = [
    ("loinc", "4548-4", true), ("loinc", "4548-5", false), ("loinc", "555-0142", false), ("loinc", "48643-1", true),
    ("loinc", "-4", false),
    ("snomed", "44054006", true), ("snomed", "44054007", false), ("snomed", "5595550142", false),
    ("snomed", "73211009", true),
    ("snomed", "999000000", false), ("rxnorm", "860975", true), ("rxnorm", "402198877", false),
    ("rxnorm", "8609a", false),
    ("icd10", "E11.9", true), ("icd10", "E11", true), ("icd10", "M80.08XA", true), ("icd10", "Ann", false),
    ("icd10", "E11-9", false), ("icd10pcs", "02RG0JZ", true), ("icd10pcs", "5583920", false),
    ("icd10pcs", "02RG0J", false), ("icd10pcs", "ABERNAT", false), ("icd10pcs", "02RO0JZ", false),
    ("icd9", "250.00", true), ("icd9", "V17.3", true), ("icd9", "5583920", false), ("cvx", "140", true),
    ("cvx", "93726", false),
    ("atc", "A10BA02", true), ("atc", "ANN", false), ("ucum", "mg/dL", true), ("ucum", "mL/min/{1.73_m2}", true),
    ("ucum", "{Zebulon}", false),
    ("ucum", "10*3/uL", true), ("ucum", "5583920", false), ("ucum", "10.66.20.33", false), ("ucum", "%", true),
    ("ucum", "", false), ("ucum", "zebulon", false),
  ]

  @Test("Codes by their shape", arguments: shapes)
  func shape(shape: String, code: String, isCode: Bool) throws {
    #expect(try #require(CodeShape(rawValue: shape)).matches(code) == isCode)
  }

  @Test("No code with a wrong digit passes for SNOMED CT or LOINC")
  func checkDigits() {
    for wrong in 0...9 where wrong != 6 { #expect(!CodeShape.snomed.matches("4405400\(wrong)")) }
    for wrong in 0...9 where wrong != 4 { #expect(!CodeShape.loinc.matches("4548-\(wrong)")) }
  }
}
