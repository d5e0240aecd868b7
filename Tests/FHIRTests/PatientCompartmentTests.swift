import FHIR
import JSON
import Testing

@Suite struct PatientCompartmentTests {
  @Test(
    arguments: [
      (#"{"resourceType":"Patient","id":"1"}"#, true), (#"{"resourceType":"Patient","id":"2"}"#, false),
      (#"{"resourceType":"Patient"}"#, nil),
      (#"{"resourceType":"Patient","id":"2","link":[{"other":{"reference":"Patient/1"},"type":"refer"}]}"#, true),
      (#"{"resourceType":"Observation","subject":{"reference":"Patient/1"}}"#, true),
      (#"{"resourceType":"Observation","subject":{"reference":"Patient/1/_history/3"}}"#, true),
      (#"{"resourceType":"Observation","subject":{"reference":"Patient/12"}}"#, false),
      (#"{"resourceType":"Observation","subject":{"reference":"Group/1"}}"#, nil),
      (
        #"{"resourceType":"Observation","subject":{"reference":"Patient/2"},"performer":[{"reference":"Patient/1"}]}"#,
        true
      ),
      (#"{"resourceType":"Observation","performer":[{"reference":"Practitioner/1"}]}"#, nil),
      (#"{"resourceType":"Observation"}"#, nil),
      (#"{"resourceType":"Observation","subject":{"identifier":{"value":"1"}}}"#, nil),
      (#"{"resourceType":"Observation","subject":{"reference":"urn:uuid:1"}}"#, nil),
      (#"{"resourceType":"Observation","subject":{"reference":"https://ehr.example/fhir/Patient/1"}}"#, true),
      (#"{"resourceType":"Observation","subject":{"reference":"https://ehr.example/fhir/Patient/2"}}"#, false),
      (#"{"resourceType":"Observation","subject":{"reference":"https://other.example/fhir/Patient/1"}}"#, nil),
      (#"{"resourceType":"Observation","encounter":{"reference":"Patient/1"}}"#, nil),
      (#"{"resourceType":"Condition","subject":{"reference":"Patient/1"}}"#, true),
      (#"{"resourceType":"MedicationRequest","subject":{"reference":"Patient/2"}}"#, false),
      (#"{"resourceType":"Immunization","patient":{"reference":"Patient/1"}}"#, true),
      (
        #"{"resourceType":"Appointment","participant":[{"actor":{"reference":"Practitioner/1"}},{"actor":{"reference":"Patient/1"}}]}"#,
        true
      ),
      (#"{"resourceType":"Group","member":[{"entity":{"reference":"Patient/1"}}]}"#, true),
      (#"{"resourceType":"Person","link":[{"target":{"reference":"Patient/1"}}]}"#, true),
      (#"{"resourceType":"Medication","id":"1"}"#, nil), (#"{"resourceType":"Organization","id":"1"}"#, nil),
      (#"{"resourceType":"Unheard","subject":{"reference":"Patient/1"}}"#, nil),
    ] as [(String, Bool?)])
  func membership(json: String, isMember: Bool?) throws {
    let compartment = PatientCompartment(patientID: "1", base: "https://ehr.example/fhir/")
    let resource = try #require(Resource(try JSONDocument(fhir: json).root))
    #expect(compartment.contains(resource) == isMember)
  }

  @Test func linkedPatientsAreTheSame() throws {
    let json = #"{"resourceType":"Observation","subject":{"reference":"Patient/old"}}"#
    let resource = try #require(Resource(try JSONDocument(fhir: json).root))
    #expect(PatientCompartment(patientID: "1").contains(resource) == false)
    #expect(PatientCompartment(patientID: "1", linkedIDs: ["old"]).contains(resource) == true)
  }

  @Test func theStoreResolvesURNs() throws {
    let store = try ResourceStoreTests.store()
    let observation = try #require(store.resource(ofType: "Observation", id: "o2"))
    #expect(PatientCompartment(patientID: "u1").contains(observation) == nil)
    #expect(PatientCompartment(patientID: "u1").contains(observation, in: store) == true)
    #expect(PatientCompartment(patientID: "p1").contains(observation, in: store) == false)
  }

  @Test(arguments: [("Observation", true), ("Medication", false), ("Practitioner", false), ("Provenance", true)])
  func coverage(type: String, isCovered: Bool) throws {
    #expect(PatientCompartment.covers(try #require(FHIRTypes.shared.type(named: type))) == isCovered)
  }
}
