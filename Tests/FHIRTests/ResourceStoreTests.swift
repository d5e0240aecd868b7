import ClinicalTypes
import FHIR
import JSON
import Testing

@Suite struct ResourceStoreTests {
  static let bundle = """
    {"resourceType":"Bundle","type":"collection","entry":[
     {"fullUrl":"https://ehr.example/fhir/Patient/p1","resource":{"resourceType":"Patient","id":"p1"}},
     {"fullUrl":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","resource":{"resourceType":"Patient","id":"u1"}},
     {"fullUrl":"https://ehr.example/fhir/Observation/o1","resource":{"resourceType":"Observation","id":"o1",
       "status":"final","subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-01-05",
       "code":{"coding":[{"system":"http://loinc.org","code":"4548-4"},{"system":"urn:own","code":"a1c"}]}}},
     {"resource":{"resourceType":"Observation","id":"o2","status":"final",
       "subject":{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"},
       "effectivePeriod":{"start":"2026-03"},"code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]}}},
     {"resource":{"resourceType":"Observation","id":"o3","status":"final",
       "subject":{"reference":"https://ehr.example/fhir/Patient/p1"},
       "code":{"coding":[{"system":"urn:other","code":"4548-4"}]}}},
     {"resource":{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
       "contained":[{"resourceType":"Medication","id":"drug","code":{"text":"x"},"ingredient":[{"itemReference":{"reference":"#"}}]}],
       "medicationReference":{"reference":"#drug"},"subject":{"reference":"Patient/p1"}}},
     {"resource":{"resourceType":"MedicationRequest","id":"m2","status":"active","intent":"order",
       "medicationCodeableConcept":{"coding":[{"system":"urn:rx","code":"6809"}]},"subject":{"reference":"Patient/p2"}}},
     {"response":{"status":"204"}},{"resource":{"resourceType":"Bundle","type":"collection","entry":[
       {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1/_history/4"}}}]}},
     {"resource":{"resourceType":"Unheard","id":"1"}}]}
    """

  static func store(base: String? = nil) throws -> ResourceStore {
    ResourceStore(documents: [try JSONDocument(fhir: bundle)], base: base)
  }

  @Test func gathersEntriesInOrder() throws {
    let store = try Self.store()
    #expect(
      store.resources.map(\.reference) == [
        "Patient/p1", "Patient/u1", "Observation/o1", "Observation/o2", "Observation/o3", "MedicationRequest/m1",
        "MedicationRequest/m2", "Condition/c1", "Unheard/1",
      ])
    #expect(store.resources(ofType: "Observation").map(\.id) == ["o1", "o2", "o3"])
    #expect(store.resources(ofType: "Procedure").isEmpty)
    #expect(store.resources(ofType: "Nonsense").isEmpty)
    #expect(store.resource(ofType: "Condition", id: "c1") != nil)
    #expect(store.resource(ofType: "Patient", id: "c1") == nil)
    #expect(store.newestFirst(ofType: "Observation").map(\.id) == ["o2", "o1", "o3"])
  }

  @Test func byCode() throws {
    let store = try Self.store()
    func ids(_ type: String, _ code: String, _ system: String) -> [String?] {
      store.resources(ofType: type, code: code, system: system).map(\.id)
    }
    #expect(ids("Observation", "4548-4", "http://loinc.org") == ["o1", "o2"])
    #expect(ids("Observation", "4548-4", "urn:other") == ["o3"])
    #expect(ids("Observation", "a1c", "urn:own") == ["o1"])
    #expect(ids("Observation", "a1c", "http://loinc.org").isEmpty)
    #expect(ids("Condition", "4548-4", "http://loinc.org").isEmpty)
    #expect(ids("MedicationRequest", "6809", "urn:rx") == ["m2"])
    let few = CodeSet(
      valueSet: "x", codes: [Code(system: "urn:own", code: "a1c"), Code(system: "urn:other", code: "4548-4")])
    #expect(store.resources(ofType: "Observation", in: few).map(\.id) == ["o1", "o3"])
    let many = CodeSet(valueSet: "x", codes: few.codes + (0..<9).map { Code(system: "urn:own", code: "\($0)") })
    #expect(store.resources(ofType: "Observation", in: many).map(\.id) == ["o1", "o3"])
  }

  @Test func byPatient() throws {
    let store = try Self.store()
    #expect(store.resources(ofType: "Observation", patient: "p1").map(\.id) == ["o1", "o3"])
    #expect(store.resources(ofType: "Observation", patient: "u1").map(\.id) == ["o2"])
    #expect(store.resources(ofType: "MedicationRequest", patient: "p2").map(\.id) == ["m2"])
    #expect(store.resources(ofType: "Condition", patient: "p1").map(\.id) == ["c1"])
    #expect(store.resources(ofType: "Patient", patient: "p1").map(\.id) == ["p1"])
    #expect(store.resources(ofType: "Observation", patient: "nobody").isEmpty)
    let other = try Self.store(base: "https://other.example/fhir")
    #expect(other.resources(ofType: "Observation", patient: "p1").map(\.id) == ["o1"])
  }

  @Test(
    arguments: [
      ("Patient/p1", "Patient/p1"), ("Patient/none", nil), ("https://ehr.example/fhir/Patient/p1", "Patient/p1"),
      ("https://other.example/fhir/Patient/p1", nil), ("https://base.example/Observation/o2", "Observation/o2"),
      ("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "Patient/u1"),
      ("urn:uuid:00000000-1cbf-4d64-b04d-cd9187a4c6e0", nil), ("Patient/p1/_history/1", "Patient/p1"), ("#drug", nil),
      ("nonsense", nil),
    ] as [(String, String?)])
  func resolves(reference: String, target: String?) throws {
    let store = try Self.store(base: "https://base.example/")
    #expect(store.resolve(Reference(parsing: reference))?.reference == target)
  }

  @Test func containedResources() throws {
    let store = try Self.store()
    let request = try #require(store.resource(ofType: "MedicationRequest", id: "m1"))
    let reference = try #require(Reference(request.value["medicationReference"]))
    let drug = try #require(store.resolve(reference, from: request.value["medicationReference"]))
    #expect(drug.id == "drug")
    let back = try #require(drug.value["ingredient"][0]["itemReference"])
    #expect(store.resolve(try #require(Reference(back)), from: back) == request)
    #expect(store.enclosingResource(of: back) == request)
    let other = try #require(store.resource(ofType: "MedicationRequest", id: "m2"))
    #expect(store.resolve(reference, from: other.value) == nil)
  }

  @Test func versionsMustMatchWhereStated() throws {
    let document = try JSONDocument(fhir: #"{"resourceType":"Patient","id":"1","meta":{"versionId":"3"}}"#)
    let store = ResourceStore([document.root])
    #expect(store.resolve(Reference(parsing: "Patient/1/_history/3")) != nil)
    #expect(store.resolve(Reference(parsing: "Patient/1/_history/2")) == nil)
    #expect(store.resolve(Reference(parsing: "#"), from: document.root)?.id == "1")
  }

  @Test(arguments: [
    (#""lastUpdated":"2026-01-02T00:00:00Z""#, #""lastUpdated":"2026-01-01T23:00:00-05:00""#, "second"),
    (#""lastUpdated":"2026-01-02T00:00:00Z""#, #""lastUpdated":"2026-01-01T00:00:00Z""#, "first"),
    (#""versionId":"9""#, #""versionId":"10""#, "second"), (#""versionId":"a""#, #""versionId":"b""#, "first"),
    (#""versionId":"1""#, #""source":"x""#, "first"),
  ])
  func newestVersionStays(first: String, second: String, stays: String) throws {
    let documents = try [("first", first), ("second", second)].map { language, meta in
      try JSONDocument(fhir: #"{"resourceType":"Patient","id":"1","language":"\#(language)","meta":{\#(meta)}}"#)
    }
    let store = ResourceStore(documents: documents)
    #expect(store.resources.count == 1)
    #expect(store.resource(ofType: "Patient", id: "1")?.value["language"].string == stays)
    for document in documents { #expect(store.enclosingResource(of: document.root) != nil) }
  }

  @Test func sameIDOnTwoServers() throws {
    let document = try JSONDocument(
      fhir: """
        {"resourceType":"Bundle","type":"collection","entry":[
        {"fullUrl":"https://a.example/Patient/1","resource":{"resourceType":"Patient","id":"1","gender":"male"}},
        {"fullUrl":"https://b.example/Patient/1","resource":{"resourceType":"Patient","id":"1","gender":"female"}},
        {"fullUrl":"https://b.example/Condition/1","resource":{"resourceType":"Condition","id":"1","subject":{"reference":"Patient/1"}}}]}
        """)
    let store = ResourceStore([document.root])
    #expect(store.resources.count == 3)
    let condition = try #require(store.resource(ofType: "Condition", id: "1"))
    let subject = store.resolve(Reference(parsing: "Patient/1"), from: condition.value)
    #expect(subject?.value["gender"].string == "female")
  }

  @Test func whatIsNoResourceIsLeftOut() throws {
    for json in ["[]", "1", "{}", #"{"resourceType":1}"#, #"{"resourceType":"Bundle","entry":{"resource":1}}"#] {
      #expect(ResourceStore([try JSONDocument(fhir: json).root]).resources.isEmpty)
    }
    #expect(ResourceStore([]).resources.isEmpty)
  }

  @Test func documentsWithoutFHIRsVocabulary() throws {
    let store = ResourceStore(documents: [try JSONDocument(parsing: Self.bundle)])
    #expect(
      store.resources(ofType: "Observation", code: "4548-4", system: "http://loinc.org").map(\.id) == ["o1", "o2"])
    #expect(store.resources(ofType: "Observation", patient: "u1").map(\.id) == ["o2"])
  }
}
