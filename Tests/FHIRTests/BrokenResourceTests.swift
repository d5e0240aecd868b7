import FHIR
import JSON
import Testing

/// Every way to be wrong is named, with its place.
@Suite struct BrokenResourceTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    var json: String
    var location: String
    var message: String
    var testDescription: String { location + ": " + message }

    init(_ json: String, _ location: String, _ message: String) {
      self.json = json
      self.location = location
      self.message = message
    }
  }

  static func patient(_ members: String) -> String { #"{"resourceType":"Patient",\#(members)}"# }
  static func observation(_ members: String) -> String {
    #"{"resourceType":"Observation","status":"final","code":{"text":"x"},\#(members)}"#
  }

  static let names: [Broken] = [
    Broken(patient(#""birthdate":"1970-01-01""#), "Patient", "has no element 'birthdate'; did you mean 'birthDate'?"),
    Broken(patient(#""name":[{"givn":["A"]}]"#), "Patient.name[0]", "HumanName has no element 'givn'"),
    Broken(observation(#""value":{"value":1}"#), "Observation", "write the type into the name, as in 'valueQuantity'"),
    Broken(observation(#""valueMoney":{"value":1}"#), "Observation", "has no element 'valueMoney'"),
    Broken(observation(#""_valueQuantity":{"id":"a"}"#), "Observation", "has no element '_valueQuantity'"),
    Broken(patient(#""name":[{"resourceType":"HumanName"}]"#), "Patient.name[0]", "has no element 'resourceType'"),
    Broken(
      patient(#""contact":[{"telephone":[]}]"#), "Patient.contact[0]", "Patient.contact has no element 'telephone'"),
    Broken(#"{"id":"1"}"#, "Resource", "expected the member 'resourceType'"),
    Broken(#"{"resourceType":"Patiend"}"#, "Resource", "names no R4 resource"),
    Broken(#"{"resourceType":"DomainResource","id":"1"}"#, "Resource", "names no R4 resource"),
    Broken(#"{"resourceType":7}"#, "Resource", "names no R4 resource"),
    Broken("[]", "Resource", "expected a resource, found an array"),
  ]

  static let shapes: [Broken] = [
    Broken(patient(#""name":{"family":"A"}"#), "Patient.name", "expected an array, found an object"),
    Broken(patient(#""birthDate":["1970"]"#), "Patient.birthDate", "expected one value, found an array"),
    Broken(patient(#""active":"true""#), "Patient.active", "expected boolean (a boolean), found a string"),
    Broken(patient(#""name":["A"]"#), "Patient.name[0]", "expected HumanName (an object), found a string"),
    Broken(patient(#""name":[{"given":[{"x":1}]}]"#), "Patient.name[0].given[0]", "expected string"),
    Broken(patient(#""name":[]"#), "Patient.name", "an array must not be empty"),
    Broken(patient(#""name":[{}]"#), "Patient.name[0]", "an object must not be empty"),
    Broken(patient(#""birthDate":null"#), "Patient.birthDate", "found null"),
    Broken(patient(#""name":[{"given":["A",null]}]"#), "Patient.name[0].given[1]", "null stands only where"),
    Broken(patient(#""_birthDate":"x""#), "Patient.birthDate", "expected an object with id or extension"),
    Broken(patient(#""name":[null]"#), "Patient.name[0]", "found null"),
    Broken(
      patient(#""contained":[{"resourceType":"Observation","status":"final"}]"#), "Patient.contained[0].code",
      "Observation needs 'code'"),
    Broken(
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","gender":"m"}}]}"#,
      "Bundle.entry[0].resource.gender", "'m' is no code"),
  ]

  static let cardinalities: [Broken] = [
    Broken(#"{"resourceType":"Observation","code":{"text":"x"}}"#, "Observation.status", "needs 'status'"),
    Broken(observation(#""component":[{"valueString":"x"}]"#), "Observation.component[0].code", "needs 'code'"),
    Broken(
      observation(#""valueString":"x","valueBoolean":true"#), "Observation.value",
      "a choice was given twice: 'valueString' and 'valueBoolean'"),
    Broken(
      observation(#""valueString":"x","_valueBoolean":{"id":"a"}"#), "Observation.value", "a choice was given twice"),
    Broken(patient(#""extension":[{"valueString":"x"}]"#), "Patient.extension[0].url", "Extension needs 'url'"),
    Broken(patient(#""extension":[{"url":"http://x.org/e"}]"#), "Patient.extension[0]", "needs a value or extensions"),
    Broken(
      patient(#""extension":[{"url":"http://x.org/e","valueCode":"a","extension":[{"url":"b","valueCode":"c"}]}]"#),
      "Patient.extension[0]", "not both"),
    Broken(
      #"{"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":"group","item":[{"type":"string"}]}]}"#,
      "Questionnaire.item[0].item[0].linkId", "Questionnaire.item needs 'linkId'"),
  ]

  static let formats: [Broken] = [
    Broken(patient(#""id":"a b""#), "Patient.id", "expected an id"),
    Broken(patient(#""birthDate":"1970-02-30""#), "Patient.birthDate", "expected a date"),
    Broken(patient(#""birthDate":"70-1-1""#), "Patient.birthDate", "expected a date"),
    Broken(patient(#""deceasedDateTime":"2020-01-01T10:00""#), "Patient.deceased", "expected a dateTime"),
    Broken(patient(#""meta":{"lastUpdated":"2020-01-01"}"#), "Patient.meta.lastUpdated", "expected an instant"),
    Broken(patient(#""implicitRules":"a b""#), "Patient.implicitRules", "expected a URI"),
    Broken(patient(#""language":" en""#), "Patient.language", "expected a code"),
    Broken(patient(#""photo":[{"data":"abc"}]"#), "Patient.photo[0].data", "expected base64"),
    Broken(patient(#""multipleBirthInteger":1.5"#), "Patient.multipleBirth", "expected an integer"),
    Broken(patient(#""telecom":[{"rank":0}]"#), "Patient.telecom[0].rank", "expected an integer from 1"),
    Broken(patient(#""photo":[{"size":-1}]"#), "Patient.photo[0].size", "expected an integer from 0"),
    Broken(observation(#""valueQuantity":{"value":"7.5"}"#), "Observation.value.value", "expected decimal (a number)"),
    Broken(observation(#""valueTime":"25:00:00""#), "Observation.value", "expected a time"),
    Broken(patient(#""text":{"status":"empty","div":"hello"}"#), "Patient.text.div", "expected XHTML"),
    Broken(patient(#""name":[{"family":"  "}]"#), "Patient.name[0].family", "expected text"),
    Broken(patient(#""name":[{"family":"a\u0007b"}]"#), "Patient.name[0].family", "control characters are not allowed"),
    Broken(
      #"{"resourceType":"Parameters","parameter":[{"name":"a","valueUuid":"urn:uuid:X"}]}"#,
      "Parameters.parameter[0].value", "expected 'urn:uuid:'"),
    Broken(
      #"{"resourceType":"Parameters","parameter":[{"name":"a","valueOid":"urn:oid:3.1"}]}"#,
      "Parameters.parameter[0].value", "expected 'urn:oid:'"),
  ]

  static let codes: [Broken] = [
    Broken(
      patient(#""gender":"m""#), "Patient.gender",
      "'m' is no code of http://hl7.org/fhir/ValueSet/administrative-gender"),
    Broken(patient(#""gender":"Male""#), "Patient.gender", "(female, male, other, unknown)"),
    Broken(
      #"{"resourceType":"Observation","status":"done","code":{"text":"x"}}"#, "Observation.status", "'done' is no code"),
    Broken(
      #"{"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"system":"http://x.org","code":"active"}]}}"#,
      "Condition.clinicalStatus", "no coding is of http://hl7.org/fhir/ValueSet/condition-clinical"),
    Broken(
      observation(#""subject":{"reference":"Practitioner/1"}"#), "Observation.subject.reference",
      "expected a reference to Patient, Group, Device, Location, found Practitioner"),
    Broken(
      observation(#""performer":[{"reference":"https://ehr.example/fhir/Medication/1"}]"#),
      "Observation.performer[0].reference", "found Medication"),
  ]

  @Test(arguments: names + shapes + cardinalities + formats + codes)
  func isNamed(broken: Broken) throws {
    // Once with FHIR's vocabulary, once as any JSON: the answer is the same.
    for document in [try JSONDocument(fhir: broken.json), try JSONDocument(parsing: broken.json)] {
      let issues = StructuralValidator().validate(document.root)
      #expect(issues.count == 1, "\(issues.map { $0.location + ": " + $0.message })")
      #expect(issues.first?.location == broken.location)
      #expect(issues.first?.message.contains(broken.message) == true, "\(issues.first?.message ?? "")")
      #expect(issues.first?.severity == .error)
    }
  }

  @Test(arguments: [
    patient(#""birthDate":"1970","_birthDate":{"extension":[{"url":"http://x.org/e","valueCode":"a"}]}"#),
    patient(#""_birthDate":{"id":"a"}"#), patient(#""gender":"unknown","active":false,"multipleBirthInteger":2"#),
    patient(#""name":[{"given":["A",null],"_given":[null,{"id":"b"}]}]"#),
    patient(#""name":[{"_given":[null,{"id":"b"}],"given":["A",null]}]"#),
    patient(
      ##""contained":[{"resourceType":"Organization","id":"o","name":"O"}],"managingOrganization":{"reference":"#o"}"##),
    observation(#""valueString":"x","_valueString":{"id":"a"}"#), observation(#""valueQuantity":{"value":1.50}"#),
    observation(#""subject":{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}"#),
    observation(#""subject":{"identifier":{"value":"1"}},"effectiveDateTime":"2020-02-29T23:59:60.5+14:00""#),
    observation(#""focus":[{"reference":"Medication/1"}]"#),
    #"{"resourceType":"Condition","subject":{"display":"x"},"clinicalStatus":{"text":"active"}}"#,
  ])
  func validVariantsPass(json: String) throws {
    let issues = StructuralValidator().validate(try JSONDocument(fhir: json).root)
    #expect(issues.isEmpty, "\(issues.map { $0.location + ": " + $0.message })")
  }

  @Test func issuesAreBounded() throws {
    let names = repeatElement(#"{"x":1}"#, count: 50).joined(separator: ",")
    let document = try JSONDocument(fhir: Self.patient(#""name":[\#(names)]"#))
    let issues = StructuralValidator(maximumIssues: 10).validate(document.root)
    #expect(issues.count == 11)
    #expect(issues.last?.code == .incomplete)
  }

  @Test func nestingAsDeepAsTheParserAllows() throws {
    var json = #"{"linkId":"x","type":"string"}"#
    for _ in 0..<30 { json = #"{"linkId":"g","type":"group","item":[\#(json)]}"# }
    let document = try JSONDocument(fhir: #"{"resourceType":"Questionnaire","status":"draft","item":[\#(json)]}"#)
    #expect(StructuralValidator().validate(document.root).isEmpty)
  }

  @Test func dataTypesAlone() throws {
    let quantity = try #require(FHIRTypes.shared.type(named: "Quantity"))
    let patient = try #require(FHIRTypes.shared.type(named: "Patient"))
    let document = try JSONDocument(fhir: #"{"value":1,"units":"mg"}"#)
    let issues = StructuralValidator().validate(document.root, as: quantity)
    #expect(issues.map(\.location) == ["Quantity"])
    let other = try JSONDocument(fhir: #"{"resourceType":"Group","type":"person","actual":true}"#)
    #expect(StructuralValidator().validate(other.root).isEmpty)
    #expect(StructuralValidator().validate(other.root, as: patient).first?.message == "expected Patient, found Group")
  }

  @Test func messagesDoNotQuoteValues() throws {
    let document = try JSONDocument(fhir: Self.patient(#""birthDate":"secret","name":[{"family":7}]"#))
    let text = StructuralValidator().validate(document.root).map(\.message).joined()
    #expect(!text.contains("secret"))
    #expect(OperationOutcome(StructuralValidator().validate(document.root)).severity == .error)
    #expect(OperationOutcome([ValidationIssue]()).severity == .information)
  }
}
