import FHIR
import JSON
import Testing

@Suite struct ReferenceTests {
  @Test(arguments: [
    ("Patient/1", Reference.Target.relative(type: "Patient", id: "1", version: nil)),
    ("Patient/1/_history/2", .relative(type: "Patient", id: "1", version: "2")),
    ("Patient/1#part", .relative(type: "Patient", id: "1", version: nil)),
    (
      "https://ehr.example/fhir/r4/Patient/a.b-C",
      .absolute(base: "https://ehr.example/fhir/r4", type: "Patient", id: "a.b-C", version: nil)
    ),
    (
      "http://ehr.example/Observation/1/_history/v3",
      .absolute(base: "http://ehr.example", type: "Observation", id: "1", version: "v3")
    ),
    ("http://ehr.example/fhir/metadata", .url("http://ehr.example/fhir/metadata")),
    ("http://ehr.example/fhir/Patient?identifier=1", .url("http://ehr.example/fhir/Patient?identifier=1")),
    ("Patient?identifier=1", .unreadable("Patient?identifier=1")),
    ("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", .uuid("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")),
    ("urn:oid:1.2.3", .oid("urn:oid:1.2.3")), ("#med", .contained(id: "med")), ("#", .contained(id: "")),
    ("", .unreadable("")), ("Patient", .unreadable("Patient")), ("Patient/", .unreadable("Patient/")),
    ("Nonsense/1", .unreadable("Nonsense/1")), ("fhir/Patient/1", .unreadable("fhir/Patient/1")),
    ("/Patient/1", .unreadable("/Patient/1")), ("Patient/a b", .unreadable("Patient/a b")),
    ("Patient/" + String(repeating: "a", count: 65), .unreadable("Patient/" + String(repeating: "a", count: 65))),
    ("Patient/1/_history/", .unreadable("Patient/1/_history/")), ("1:Patient/1", .unreadable("1:Patient/1")),
    ("mailto:Patient/1", .url("mailto:Patient/1")),
  ])
  func targets(text: String, target: Reference.Target) { #expect(Reference(parsing: text).target == target) }

  @Test func elements() throws {
    let logical = try JSONDocument(
      fhir: #"{"type":"Patient","identifier":{"system":"urn:x","value":"7"},"display":"A. Person"}"#)
    let reference = try #require(Reference(logical.root))
    #expect(reference.target == .logical)
    #expect(reference.type == "Patient")
    #expect(reference.identifier[.value].string == "7")
    #expect(reference.display == "A. Person")
    #expect(reference.typeAndID == nil)
    let relative = try #require(Reference(JSONDocument(fhir: #"{"reference":"Group/9"}"#).root))
    #expect(relative.typeAndID == "Group/9")
    #expect(relative.id == "9")
    #expect(try Reference(JSONDocument(fhir: "[]").root) == nil)
  }
}
