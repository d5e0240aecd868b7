import ClinicalTypes
import FHIR
import FHIRPath
import FHIRValidation
import JSON
import Testing

@Suite struct ProfileTests {
  static func egfr(_ members: String) -> String {
    #"{"resourceType":"Observation","status":"final",\#(members)}"#
  }
  static let code = #""code":{"coding":[{"system":"http://loinc.org","code":"48643-1"}]}"#
  static let subject = #""subject":{"reference":"Patient/1"}"#
  static let unit = #""system":"http://unitsofmeasure.org","code":"mL/min/{1.73_m2}""#
  static let value = #""valueQuantity":{"value":41.50,\#(unit)}"#

  static func pressure(_ components: String...) -> String {
    let list = components.joined(separator: ",")
    return egfr(
      #""code":{"coding":[{"system":"urn:own","code":"bp"},{"system":"http://loinc.org","code":"85354-9"}]},\#(subject),"component":[\#(list)]"#
    )
  }
  static func component(_ code: String, _ value: String = #""valueQuantity":{"value":120}"#) -> String {
    #"{"code":{"coding":[{"system":"http://loinc.org","code":"\#(code)"}]},\#(value)}"#
  }

  static func person(_ members: String) -> String { #"{"resourceType":"Patient",\#(members)}"# }
  static let mark = #""extension":[{"url":"https://example.org/StructureDefinition/mark","valueBoolean":true}]"#
  static let mrn = #""identifier":[{"system":"urn:mrn","value":"7"},{"system":"urn:other","value":"8"}]"#

  static func order(_ members: String) -> String {
    #"{"resourceType":"MedicationRequest","status":"draft","intent":"order","subject":{"reference":"Patient/1"},\#(members)}"#
  }

  @Test(arguments: [
    ("egfr", egfr("\(code),\(subject),\(value)")), ("pressure", pressure(component("8480-6"), component("8462-4"))),
    ("person", person(#"\#(mark),\#(mrn),"birthDate":"1970""#)),
    (
      "order",
      order(#""medicationCodeableConcept":{"text":"x"},"dosageInstruction":[{"timing":{"code":{"text":"daily"}}}]"#)
    ),
  ])
  func validInstances(profile: String, json: String) throws {
    let issues = try Profiles.validator().validate(Profiles.resource(json), profiles: [Profiles.base + profile])
    #expect(issues.isEmpty, "\(issues.map { $0.location + ": " + $0.message })")
  }

  @Test(arguments: [
    ("egfr", egfr("\(code),\(value)"), "Observation.subject", "at least 1 of 'subject'"),
    ("egfr", egfr("\(code),\(subject)"), "Observation", "res-1: a final result has a value"),
    (
      "egfr", egfr(#""code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},\#(subject),\#(value)"#),
      "Observation.code", "expected of the value set urn:vs:egfr"
    ),
    (
      "egfr", egfr(#"\#(code),\#(subject),"valueString":"x""#), "Observation.value", "expected Quantity, found string"
    ),
    (
      "egfr", egfr(#"\#(code),\#(subject),"valueQuantity":{"value":41,"system":"urn:x","code":"mL/min/{1.73_m2}"}"#),
      "Observation.value.system", "fixes for Observation.value[x].system"
    ),
    (
      "egfr",
      egfr(#"\#(code),\#(subject),"valueQuantity":{"value":41,"system":"http://unitsofmeasure.org","code":"%"}"#),
      "Observation.value.code", "does not fit the pattern"
    ),
    (
      "egfr", egfr(#"\#(code),\#(subject),"valueQuantity":{"value":900,\#(unit)}"#), "Observation.value.value",
      "egfr-1: an eGFR lies between 0 and 250"
    ),
    (
      "egfr", egfr(#"\#(code),"subject":{"reference":"Group/1"},\#(value)"#), "Observation.subject",
      "expected a reference to Patient"
    ),
    (
      "egfr", egfr(#"\#(code),\#(subject),\#(value),"note":[{"text":"x"}]"#), "Observation.note",
      "at most 0 of 'note', found 1"
    ),
    (
      "pressure", pressure(component("8480-6"), component("8480-6"), component("8462-4")), "Observation.component",
      "at most 1 of 'component:systolic', found 2"
    ),
    (
      "pressure", pressure(component("8480-6"), component("8867-4"), component("8462-4")), "Observation.component[1]",
      "none of the slices"
    ),
    (
      "pressure", pressure(component("8480-6", #""valueString":"120""#), component("8462-4")),
      "Observation.component[0].value", "at least 1 of 'value:valueQuantity'"
    ),
    (
      "person", person(#"\#(mrn),"birthDate":"1970""#), "Patient.extension", "at least 1 of 'extension:mark'"
    ),
    (
      "person",
      person(
        #""extension":[{"url":"https://example.org/StructureDefinition/mark","valueString":"x"}],\#(mrn),"birthDate":"1970""#
      ),
      "Patient.extension[0].value", "expected boolean, found string"
    ),
    (
      "person", person(#"\#(mark),"identifier":[{"system":"urn:mrn"}],"birthDate":"1970""#),
      "Patient.identifier[0].value", "at least 1 of 'value'"
    ),
    (
      "person",
      person(#"\#(mark),"identifier":[{"system":"urn:other"},{"system":"urn:mrn","value":"7"}],"birthDate":"1970""#),
      "Patient.identifier[1]", "items of no slice come last"
    ),
    (
      "order",
      order(
        #""medicationReference":{"reference":"Medication/m"},"dosageInstruction":[{"timing":{"code":{"text":"x"}}}]"#),
      "MedicationRequest.medication", "at most 0 of 'medication:medicationReference'"
    ),
    (
      "order", order(#""medicationCodeableConcept":{"text":"x"},"dosageInstruction":[{"text":"daily"}]"#),
      "MedicationRequest.dosageInstruction[0].timing", "at least 1 of 'timing'"
    ),
    ("person", egfr("\(code),\(subject),\(value)"), "Observation", "expected Patient"),
  ])
  func brokenInstances(profile: String, json: String, location: String, message: String) throws {
    let issues = try Profiles.validator().validate(Profiles.resource(json), against: Profiles.base + profile)
    #expect(issues.count == 1, "\(issues.map { $0.location + ": " + $0.message })")
    #expect(issues.first?.location == location)
    #expect(issues.first?.message.contains(message) == true, "\(issues.first?.message ?? "")")
  }

  @Test func aMissingSliceIsCounted() throws {
    let issues = try Profiles.validator().validate(
      Profiles.resource(Self.pressure(Self.component("8480-6"))), against: Profiles.base + "pressure")
    #expect(
      issues.map(\.message) == [
        "expected at least 2 of 'component', found 1", "expected at least 1 of 'component:diastolic', found 0",
      ])
  }

  @Test func statedProfilesAreChecked() throws {
    let json = Self.person(
      #""meta":{"profile":["\#(Profiles.base)person|1","urn:unheard"]},\#(Self.mark),\#(Self.mrn)"#)
    let issues = try Profiles.validator().validate(Profiles.resource(json))
    #expect(issues.map(\.location) == ["Patient.birthDate"])
  }

  @Test func brokenStructureIsSaidFirst() throws {
    let issues = try Profiles.validator().validate(
      Profiles.resource(Self.person(#""gender":"m""#)), profiles: [Profiles.base + "person"])
    #expect(issues.map(\.location) == ["Patient.gender"])
  }

  @Test func mustSupport() throws {
    let validator = try Profiles.validator()
    func missing(_ json: String, _ profile: String) throws -> [String] {
      try validator.missingElements(of: Profiles.resource(json), for: Profiles.base + profile).map {
        $0.element + "|" + $0.label + ($0.reason.map { "|" + $0 } ?? "")
      }
    }
    #expect(
      try missing(Self.egfr("\(Self.code)"), "egfr") == [
        "Observation.subject|the patient", "Observation.effective[x]|when it was measured",
        "Observation.value[x]|value",
      ])
    #expect(
      try missing(Self.egfr(#"\#(Self.code),\#(Self.subject),\#(Self.value),"effectiveDateTime":"2026""#), "egfr") == []
    )
    let absent =
      #"{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}"#
    #expect(
      try missing(
        Self.egfr(#"\#(Self.code),\#(Self.subject),\#(Self.value),"_effectiveDateTime":\#(absent)"#), "egfr") == [
          "Observation.effective[x]|when it was measured|masked"
        ])
    #expect(
      try missing(Self.pressure(Self.component("8462-4")), "pressure") == [
        "Observation.effective[x]|when it was measured", "Observation.component:systolic|systolic pressure",
      ])
    #expect(
      try missing(Self.person(#"\#(Self.mark),"identifier":[{"system":"urn:mrn"}]"#), "person") == [
        "Patient.identifier:mrn.value|value", "Patient.birthDate|date of birth", "Patient.telecom|telecom",
      ])
  }

  @Test func conformsTo() throws {
    let validator = try Profiles.validator()
    let patient = try Profiles.resource(Self.person(#"\#(Self.mark),\#(Self.mrn),"birthDate":"1970""#))
    #expect(validator.conforms(patient, to: Profiles.base + "person") == true)
    #expect(validator.conforms(patient, to: Profiles.base + "egfr") == false)
    #expect(validator.conforms(patient, to: "http://hl7.org/fhir/StructureDefinition/Patient") == true)
    #expect(validator.conforms(patient, to: "http://hl7.org/fhir/StructureDefinition/Group") == false)
    #expect(validator.conforms(patient, to: "urn:unheard") == nil)
    #expect(throws: ProfileError.self) { try validator.validate(patient, against: "urn:unheard") }
    #expect(validator.profiles.count == 6)
  }

  @Test(arguments: [
    (Profiles.definition("x", "Patient", #"{"id":"Patient.nam","path":"Patient.nam"}"#), ProfileError.Kind.malformed),
    (Profiles.definition("x", "Patient", #"{"id":"Group.name","path":"Group.name"}"#), .malformed),
    (Profiles.definition("x", "Nonsense", ""), .malformed), (Profiles.definition("x", "Patient", "{}"), .malformed),
    (Profiles.definition("x", "Patient", on: "unheard", ""), .unknownProfile),
    (
      Profiles.definition(
        "x", "Patient",
        #"{"id":"Patient","path":"Patient","constraint":[{"key":"p-1","severity":"error","human":"h","expression":"name.("}]}"#
      ),
      .expression
    ),
  ])
  func unusableProfiles(json: String, kind: ProfileError.Kind) throws {
    do {
      _ = try Profiles.validator([json])
      Issue.record("expected \(kind)")
    } catch let error as ProfileError { #expect(error.kind == kind) }
  }

  @Test func profilesInACircleEnd() throws {
    let a = Profiles.definition("a", "Patient", on: "b", #"{"id":"Patient.name","path":"Patient.name","min":1}"#)
    let b = Profiles.definition("b", "Patient", on: "a", "")
    let validator = try Profiles.validator([a, b])
    let issues = try validator.validate(Profiles.resource(Self.person(#""active":true"#)), against: Profiles.base + "a")
    #expect(issues.map(\.location) == ["Patient.name"])
    let own = Profiles.definition(
      "own", "Extension",
      #"{"id":"Extension.extension","path":"Extension.extension","type":[{"code":"Extension","profile":["\#(Profiles.base)own"]}]}"#
    )
    let extensions = try Profiles.resource(
      #"{"url":"a","extension":[{"url":"b","extension":[{"url":"c","valueCode":"d"}]}]}"#)
    #expect(try Profiles.validator([own]).validate(extensions, against: Profiles.base + "own").isEmpty)
  }
}
