import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import Sandbox

@Suite("Search")
struct SearchTests {
  private func search(_ text: String, patient: String? = nil) throws -> (answer: SearchEngine.Answer, plan: SearchPlan)
  {
    let engine = try SmallWard.sandbox().engine
    let plan = try SearchPlan(SearchQuery(parsing: text))
    return (try engine.search(plan, patient: patient), plan)
  }

  static let table: [(query: String, ids: String)] = [
    // Which patient
    ("Observation?patient=a", "o1 o2 o3 o4"), ("Observation?patient=Patient/a", "o1 o2 o3 o4"),
    ("Observation?subject=Patient/b", "o5"),
    ("Observation?subject:Patient=b", "o5"), ("Observation?patient=http://here/fhir/Patient/b", "o5"),
    ("Observation?patient=nobody", ""),
    ("Observation?patient=a,b", "o1 o2 o3 o4 o5"), ("Observation?patient=a&patient=b", ""),
    ("Observation?subject=Group/a", ""),
    // Tokens
    ("Observation?code=http://loinc.org|33914-3", "o1 o2 o5"), ("Observation?code=33914-3", "o1 o2 o5"),
    ("Observation?code=|33914-3", ""),
    ("Observation?code=http://other|33914-3", ""),
    ("Observation?code=http://loinc.org|33914-3,http://loinc.org|4548-4&patient=a", "o1 o2 o3"),
    ("Observation?code=http://loinc.org|&patient=b", "o5"), ("Condition?code=|local-1", "c2"),
    ("Observation?status=final&patient=a", "o1 o3"),
    ("Observation?status=final,amended&patient=a", "o1 o2 o3"),
    ("Observation?status:not=entered-in-error&patient=a", "o1 o2 o3"),
    ("Observation?category=vital-signs", "o4"),
    ("Observation?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory&patient=b", "o5"),
    ("Condition?clinical-status=active", "c1"),
    ("Condition?clinical-status=http://terminology.hl7.org/CodeSystem/condition-clinical|resolved", "c2"),
    ("MedicationRequest?status=active&intent=order", "r1"), ("MedicationRequest?intent=plan", "r2"),
    ("MedicationRequest?encounter=e", "r1"),
    ("MedicationRequest?encounter=Encounter/x", ""), ("MedicationRequest?medication=Medication/m", "r1"),
    ("Patient?gender=female", "a"), ("Patient?gender=FEMALE", ""),
    // Dates: o1 is a day, o2 a second (08:30 UTC), o3 a month, o4 has none
    ("Observation?patient=a&date=2026-06", "o2 o3"), ("Observation?patient=a&date=2026-06-15", "o2"),
    ("Observation?patient=a&date=eq2026", "o1 o2 o3"),
    ("Observation?patient=a&date=ge2026-06-15", "o2 o3"), ("Observation?patient=a&date=gt2026-06-15", "o3"),
    ("Observation?patient=a&date=lt2026-06", "o1"),
    ("Observation?patient=a&date=le2026-06-01", "o1 o3"), ("Observation?patient=a&date=sa2026-05-31", "o2 o3"),
    ("Observation?patient=a&date=eb2026-06-15", "o1"),
    ("Observation?patient=a&date=ne2026-01-10", "o2 o3"), ("Observation?patient=a&date=ge2026-01&date=lt2026-02", "o1"),
    ("Observation?patient=a&date=2026-06-15T08:30:00Z", "o2"),
    ("Observation?patient=a&date=ge2026-06-15T08:30&date=le2026-06-15T08:30", "o2 o3"),
    ("Observation?patient=a&date:missing=true", "o4"), ("Observation?patient=a&date:missing=false", "o1 o2 o3"),
    ("Condition?onset-date=2019", "c1"), ("Condition?onset-date=ge2019-06", "c1"), ("Condition?onset-date=gt2019", ""),
    ("Patient?birthdate=lt1960", "a"), ("Encounter?date=ge2026-12", "e"), ("Encounter?date=lt2026-11", ""),
    ("MedicationRequest?authoredon=2025", "r2"),
    // Text, numbers, ids
    ("Patient?name=öst", "a"), ("Patient?name:exact=öst", ""), ("Patient?name:exact=Ann", "a"),
    ("Patient?name:contains=script", "b"), ("Patient?family=ster", ""),
    ("Observation?value-quantity=lt40", "o2 o3"), ("Observation?value-quantity=35||u", "o2"),
    ("Observation?value-quantity=35||mg", ""), ("Observation?value-quantity=8", "o3"),
    ("Observation?_id=o3,o1,none", "o1 o3"), ("Observation?_id=o1&_id=o3", ""), ("Practitioner?name=lund", "p"),
    // Order and size
    ("Observation?patient=a&_sort=date", "o1 o3 o2 o4"), ("Observation?patient=a&_sort=-date", "o3 o2 o1 o4"),
    ("Observation?patient=a&_sort=-code,date", "o4 o3 o1 o2"),
    ("Observation?patient=a&_sort=-date&_count=2", "o3 o2"),
    ("Observation?patient=a&_sort=-date&_count=2&_offset=2", "o1 o4"), ("Observation?patient=a&_count=0", ""),
    ("Observation?patient=a&_summary=count", ""), ("Observation?patient=a&_format=json&_total=accurate", "o1 o2 o3 o4"),
    ("Observation?patient=a&unheard-of=1&_elements=code", "o1 o2 o3 o4"),
  ]

  @Test("Selecting and sorting", arguments: table)
  func selecting(query: String, ids: String) throws {
    #expect(try search(query).answer.matches.compactMap(\.id).joined(separator: " ") == ids)
  }

  @Test(
    "Refused rather than misread",
    arguments: [
      "Observation?code:in=http://x", "Observation?date=tomorrow", "Observation?date=xx2026", "Observation?_count=many",
      "Observation?_count=-1",
      "Observation?_sort=colour", "Observation?patient:Nobody=a", "Observation?date:missing=maybe",
      "Observation?value-quantity=heavy",
      "Observation?value-quantity=5|mg", "Observation?_id:not=o1", "Patient?name:above=x",
    ])
  func refused(query: String) throws {
    #expect(throws: SearchFailure.self) { try search(query) }
  }

  @Test("A file that begins with a byte order mark is read")
  func byteOrderMark() {
    let library = PatientLibrary([[0xEF, 0xBB, 0xBF] + #"{"resourceType": "Patient", "id": "p"}"#.utf8])
    #expect(library.problems.isEmpty && library.documents.count == 1)
  }

  @Test("Unknown parameters are noted")
  func ignored() throws {
    let plan = try search("Observation?patient=a&unheard-of=1&subject.name=x&_elements=code").plan
    #expect(plan.ignored == ["unheard-of", "subject.name", "_elements"])
    #expect(plan.applied.map(\.name) == ["patient"])
  }

  @Test("Totals and pages")
  func paging() throws {
    let first = try search("Observation?patient=a&_count=3").answer
    #expect(first.total == 4)
    #expect(first.nextOffset == 3)
    let last = try search("Observation?patient=a&_count=3&_offset=3").answer
    #expect(last.matches.count == 1)
    #expect(last.nextOffset == nil)
    #expect(try search("Observation?patient=a&_count=0").answer.total == 4)
    #expect(try search("Observation?patient=a&_offset=99").answer.nextOffset == nil)
  }

  @Test(
    "Included resources",
    arguments: [
      ("MedicationRequest?_include=MedicationRequest:medication", "Medication/m"),
      (
        "MedicationRequest?_include=MedicationRequest:medication:Medication&_include=MedicationRequest:encounter",
        "Medication/m Encounter/e"
      ),
      ("MedicationRequest?_include=MedicationRequest:medication:Patient", ""),
      ("MedicationRequest?status=stopped&_include=MedicationRequest:medication", ""),
      ("MedicationRequest?_include=MedicationRequest:requester", "Practitioner/p"),
      ("Patient?_id=b&_revinclude=Observation:patient", "Observation/o5"),
      ("MedicationRequest?_include=*", ""),
    ])
  func including(query: String, names: String) throws {
    #expect(try search(query).answer.included.compactMap(\.reference).joined(separator: " ") == names)
  }

  @Test("A patient's access shows nothing of another")
  func compartment() throws {
    #expect(try search("Observation?code=33914-3", patient: "b").answer.matches.compactMap(\.id) == ["o5"])
    #expect(try search("Patient", patient: "b").answer.matches.compactMap(\.id) == ["b"])
    #expect(try search("Medication", patient: "b").answer.matches.compactMap(\.id) == ["m"])
    #expect(
      try search("Patient?_revinclude=Observation:patient", patient: "b").answer.included.compactMap(\.id) == ["o5"])
  }
}

@Suite("Patients")
struct PatientLibraryTests {
  @Test("References by urn become local, and ids are given where they lack")
  func localization() throws {
    let library = PatientLibrary([
      Array(
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
        {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"x"},"request":{"method":"POST","url":"Patient"}},
        {"fullUrl":"urn:uuid:0f0f","resource":{"resourceType":"Encounter","subject":{"reference":"urn:uuid:1"}}},
        {"fullUrl":"https://elsewhere.example.org/Observation/o","resource":{"resourceType":"Observation","id":"o","subject":{"reference":"urn:uuid:1","display":"urn:uuid:1"},"encounter":{"reference":"urn:uuid:0f0f"},"performer":[{"reference":"urn:uuid:unknown"}]}}
        ]}
        """.utf8)
    ])
    #expect(library.problems.isEmpty)
    let store = ResourceStore(documents: library.documents)
    #expect(store.resource(ofType: "Encounter", id: "0f0f") != nil)
    let observation = try #require(store.resource(ofType: "Observation", id: "o")?.value)
    #expect(observation["subject"]["reference"].string == "Patient/x")
    #expect(observation["subject"]["display"].string == "urn:uuid:1")
    #expect(observation["encounter"]["reference"].string == "Encounter/0f0f")
    #expect(observation["performer"][0]["reference"].string == "urn:uuid:unknown")
    #expect(store.resources(ofType: "Observation", patient: "x").count == 1)
  }

  @Test(
    "What is no FHIR is named and left out",
    arguments: ["", "{", "[]", "{}", "{\"resourceType\":\"Nothing\"}", "{\"a\":1,\"a\":2}"])
  func problems(text: String) {
    let library = PatientLibrary([Array(text.utf8)])
    #expect(library.documents.isEmpty)
    #expect(library.problems.count == 1)
  }

  @Test("A missing folder is named")
  func missingFolder() {
    #expect(PatientLibrary(directories: ["/nowhere/at/all"]).problems.map(\.file) == ["/nowhere/at/all"])
  }

  @Test("Stories and banners")
  func charts() throws {
    let chart = try SmallWard.sandbox().chart(of: "a")
    #expect(chart.story == "Type 2 diabetes, 1 medicine")
    #expect(chart.medicines.map(\.text) == ["metformin 500 mg"])
    #expect(chart.results.map(\.text).prefix(2) == ["33914-3", "4548-4"])
    #expect(ChartText.ageAndSex(chart.patient.value, today: chart.today) == "72 years, female")
  }

  @Test("Synthea's bundles load whole", .enabled(if: ConformanceData.isPresent("patients/synthea-r4")))
  func synthea() throws {
    let file = try #require(
      ConformanceData.files(under: "patients/synthea-r4", suffix: ".json").first { $0.path.contains("Clemente") })
    let library = PatientLibrary([try ConformanceData.bytes("patients/synthea-r4/" + file.lastPathComponent)])
    #expect(library.problems.isEmpty)
    let store = ResourceStore(documents: library.documents)
    let patient = try #require(store.resources(ofType: "Patient").first?.id)
    #expect(
      store.resources(ofType: "Observation", patient: patient).count == store.resources(ofType: "Observation").count)
    #expect(!String(decoding: library.documents[0].bytes, as: UTF8.self).contains("\"reference\": \"urn:uuid:"))
  }
}
