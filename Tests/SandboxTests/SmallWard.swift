import FHIR
import Foundation
import JSON

@testable import Sandbox

/// Two patients, written for these tests.
enum SmallWard {
  static let bundle = """
    {"resourceType":"Bundle","type":"collection","entry":[
    {"resource":{"resourceType":"Patient","id":"a","name":[{"family":"Öster","given":["Ann"]}],"gender":"female","birthDate":"1954-03-02"}},
    {"resource":{"resourceType":"Patient","id":"b","name":[{"text":"Bo <script>alert(1)</script>"}],"gender":"male","birthDate":"1990-01-01"}},
    {"resource":{"resourceType":"Encounter","id":"e","status":"in-progress","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"subject":{"reference":"Patient/a"},"period":{"start":"2026-11-01T08:00:00Z"}}},
    \(observation("o1", "a", loinc: "33914-3", date: "2026-01-10", value: "41", status: "final")),
    \(observation("o2", "a", loinc: "33914-3", date: "2026-06-15T10:30:00+02:00", value: "35", status: "amended")),
    \(observation("o3", "a", loinc: "4548-4", date: "2026-06", value: "7.9", status: "final")),
    \(observation("o4", "a", loinc: "8480-6", date: nil, value: "120", status: "entered-in-error", category: "vital-signs")),
    \(observation("o5", "b", loinc: "33914-3", date: "2026-02-01", value: "90", status: "final")),
    {"resource":{"resourceType":"Condition","id":"c1","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006","display":"Type 2 diabetes"}]},"subject":{"reference":"Patient/a"},"onsetDateTime":"2019"}},
    {"resource":{"resourceType":"Condition","id":"c2","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"resolved"}]},"code":{"coding":[{"code":"local-1"}]},"subject":{"reference":"Patient/a"}}},
    {"resource":{"resourceType":"Medication","id":"m","code":{"text":"metformin 500 mg"}}},
    {"resource":{"resourceType":"Practitioner","id":"p","name":[{"family":"Lund"}]}},
    {"resource":{"resourceType":"MedicationRequest","id":"r1","status":"active","intent":"order","medicationReference":{"reference":"Medication/m"},"subject":{"reference":"Patient/a"},"encounter":{"reference":"Encounter/e"},"requester":{"reference":"Practitioner/p"},"authoredOn":"2026-03-01"}},
    {"resource":{"resourceType":"MedicationRequest","id":"r2","status":"stopped","intent":"plan","medicationCodeableConcept":{"text":"aspirin"},"subject":{"reference":"Patient/a"},"authoredOn":"2025-03-01"}}
    ]}
    """

  private static func observation(
    _ id: String, _ patient: String, loinc: String, date: String?, value: String, status: String,
    category: String = "laboratory"
  ) -> String {
    let effective = date.map { "\"effectiveDateTime\":\"\($0)\"," } ?? ""
    return """
      {"resource":{"resourceType":"Observation","id":"\(id)","status":"\(status)",\(effective)"category":[{"coding":[{"system":\
      "http://terminology.hl7.org/CodeSystem/observation-category","code":"\(category)"}]}],"code":{"coding":[{"system":\
      "http://loinc.org","code":"\(loinc)"}]},"subject":{"reference":"Patient/\(patient)"},"valueQuantity":{"value":\(value),"unit":"u"}}}
      """
  }

  static let order = """
    {"resourceType":"MedicationRequest","id":"draft-metformin","status":"draft","intent":"order","medicationCodeableConcept":{"text":\
    "metformin 500 mg"},"subject":{"reference":"Patient/example"},"dosageInstruction":[{"text":"twice daily"}]}
    """

  static let date = Date(timeIntervalSince1970: 1_795_500_000)  // 2026-11-24

  static func sandbox() throws -> SandboxEHR {
    try SandboxEHR(
      library: PatientLibrary([Array(bundle.utf8)]), orders: PatientLibrary([Array(order.utf8)]), now: { date })
  }
}
