import ClinicalTypes
import FHIR
import JSON
import TestSupport
import Testing

@testable import Deidentification

@Suite("De-identifying a chart")
struct DeidentifierTests {
  static let secrets = [
    "Zebulon", "Quixworth", "Thistledown", "Ashgrove", "Gwendolyn", "5583920", "555", "0142", "Kettle", "Fernhollow",
    "93726", "hillcrest", "pat-4711", "obs-1", "con-1", "dr-9", "b-1", "1958", "2026", "2024", "urn:uuid", "HBA1C",
    "birthTime",
  ]

  @Test("Nothing that identifies leaves by the profile reasoning", arguments: secrets)
  func secret(_ secret: String) throws {
    #expect(!Fixtures.text(try Fixtures.deidentify(Fixtures.chart)).contains(secret))
  }

  @Test("Nothing that identifies leaves by the profile safe-harbor-strict, but years")
  func strict() throws {
    let text = Fixtures.text(try Fixtures.deidentify(Fixtures.chart, profile: "safe-harbor-strict"))
    for secret in Self.secrets where !["1958", "2026", "2024"].contains(secret) { #expect(!text.contains(secret)) }
    #expect(text.contains(#""birthDate":"1958""#) && text.contains(#""effectiveDateTime":"2026""#))
    #expect(!text.contains("issued") && !text.contains("note"))
  }

  @Test("What a model needs is still there")
  func content() throws {
    let result = try Fixtures.deidentify(Fixtures.chart)
    let root = try #require(result.document()).root
    let patient = root["entry"][0]["resource"]
    #expect(
      patient["id"]?.string == "P1" && patient["age"]?.string == "68 years" && patient["gender"]?.string == "male")
    #expect(patient["extension"][0]["extension"][0]["valueCoding"]["code"]?.string == "2106-3")
    let observation = root["entry"][1]["resource"]
    #expect(observation["valueQuantity"]["value"]?.numberText == "8.10")
    #expect(observation["valueQuantity"]["code"]?.string == "%")
    #expect(observation["code"]["coding"]?.count == 1)
    #expect(observation["code"]["coding"][0]["display"]?.string == "Hemoglobin A1c/Hemoglobin.total in Blood")
    #expect(observation["subject"]["reference"]?.string == "Patient/P1")
    #expect(
      observation["note"][0]["text"]?.string == "Discussed with [NAME] by phone at [NUMBER]; start metformin 500 mg.")
    let condition = root["entry"][2]["resource"]
    #expect(condition["evidence"][0]["detail"][0]["reference"]?.string == "Observation/O1")
    #expect(condition["code"]["coding"][0]["code"]?.string == "44054006" && condition["code"]["text"] == nil)
    #expect(condition["onsetAge"]["value"]?.numberText == "66")
    let contained = condition["contained"][0]["id"]?.string
    #expect(contained != nil && condition["asserter"]["reference"]?.string == contained.map { "#" + $0 })
  }

  @Test("Pseudonyms and offsets lead back, in memory only")
  func reidentification() throws {
    let result = try Fixtures.deidentify(Fixtures.chart)
    #expect(result.map.reference(for: "Patient/P1") == "Patient/pat-4711")
    #expect(result.map.reference(for: "O1") == "Observation/obs-1")
    #expect(result.map.reference(for: "Patient/O1") == nil && result.map.reference(for: "O99") == nil)
    #expect("\(result.map) \(result)".contains("4711") == false)
    var dumped = ""
    dump(result, to: &dumped)
    #expect(!dumped.contains("4711"))
    let effective = try #require(result.document()).root["entry"][1]["resource"]["effectiveDateTime"]?.string
    let day = try #require(effective?.split(separator: " ").last.flatMap { Int($0) })
    #expect(result.map.date(ofDay: day)?.description == "2026-05-01")
    #expect(result.map.day(of: try #require(PartialDate("2026-05-01"))) == day)
  }

  @Test("Intervals between days are kept, the days are not")
  func intervals() throws {
    var seen: Set<String> = []
    for seed in 1...20 as ClosedRange<UInt64> {
      let root = try #require(try Fixtures.deidentify(Fixtures.chart, seed: seed).document()).root
      let observation = root["entry"][1]["resource"]
      let effective = try #require(observation["effectiveDateTime"]?.string)
      #expect(observation["note"][0]["time"]?.string == effective && observation["issued"]?.string == effective)
      seen.insert(effective)
    }
    #expect(seen.count == 20)
  }

  @Test("The same random numbers give the same output")
  func deterministic() throws {
    #expect(try Fixtures.deidentify(Fixtures.chart).bytes == Fixtures.deidentify(Fixtures.chart).bytes)
  }

  @Test("On the invented calendar the output is valid FHIR with the same age and intervals")
  func calendar() throws {
    let result = try Fixtures.deidentify(Fixtures.chart, form: .calendar)
    let root = try JSONDocument(fhir: result.bytes).root
    let wrong = StructuralValidator().validate(root).filter {
      $0.severity >= .error && !$0.location.contains("contained")
    }
    #expect(wrong.isEmpty, "\(wrong.map(\.message))")
    let birth = try #require(root["entry"][0]["resource"]["birthDate"]?.string.flatMap { PartialDate($0) })
    let now = try #require(result.calendarNow)
    #expect(birth.completedYears(on: now.date) == 68...68)
    let effective = try #require(
      root["entry"][1]["resource"]["effectiveDateTime"]?.string.flatMap { PartialDateTime(fhirDateTime: $0) })
    let original = try #require(PartialDateTime(fhirDateTime: "2026-05-01T08:15:00+02:00"))
    let moved = try #require(effective.epochMilliseconds()) - #require(original.epochMilliseconds())
    #expect(try moved == #require(now.epochMilliseconds()) - #require(Fixtures.now().epochMilliseconds()))
    #expect(abs(moved) > 365 * 86_400_000)
  }

  @Test("The report counts by kind and place and holds no value")
  func report() throws {
    let report = try Fixtures.deidentify(Fixtures.chart).report
    #expect(report.count(.removed, .medicalRecord) == 1)
    #expect(report.count(.removed, .names) >= 3)
    #expect(report.entries.contains { $0.path == "Patient.address" && $0.action == .removed && $0.count == 1 })
    #expect(report.entries.contains { $0.identifierClass == .codes && $0.action == .kept })
    let text = String(decoding: report.json.serialized(), as: UTF8.self)
    for secret in Self.secrets where !["2024", "2026"].contains(secret) { #expect(!text.contains(secret)) }
    #expect(text.contains("business associate agreement") && !report.isSafeHarbor)
  }

  @Test(
    "Ages",
    arguments: [
      ("1926-05-11", "90+ years"), ("1936-05-11", "89 years"), ("1936-05-10", "90+ years"), ("2024-05-11", "23 months"),
      ("2024-05-10", "2 years"), ("2026-05-10", "0 months"), ("1900", "90+ years"),
    ])
  func ages(birth: String, age: String) throws {
    let text = Fixtures.text(try Fixtures.deidentify(#"{"resourceType":"Patient","birthDate":"\#(birth)"}"#))
    #expect(text.contains(#""age":"\#(age)""#))
    let strict = Fixtures.text(
      try Fixtures.deidentify(#"{"resourceType":"Patient","birthDate":"\#(birth)"}"#, profile: "safe-harbor-strict"))
    #expect(strict.contains("birthDate") == !age.contains("90"))
  }

  @Test("A birth date after now, or none at all, does not leave", arguments: ["2027-01-01", "yesterday", ""])
  func wrongBirth(_ birth: String) throws {
    #expect(
      Fixtures.text(try Fixtures.deidentify(#"{"resourceType":"Patient","birthDate":"\#(birth)"}"#))
        == #"{"resourceType":"Patient"}"#)
  }

  @Test("A date that implies an age above 89 does not leave")
  func oldDate() throws {
    let json = #"{"resourceType":"Condition","onsetDateTime":"1930-02-03","recordedDate":"1937-01-01"}"#
    let text = Fixtures.text(try Fixtures.deidentify(json, profile: "safe-harbor-strict"))
    #expect(text == #"{"resourceType":"Condition","recordedDate":"1937"}"#)
  }

  @Test(
    "Documents that are nothing known",
    arguments: [
      "{}", "[]", "1", "\"x\"", #"{"resourceType":"Zebulon"}"#, #"{"resourceType":7}"#,
      #"{"resourceType":"Binary","data":"eA=="}"#,
    ])
  func unknown(_ json: String) throws {
    let error = #expect(throws: DeidentificationError.self) { try Fixtures.deidentify(json) }
    #expect(error?.kind == .unknownDocument && error?.description.contains("Zebulon") == false)
  }

  static let numbers: [(String, String?)] = [
    ("8.10", "8.10"), ("250000", "250000"), ("166.89999999999998", "166.9"), ("0.00012345678", "0.0001235"),
    ("5595550142", nil),
    ("402198877", nil), ("-1.5", "-1.5"), ("1e3", "1e3"), ("1.23456789e300", nil), ("402198877.5", nil),
    ("\"5595550142\"", nil), ("null", nil),
  ]

  @Test("Numbers", arguments: numbers)
  func number(_ text: String, _ expected: String?) throws {
    let result = try Fixtures.deidentify(
      #"{"resourceType":"Observation","valueQuantity":{"value":\#(text),"unit":"mg"}}"#)
    #expect(try #require(result.document()).root["valueQuantity"]["value"]?.numberText == expected)
  }

  @Test(
    "Quantities whose unit says years above 89, and units that are no units",
    arguments: [
      (#"{"value":93,"unit":"years"}"#, nil), (#"{"value":89,"unit":"a"}"#, #"{"value":89,"unit":"a"}"#),
      (#"{"value":5,"unit":"Zebulon"}"#, nil), (#"{"value":5,"code":"Zebulon"}"#, nil),
      (#"{"value":5}"#, #"{"value":5}"#),
      (#"{"value":5,"unit":"mg","system":"urn:x","code":"Zebulon"}"#, #"{"value":5,"unit":"mg"}"#),
      (#"{"value":5,"comparator":"Zebulon"}"#, #"{"value":5}"#),
      (#"{"value":5,"comparator":">="}"#, #"{"value":5,"comparator":">="}"#),
    ] as [(String, String?)])
  func quantity(_ quantity: String, _ expected: String?) throws {
    let text = Fixtures.text(try Fixtures.deidentify(#"{"resourceType":"Observation","valueQuantity":\#(quantity)}"#))
    #expect(text == #"{"resourceType":"Observation"\#(expected.map { #","valueQuantity":"# + $0 } ?? "")}"#)
  }

  @Test(
    "Shapes that R4 does not know do not leave",
    arguments: [
      #"{"resourceType":"Observation","status":["final"],"code":"Zebulon","subject":"Patient/Zebulon","note":{"text":"pain"}}"#,
      #"{"resourceType":"Observation","valueQuantity":["Zebulon"],"component":{"code":1},"zebulon":{"a":[{"b":"Zebulon"}]}}"#,
      #"{"resourceType":"Observation","contained":[[{"resourceType":"Patient","id":"Zebulon"}]],"subject":{"reference":7}}"#,
      #"{"resourceType":"Observation","modifierExtension":[],"status":{"Zebulon":1},"effectiveDateTime":["2026-01-01"]}"#,
    ])
  func shapes(_ json: String) throws {
    let result = try Fixtures.deidentify(json)
    #expect(Fixtures.text(result) == #"{"resourceType":"Observation"}"#)
    #expect(!String(decoding: result.report.json.serialized(), as: UTF8.self).lowercased().contains("zebulon"))
  }

  @Test("What an unknown modifier may turn round does not leave")
  func modifiers() throws {
    let json =
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Condition","modifierExtension":[{"url":"urn:not","valueBoolean":true}],"code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}}}]}"#
    #expect(Fixtures.text(try Fixtures.deidentify(json)) == #"{"resourceType":"Bundle","type":"collection"}"#)
  }

  @Test("Deep nesting ends, and nothing of the depth leaves")
  func depth() throws {
    var json = #"{"resourceType":"Patient","id":"Zebulon","gender":"male"}"#
    for _ in 0..<20 { json = #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":\#(json)}]}"# }
    let limits = JSONLimits(depth: 400)
    for _ in 0..<60 { json = #"{"resourceType":"Parameters","parameter":[{"name":"x","resource":\#(json)}]}"# }
    let document = try JSONDocument(fhir: Array(json.utf8), limits: limits)
    #expect(throws: DeidentificationError.self) {
      try Deidentifier(Fixtures.profile("reasoning")).deidentify(document, now: Fixtures.now())
    }
  }

  @Test("Resources of several documents share pseudonyms and days")
  func collection() throws {
    let one = try JSONDocument(fhir: #"{"resourceType":"Patient","id":"a"}"#).root
    let two = try JSONDocument(
      fhir:
        ##"{"resourceType":"Observation","subject":{"reference":"Patient/a"},"contained":[{"resourceType":"Device","id":"a"}],"device":{"reference":"#a"}}"##
    ).root
    var random = SeededGenerator(seed: 1)
    let result = try Deidentifier(Fixtures.profile("reasoning")).deidentify(
      [one, two], now: Fixtures.now(), random: &random)
    let root = try #require(result.document()).root
    #expect(root["entry"]?.count == 2 && root["entry"][1]["resource"]["subject"]["reference"]?.string == "Patient/P1")
    #expect(root["entry"][1]["resource"]["device"]["reference"]?.string == "#D1")
  }

  @Test("A list that was cut short still says so, and a death is not forgotten")
  func incomplete() throws {
    let json =
      #"{"resourceType":"Bundle","type":"searchset","link":[{"relation":"self","url":"https://z.example/1"},{"relation":"next","url":"https://z.example/Patient?name=Zebulon"}],"entry":[{"resource":{"resourceType":"Patient","deceasedDateTime":"2025-01-02"}}]}"#
    let text = Fixtures.text(try Fixtures.deidentify(json))
    #expect(text.contains(#""link":[{"relation":"next","url":"urn:chartside:removed"}]"#) && !text.contains("example"))
    #expect(text.contains(#""deceasedDateTime":"day "#))
  }
}
