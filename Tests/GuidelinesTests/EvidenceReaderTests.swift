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
    let evidence = try #require(EvidenceReader.evidence(JSONDocument(fhir: text).root, label: nil, zone: nil))
    #expect(evidence.value == value && evidence.unit == unit && evidence.reference == "Observation/o")
  }
}
