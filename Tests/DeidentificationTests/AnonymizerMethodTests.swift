import ClinicalTypes
import FHIR
import JSON
import TestSupport
import Testing

@testable import Deidentification

@Suite("Anonymizer methods")
struct AnonymizerMethodTests {
  static func run(_ rules: String, _ parameters: String = "{}", on resource: String, seed: UInt64 = 1) throws
    -> JSONValue
  {
    let configuration = try AnonymizerConfiguration(
      parsing: Array(#"{"fhirPathRules":[\#(rules)],"parameters":\#(parameters)}"#.utf8))
    var random = SeededGenerator(seed: seed)
    let output = try Anonymizer(configuration).anonymize(
      try JSONDocument(fhir: resource), now: Fixtures.now(), random: &random)
    return try JSONDocument(parsing: output).root
  }

  @Test("Offsets of dates", arguments: [("example123", 41), ("123", DateShift.offset(of: "123"))])
  func offsets(text: String, offset: Int) { #expect(DateShift.offset(of: text) == offset && -50...50 ~= offset) }

  @Test("HMAC-SHA-256 by a published example (RFC 4231, case 2)")
  func hmac() {
    #expect(
      KeyedHash.hexadecimal(of: "what do ya want for nothing?", key: "Jefe")
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("AES-CBC as the openssl program computes it")
  func aes() throws {
    let key: [UInt8] = [0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c]
    let vector = [UInt8](0...15)
    // Sixteen bytes that are UTF-8, so that the text goes through String.
    let cipher = try #require(BlockCipher.encrypt("0123456789abcdef", key: key, vector: vector))
    #expect(cipher == "AAECAwQFBgcICQoLDA0OD2R2hUgAeu+fPSWOXDTNwhveChJoQ24VlDT8Id42ltko")
    #expect(cipher != BlockCipher.encrypt("0123456789abcdef", key: key, vector: [UInt8](1...16)))
    #expect(
      BlockCipher.encrypt("x", key: [1], vector: vector) == nil
        && BlockCipher.encrypt("x", key: key, vector: [1]) == nil)
  }

  @Test(
    "Base64",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")])
  func base64(text: String, encoded: String) { #expect(Base64.encode(Array(text.utf8)) == encoded) }

  @Test(
    "References: the id alone is hashed",
    arguments: [
      ("Patient/1", "Patient/", ""), ("#1", "#", ""),
      ("https://a.example/fhir/Patient/1/_history/2", "https://a.example/fhir/Patient/", "/_history/2"),
      ("urn:uuid:6f3e1f6e-0000-4000-8000-000000000001", "urn:uuid:", ""), ("urn:oid:1.2.3", "urn:oid:", ""),
      ("whatever it is", "", ""),
    ])
  func references(text: String, prefix: String, suffix: String) throws {
    let out = try Self.run(
      #"{"path":"Observation.subject","method":"cryptoHash"}"#, #"{"cryptoHashKey":"k"}"#,
      on: #"{"resourceType":"Observation","subject":{"reference":"\#(text)"}}"#)
    let reference = try #require(out["subject"]["reference"]?.string)
    #expect(
      reference.hasPrefix(prefix) && reference.hasSuffix(suffix) && reference.count == prefix.count + 64 + suffix.count)
  }

  @Test("A date that cannot be read goes, whatever the parameters say")
  func unreadableDate() throws {
    for method in ["redact", "dateShift"] {
      let out = try Self.run(
        #"{"path":"nodesByType('date')","method":"\#(method)"}"#, #"{"enablePartialDatesForRedact":true}"#,
        on: #"{"resourceType":"Patient","birthDate":"Zebulon"}"#)
      #expect(out["birthDate"] == nil)
    }
  }

  @Test("An age of 90 goes, one of 89 may stay")
  func ages() throws {
    for (age, stays) in [("89", true), ("90", false), ("45.5", true)] {
      let out = try Self.run(
        #"{"path":"nodesByType('Age')","method":"redact"}"#, #"{"enablePartialAgesForRedact":true}"#,
        on: #"{"resourceType":"Condition","onsetAge":{"value":\#(age),"unit":"a"}}"#)
      #expect((out["onsetAge"]["value"]?.numberText == age) == stays)
    }
  }

  @Test("Noise stays within its span and its places")
  func perturbation() throws {
    for seed in 1...50 as ClosedRange<UInt64> {
      let out = try Self.run(
        #"{"path":"Observation.value","method":"perturb","span":2,"roundTo":1}"#,
        on: #"{"resourceType":"Observation","valueQuantity":{"value":10.00,"unit":"kg"}}"#, seed: seed)
      let value = try #require(out["valueQuantity"]["value"]?.numberText.flatMap { ExactDecimal($0) })
      #expect(value >= ExactDecimal(9) && value <= ExactDecimal(11) && value.scale <= 1)
      let whole = try Self.run(
        #"{"path":"nodesByType('positiveInt')","method":"perturb","span":"10","rangeType":"proportional"}"#,
        on: #"{"resourceType":"Patient","telecom":[{"rank":1}]}"#, seed: seed)
      #expect(try #require(whole["telecom"][0]["rank"]?.int) >= 1)
    }
  }

  @Test("The first rule that matches wins; nodesByName finds by name; what no rule matches stays")
  func order() throws {
    let out = try Self.run(
      #"{"path":"nodesByName('family')","method":"keep"},{"path":"nodesByType('HumanName')","method":"redact"}"#,
      on: #"{"resourceType":"Patient","name":[{"family":"A","given":["B"]}],"active":true}"#)
    #expect(out["name"][0]["family"]?.string == "A" && out["name"][0]["given"] == nil && out["active"]?.bool == true)
    #expect(out["meta"]["security"][0]["code"]?.string == "REDACTED")
  }

  @Test("Shifting scopes: a file's resources move together")
  func scopes() throws {
    let text =
      #"{"fhirPathRules":[{"path":"nodesByType('date')","method":"dateShift"}],"parameters":{"dateShiftKey":"k","dateShiftScope":"file"}}"#
    let anonymizer = Anonymizer(try AnonymizerConfiguration(parsing: Array(text.utf8)))
    var dates: Set<String> = []
    for id in ["a", "b", "c"] {
      let document = try JSONDocument(fhir: #"{"resourceType":"Patient","id":"\#(id)","birthDate":"2000-01-01"}"#)
      let out = try anonymizer.anonymize(document, now: Fixtures.now(), scopeName: "f.json")
      dates.insert(try #require(try JSONDocument(parsing: out).root["birthDate"]?.string))
    }
    #expect(dates.count == 1)
  }

  @Test("Keys are drawn anew when the configuration has none, and are in no description")
  func keys() throws {
    let rule = #"{"path":"Patient.id","method":"cryptoHash"}"#
    let one = try Self.run(rule, on: #"{"resourceType":"Patient","id":"x"}"#, seed: 1)
    let two = try Self.run(rule, on: #"{"resourceType":"Patient","id":"x"}"#, seed: 2)
    #expect(one["id"]?.string != two["id"]?.string && one["id"]?.string?.count == 64)
    let configuration = try AnonymizerConfiguration(
      parsing: Array(#"{"fhirPathRules":[],"parameters":{"cryptoHashKey":"sesame"}}"#.utf8))
    var dumped = "\(configuration)"
    dump(Anonymizer(configuration), to: &dumped)
    #expect(!dumped.contains("sesame"))
  }

  @Test(
    "Paths and other faults are refused with their place",
    arguments: [
      (#"{"path":"Patient.name.where(nodesByType('x').exists())","method":"redact"}"#, "fhirPathRules[0].path"),
      (#"{"path":"Patient.name.","method":"redact"}"#, "fhirPathRules[0].path"),
      (#"{"path":"Patient.name"}"#, "fhirPathRules[0]"),
      (#"{"path":7,"method":"redact"}"#, "fhirPathRules[0]"), (#""Patient""#, "fhirPathRules[0]"),
      (#"{"path":"Patient.(","method":"redact"}"#, "fhirPathRules[0].path"),
    ])
  func faults(rule: String, place: String) {
    let bytes = Array(#"{"fhirPathRules":[\#(rule)]}"#.utf8)
    let error = #expect(throws: AnonymizerConfigurationError.self) { try AnonymizerConfiguration(parsing: bytes) }
    #expect(error?.path == place)
  }

  @Test("Wrong shapes of a record neither trap nor stay unseen")
  func shapes() throws {
    let out = try Self.run(
      #"{"path":"nodesByType('HumanName')","method":"redact"}"#,
      on:
        #"{"resourceType":"Patient","name":{"family":["A",null,{"x":1}],"given":"B"},"zebulon":"Q","gender":["male"],"birthDate":{"a":1},"_birthDate":[null,{"id":"i"}],"contained":[7,{"resourceType":"Zebra"}]}"#
    )
    let text = String(decoding: out.document.bytes, as: UTF8.self)
    #expect(!text.contains("\"A\"") && !text.contains("\"B\"") && !text.contains("Zebra") && !text.contains("zebulon"))
  }
}
