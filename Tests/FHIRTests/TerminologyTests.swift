import ClinicalTypes
import FHIR
import JSON
import Testing

@Suite struct TerminologyTests {
  static let animals = """
    {"resourceType":"CodeSystem","url":"urn:animals","status":"active","content":"complete","concept":[
      {"code":"animal","concept":[
        {"code":"mammal","property":[{"code":"legs","valueInteger":4}],"concept":[{"code":"cat","display":"Cat"},{"code":"dog"}]},
        {"code":"bird","property":[{"code":"legs","valueInteger":2}],"concept":[{"code":"owl"}]}]},
      {"code":"bat","property":[{"code":"parent","valueCode":"mammal"},{"code":"flies","valueBoolean":true}]}]}
    """

  static func terminology(_ composes: [String: String]) throws -> LocalTerminology {
    let sets = composes.map { name, content in
      #"{"resourceType":"ValueSet","url":"urn:vs:\#(name)","status":"active",\#(content)}"#
    }
    return LocalTerminology(try ([animals] + sets).compactMap { Resource(try JSONDocument(fhir: $0).root) })
  }

  static func codes(_ content: String) throws -> [String] {
    try terminology(["x": content]).expand("urn:vs:x").codes.map(\.code)
  }

  static func include(_ part: String) -> String { #""compose":{"include":[{"system":"urn:animals",\#(part)}]}"# }
  static func filter(_ property: String, _ op: String, _ value: String) -> String {
    include(#""filter":[{"property":"\#(property)","op":"\#(op)","value":"\#(value)"}]"#)
  }

  @Test(arguments: [
    (include(#""concept":[{"code":"dog"},{"code":"cat"}]"#), ["dog", "cat"]),
    (#""compose":{"include":[{"system":"urn:animals"}]}"#, ["animal", "mammal", "cat", "dog", "bird", "owl", "bat"]),
    (filter("concept", "is-a", "mammal"), ["mammal", "cat", "dog", "bat"]),
    (filter("concept", "descendent-of", "mammal"), ["cat", "dog", "bat"]),
    (filter("concept", "is-not-a", "mammal"), ["animal", "bird", "owl"]),
    (filter("concept", "generalizes", "cat"), ["animal", "mammal", "cat"]), (filter("concept", "is-a", "fish"), []),
    (filter("legs", "=", "4"), ["mammal"]), (filter("code", "=", "owl"), ["owl"]),
    (filter("legs", "in", "2, 4"), ["mammal", "bird"]), (filter("flies", "exists", "true"), ["bat"]),
    (filter("legs", "exists", "false"), ["animal", "cat", "dog", "owl", "bat"]),
    (filter("parent", "=", "mammal"), ["bat"]),
    (
      #""compose":{"include":[{"system":"urn:animals"}],"exclude":[{"system":"urn:animals","filter":[{"property":"concept","op":"is-a","value":"mammal"}]}]}"#,
      ["animal", "bird", "owl"]
    ),
    (
      #""expansion":{"timestamp":"2026-01-01","total":2,"contains":[{"system":"urn:a","code":"1","abstract":true,"contains":[{"system":"urn:a","code":"2"}]}]}"#,
      ["2"]
    ),
    (
      include(#""concept":[{"code":"cat"}]"#)
        + #","expansion":{"timestamp":"2026","total":9,"contains":[{"code":"1"}]}"#,
      ["cat"]
    ),
  ])
  func expansion(content: String, expected: [String]) throws { #expect(try Self.codes(content) == expected) }

  @Test func importedValueSetsAreIntersected() throws {
    let terminology = try Self.terminology([
      "pets": Self.include(#""concept":[{"code":"cat"},{"code":"dog"},{"code":"owl"}]"#),
      "mammals": Self.filter("concept", "is-a", "mammal"),
      "both": #""compose":{"include":[{"valueSet":["urn:vs:pets","urn:vs:mammals"]}]}"#,
      "either": #""compose":{"include":[{"valueSet":["urn:vs:pets"]},{"valueSet":["urn:vs:mammals"]}]}"#,
      "systemAndSet": #""compose":{"include":[{"system":"urn:animals","valueSet":["urn:vs:pets"]}]}"#,
    ])
    #expect(try terminology.expand("urn:vs:both").codes.map(\.code) == ["cat", "dog"])
    #expect(try terminology.expand("urn:vs:either").codes.map(\.code) == ["cat", "dog", "owl", "mammal", "bat"])
    #expect(try Set(terminology.expand("urn:vs:systemAndSet").codes.map(\.code)) == ["cat", "dog", "owl"])
  }

  @Test func membership() throws {
    let terminology = try Self.terminology(["x": Self.include(#""concept":[{"code":"cat","display":"Katze"}]"#)])
    #expect(try terminology.validate(Code(system: "urn:animals", code: "cat"), in: "urn:vs:x"))
    #expect(try !terminology.validate(Code(system: "urn:animals", code: "dog"), in: "urn:vs:x"))
    #expect(try !terminology.validate(Code(system: "urn:other", code: "cat"), in: "urn:vs:x"))
    #expect(try terminology.validate(Code(system: nil, code: "cat"), in: "urn:vs:x"))
    let set = try terminology.expand("urn:vs:x")
    func concept(_ json: String) throws -> Bool? { set.containsAny(of: try JSONDocument(fhir: json).root) }
    #expect(
      try concept(#"{"coding":[{"system":"urn:other","code":"1"},{"system":"urn:animals","code":"cat"}]}"#) == true)
    #expect(try concept(#"{"coding":[{"system":"urn:animals","code":"c\u0061t"}]}"#) == true)
    #expect(try concept(#"{"coding":[{"system":"urn:animals","code":"Cat"}]}"#) == false)
    #expect(try concept(#"{"coding":[{"code":"cat"}]}"#) == nil)
    #expect(try concept(#"{"coding":[{"code":"dog"}]}"#) == false)
    #expect(try concept(#"{"text":"cat"}"#) == false)
  }

  @Test func whatIsNotHeldIsUnknownNeverFalse() throws {
    let terminology = try Self.terminology([
      "open":
        #""compose":{"include":[{"system":"urn:elsewhere"},{"system":"urn:animals","concept":[{"code":"cat"}]}]}"#,
      "doubt":
        #""compose":{"include":[{"system":"urn:e","concept":[{"code":"1"}]}],"exclude":[{"system":"urn:e","filter":[{"property":"concept","op":"is-a","value":"9"}]}]}"#,
      "none":
        #""compose":{"include":[{"system":"urn:e","concept":[{"code":"1"}]}],"exclude":[{"system":"urn:e"}]}"#,
    ])
    let open = try terminology.expand("urn:vs:open")
    #expect(open.contains(code: "1", system: "urn:elsewhere") == nil)
    #expect(open.contains(code: "cat", system: "urn:animals") == true)
    #expect(open.contains(code: "dog", system: "urn:animals") == false)
    #expect(try terminology.expand("urn:vs:doubt").contains(code: "1", system: "urn:e") == nil)
    #expect(try terminology.expand("urn:vs:none").contains(code: "1", system: "urn:e") == false)
    #expect(throws: TerminologyError.self) {
      try terminology.validate(Code(system: "urn:elsewhere", code: "1"), in: "urn:vs:open")
    }
    #expect(throws: TerminologyError.self) { try terminology.expand("urn:vs:unheard") }
  }

  @Test(arguments: [
    (filter("concept", "regex", "a.*"), TerminologyError.Kind.unsupportedFilter),
    (filter("concept", "child-of", "a"), .unsupportedFilter),
    (#""compose":{"include":[{"valueSet":["urn:vs:x"]}]}"#, .cyclic),
    (#""compose":{"include":[{"valueSet":["urn:vs:unheard"]}]}"#, .unknownValueSet),
    (#""compose":{"include":[{"version":"1"}]}"#, .malformed), (#""title":"nothing""#, .malformed),
    (include(#""filter":[{"property":"concept"}]"#), .malformed),
  ])
  func refusals(content: String, kind: TerminologyError.Kind) throws {
    let terminology = try Self.terminology(["x": content])
    do {
      _ = try terminology.expand("urn:vs:x")
      Issue.record("expected \(kind)")
    } catch { #expect(error.kind == kind) }
  }

  @Test func versions() throws {
    let sets = try ["1", "2"].map { version in
      try JSONDocument(
        fhir: """
          {"resourceType":"ValueSet","url":"urn:v","version":"\(version)","status":"active",
          "compose":{"include":[{"system":"s","concept":[{"code":"\(version)"}]}]}}
          """
      ).root
    }
    let terminology = LocalTerminology(sets.compactMap { Resource($0) })
    #expect(try terminology.expand("urn:v|1").codes.map(\.code) == ["1"])
    #expect(try terminology.expand("urn:v").codes.map(\.code) == ["2"])
    #expect(throws: TerminologyError.self) { try terminology.expand("urn:v|3") }
    #expect(terminology.valueSetURLs == ["urn:v", "urn:v|1", "urn:v|2"])
  }

  @Test func requiredCodeListsAreAtHand() throws {
    let terminology = LocalTerminology([])
    let gender = try terminology.expand("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1")
    #expect(gender.codes.count == 4)
    #expect(gender.contains(code: "x", system: nil) == false)
    let mime = try terminology.expand("http://hl7.org/fhir/ValueSet/mimetypes")
    #expect(mime.contains(code: "text/plain", system: nil) == nil)
  }

  @Test(arguments: [
    ("animal", "cat", Subsumption.subsumes), ("cat", "animal", .subsumedBy), ("cat", "cat", .equivalent),
    ("cat", "owl", .notSubsumed), ("mammal", "bat", .subsumes),
  ])
  func subsumption(left: String, right: String, expected: Subsumption) throws {
    let terminology = try Self.terminology([:])
    let (left, right) = (Code(system: "urn:animals", code: left), Code(system: "urn:animals", code: right))
    #expect(try terminology.subsumption(of: left, right) == expected)
    #expect(throws: TerminologyError.self) {
      try terminology.subsumption(of: left, Code(system: "urn:animals", code: "fish"))
    }
    #expect(throws: TerminologyError.self) { try terminology.subsumption(of: left, Code(system: "urn:o", code: "1")) }
  }

  @Test(
    "a code whose system is named by its OID is the same code",
    arguments: [
      ("urn:oid:2.16.840.1.113883.6.1", true), ("http://loinc.org", true), ("urn:oid:2.16.840.1.113883.6.96", false),
      ("urn:oid:2.16.840.1.113883.6.10", false), ("urn:oid:", false), ("2.16.840.1.113883.6.1", false),
      ("URN:OID:2.16.840.1.113883.6.1", false),
    ])
  func oids(system: String, isMember: Bool) throws {
    let set = CodeSet(valueSet: "x", codes: [Code(system: "http://loinc.org", code: "98979-8")])
    let document = try JSONDocument(
      fhir:
        #"{"resourceType":"Observation","id":"o","code":{"coding":[{"system":"\#(system)","code":"98979-8"}]}}"#)
    let coding = try #require(document.root["code"]["coding"][0])
    #expect(set.contains(coding: coding) == isMember)
    #expect(set.contains(Code(system: system, code: "98979-8")) == isMember)
    let store = ResourceStore(documents: [document])
    #expect(store.resources(ofType: "Observation", in: set).count == (isMember ? 1 : 0))
    #expect(
      store.resources(ofType: "Observation", code: "98979-8", system: "http://loinc.org").count == (isMember ? 1 : 0))
    #expect(store.resources(ofType: "Observation", code: "98979-8", system: system).count == 1, "and by its own name")
    let open = CodeSet(valueSet: "x", codes: [], openSystems: ["http://loinc.org"])
    #expect(open.contains(coding: coding) == (isMember ? nil : false))
    let own = CodeSet(valueSet: "x", codes: [Code(system: system, code: "98979-8")])
    #expect(own.contains(coding: coding) == true)
  }
}
