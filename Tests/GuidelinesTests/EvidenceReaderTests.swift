import FHIR
import JSON
import Reasoning
import Testing

@testable import Guidelines

@Suite("What a card shows of a fact")
struct EvidenceReaderTests {
  @Test(
    "an Observation's value, its panel's values, or why there is none",
    arguments: [
      (#""valueQuantity":{"value":1.50,"unit":"mg/dL"}"#, "1.50", "mg/dL"),
      (#""valueQuantity":{"value":60,"comparator":">","code":"mL/min"}"#, ">60", "mL/min"),
      (#""valueString":"trace""#, "trace", nil), (#""valueInteger":3"#, "3", nil),
      (#""dataAbsentReason":{"text":"not performed"}"#, "not performed", nil),
      (
        #""component":[{"code":{"text":"Systolic"},"valueQuantity":{"value":128,"unit":"mmHg"}},{"code":{"text":"Arm"}},{"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":82,"unit":"mmHg"}}]"#,
        "Systolic 128 mmHg, 8462-4 82 mmHg", nil
      ),
      (
        #""valueQuantity":{"value":9,"unit":"{score}"},"component":[{"code":{"text":"Pulse"},"valueInteger":2}]"#, "9",
        "{score}"
      ),
      (#""component":[{"valueQuantity":{"value":1}}]"#, nil, nil), (#""status":"final""#, nil, nil),
    ] as [(String, String?, String?)])
  func observation(members: String, value: String?, unit: String?) throws {
    let text = #"{"resourceType":"Observation","id":"o","code":{"text":"Test"},\#(members)}"#
    let evidence = try #require(
      EvidenceReader(names: CodeNames([])).evidence(JSONDocument(fhir: text).root, label: nil, zone: nil))
    #expect(evidence.value == value && evidence.unit == unit && evidence.reference == "Observation/o")
  }

  private static let content = [
    #"{"resourceType":"ValueSet","url":"https://x.example/vs","compose":{"include":[{"system":"http://loinc.org","concept":[{"code":"2093-3","display":"Cholesterol"},{"code":"1"}]}]},"expansion":{"contains":[{"contains":[{"system":"urn:e","code":"e","display":"Expanded"}]}]}}"#,
    #"{"resourceType":"CodeSystem","url":"urn:s","concept":[{"code":"a","display":"A","concept":[{"code":"b","display":"Below"}]}]}"#,
    #"{"resourceType":"ValueSet","url":"https://x.example/vs2","compose":{"include":[{"system":"urn:s","concept":[{"code":"b","display":"Other"}]}]}}"#,
  ]

  @Test(
    "what a code is called",
    arguments: [
      (#"{"text":"T","coding":[{"display":"D"}]}"#, "T"),
      (#"{"coding":[{"system":"http://loinc.org","code":"2093-3"},{"code":"x","display":"D"}]}"#, "D"),
      (#"{"coding":[{"system":"http://loinc.org","code":"2093-3"}]}"#, "Cholesterol"),
      (#"{"coding":[{"system":"urn:local","code":"K"},{"system":"http://loinc.org","code":"2093-3"}]}"#, "Cholesterol"),
      (#"{"coding":[{"system":"urn:s","code":"b"}]}"#, "Below"),
      (#"{"coding":[{"system":"urn:e","code":"e"}]}"#, "Expanded"),
      (#"{"coding":[{"system":"http://snomed.info/sct","code":"5370000"}]}"#, "SNOMED CT 5370000"),
      (#"{"coding":[{"system":"http://loinc.org","code":"1"}]}"#, "LOINC 1"),
      (#"{"coding":[{"code":"2093-3"}]}"#, "2093-3"), (#"{"coding":[{"system":"urn:local","code":"K"}]}"#, "K"),
      (#"{"coding":[{}]}"#, nil), ("{}", nil),
    ] as [(String, String?)])
  func names(concept: String, name: String?) throws {
    let resources = try Self.content.compactMap { Resource(try JSONDocument(fhir: $0).root) }
    #expect(CodeNames(resources).text(of: try JSONDocument(fhir: concept).root) == name)
  }
}
