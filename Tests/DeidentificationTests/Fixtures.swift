import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport

@testable import Deidentification

/// The shipped profiles, a clock, and a record of our own.
enum Fixtures {
  static let folder: DeidentificationProfileFolder = {
    // A slice of the package has Profiles only in the checkout that holds this file.
    let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return DeidentificationProfileFolder(path: root.appendingPathComponent("Profiles/deidentification").path)
  }()

  static func profile(_ name: String) throws -> DeidentificationProfile { try folder.profile(named: name) }

  static func now() throws -> PartialDateTime { try require(PartialDateTime("2026-05-10T09:30:00Z")) }

  static func deidentify(
    _ json: String, profile: String = "reasoning", seed: UInt64 = 7, prefetchKeys: Set<String> = [],
    form: DeidentificationProfile.Dates.Form? = nil
  ) throws -> DeidentificationResult {
    var random = SeededGenerator(seed: seed)
    var rules = try self.profile(profile)
    if let form { rules.dates.form = form }
    return try Deidentifier(rules).deidentify(
      try JSONDocument(fhir: json), now: now(), prefetchKeys: prefetchKeys, random: &random)
  }

  static func text(_ result: DeidentificationResult) -> String { String(decoding: result.bytes, as: UTF8.self) }

  static func require<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Absent() }
    return value
  }
  struct Absent: Error {}

  /// A small chart with everything that reasoning needs and much that it must not see.
  static let chart = """
    {"resourceType":"Bundle","id":"b-1","type":"collection","entry":[
    {"fullUrl":"https://ehr.hillcrest.example/fhir/Patient/pat-4711","resource":{"resourceType":"Patient","id":"pat-4711",
     "meta":{"source":"urn:hillcrest:adt","lastUpdated":"2026-01-02T03:04:05Z","tag":[{"system":"urn:x","code":"Zebulon"}]},
     "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Zebulon Quixworth, 12 Mar 1958</div>"},
     "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},
       "system":"urn:hillcrest:mrn","value":"MRN5583920"}],
     "extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[
        {"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2106-3","display":"White"}},
        {"url":"text","valueString":"Zebulon"}]},
       {"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"Thistledown"}],
     "name":[{"family":"Quixworth","given":["Zebulon","T."]}],"telecom":[{"system":"phone","value":"(559) 555-0142"}],
     "gender":"male","birthDate":"1958-03-12","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"1958-03-12T04:05:06Z"}]},
     "address":[{"line":["4417 Old Kettle Rd"],"city":"Fernhollow","postalCode":"93726","state":"CA"}]}},
    {"fullUrl":"urn:uuid:6f3e1f6e-0000-4000-8000-000000000001","resource":{"resourceType":"Observation","id":"obs-1","status":"final",
     "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
     "code":{"coding":[{"system":"http://loinc.org","code":"4548-4","display":"Hemoglobin A1c/Hemoglobin.total in Blood"},
       {"system":"urn:hillcrest:lab","code":"HBA1C","display":"A1c for Quixworth"}],"text":"Hemoglobin A1c"},
     "subject":{"reference":"https://ehr.hillcrest.example/fhir/Patient/pat-4711","display":"Zebulon Quixworth"},
     "performer":[{"reference":"Practitioner/dr-9","display":"Dr. Gwendolyn Ashgrove"}],
     "effectiveDateTime":"2026-05-01T08:15:00+02:00","issued":"2026-05-01T09:00:00Z",
     "valueQuantity":{"value":8.10,"unit":"%","system":"http://unitsofmeasure.org","code":"%"},
     "note":[{"authorString":"Gwendolyn Ashgrove","time":"2026-05-01","text":"Discussed with Zebulon by phone at 559 555 0142; start metformin 500 mg."}]}},
    {"resource":{"resourceType":"Condition","id":"con-1","contained":[{"resourceType":"Practitioner","id":"p1","name":[{"family":"Ashgrove"}]}],
     "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
     "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006","display":"Diabetes mellitus type 2"}],"text":"Diabetes of Zebulon"},
     "subject":{"reference":"Patient/pat-4711"},"evidence":[{"detail":[{"reference":"urn:uuid:6f3e1f6e-0000-4000-8000-000000000001"}]}],
     "asserter":{"reference":"#p1"},"onsetAge":{"value":66,"unit":"years","system":"http://unitsofmeasure.org","code":"a"},
     "recordedDate":"2024-04"}}]}
    """
}
