import SMART
import Testing

@Suite("Scopes")
struct ScopesTests {
  @Test(
    "Parsing",
    arguments: [
      ("patient/Observation.rs", "patient/Observation.rs"), ("patient/Observation.read", "patient/Observation.rs"),
      ("patient/Observation.Read", "patient/Observation.rs"), ("user/*.WRITE", "user/*.cud"),
      ("system/*.*", "system/*.cruds"),
      ("patient/*.cruds", "patient/*.cruds"), ("patient/Observation.dus", nil), ("patient/Observation.sr", nil),
      ("patient/Observation.rr", nil),
      ("patient/Observation.", nil), ("patient/Observation", nil), ("patient/.rs", nil),
      ("Patient/Observation.rs", nil),
      ("launch/patient", nil), ("openid", nil), ("patient/Obs*.rs", nil), ("patient/Observation.rs?", nil),
      ("patient/Observation.rs?category", nil),
      (
        "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
        "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory"
      ),
      ("patient/Observation.rs?category=a%7Cb", "patient/Observation.rs?category=a|b"),
      ("patient/Observation.rs?category=%zz", nil), ("", nil), ("/.", nil),
    ] as [(String, String?)])
  func parsing(text: String, expected: String?) { #expect(Scope(parsing: text)?.description == expected) }

  @Test(
    "Covering",
    arguments: [
      ("patient/Observation.rs", "patient/Observation.rs", true), ("patient/*.rs", "patient/Observation.r", true),
      ("patient/*.read", "patient/Observation.rs", true),
      ("patient/Observation.r patient/Observation.s", "patient/Observation.rs", true),
      ("patient/Observation.r", "patient/Observation.rs", false),
      ("patient/Condition.rs", "patient/Observation.rs", false),
      ("user/Observation.rs", "patient/Observation.rs", true), ("system/*.rs", "patient/Observation.rs", true),
      ("patient/Observation.rs", "user/Observation.rs", false), ("patient/Observation.rs", "patient/*.rs", false),
      ("patient/Observation.rs?category=lab", "patient/Observation.rs", false),
      ("patient/Observation.rs?category=lab", "patient/Observation.rs?category=lab", true),
      ("patient/Observation.rs?category=lab,vital", "patient/Observation.rs?category=lab", true),
      ("patient/Observation.rs?category=lab", "patient/Observation.rs?category=lab,vital", false),
      ("patient/Observation.rs?category=lab", "patient/Observation.rs?category=lab&status=final", true),
      ("patient/Observation.rs?category=lab&status=final", "patient/Observation.rs?category=lab", false),
      ("patient/Observation.dus", "patient/Observation.d", false), ("openid launch", "patient/Observation.r", false),
      ("", "patient/Observation.r", false),
    ])
  func covering(granted: String, needed: String, expected: Bool) {
    #expect(Scopes(parsing: granted).covers(Scopes(parsing: needed)) == expected)
  }

  @Test("Kept apart and merged")
  func lists() {
    let scopes = Scopes(parsing: "launch patient/Observation.r  openid\tx patient/Observation.s")
    #expect(scopes.others == ["launch", "openid\tx"])
    #expect(scopes.resources.count == 2)
    #expect(Scopes(scopes.resources).description == "patient/Observation.rs")
    let long = Scopes(parsing: Array(repeating: "patient/Observation.rs", count: 5000).joined(separator: " "))
    #expect(long.resources.count == 32_768 / 23)
    #expect(Scope(parsing: "patient/Observation.rs?category=a")?.version1 == "patient/Observation.read")
    #expect(Scope(parsing: "patient/Observation.c")?.version1 == "patient/Observation.write")
    #expect(Scope(parsing: "patient/Observation.crs")?.version1 == "patient/Observation.*")
  }

  @Test(
    "Derived from queries",
    arguments: [
      (["Patient/{{context.patientId}}"], "patient/Patient.r"),
      (["Observation?patient={{context.patientId}}&code=http://loinc.org|4548-4"], "patient/Observation.rs"),
      (
        [
          "Observation?patient=1&category=laboratory&_count=50",
          "Observation?category=laboratory&patient=1&date=ge2020",
        ], "patient/Observation.rs?category=laboratory"
      ),
      (
        ["Observation?category=a", "Observation?category=b"],
        "patient/Observation.rs?category=a patient/Observation.rs?category=b"
      ),
      (
        ["MedicationRequest?patient=1&_include=MedicationRequest:medication"],
        "patient/MedicationRequest.rs patient/Medication.r"
      ),
      (
        ["MedicationRequest?patient=1&_include=MedicationRequest:x:Group"],
        "patient/MedicationRequest.rs patient/Group.r"
      ),
      (["{{context.userId}}"], "user/Practitioner.r"),
      (["metadata", "https://elsewhere.example.org/Patient/1", ""], ""),
      (["Condition?subject=%zz"], "patient/Condition.rs"),
    ])
  func derived(queries: [String], expected: String) {
    #expect(Scopes.needed(forQueries: queries).description == expected)
  }
}
