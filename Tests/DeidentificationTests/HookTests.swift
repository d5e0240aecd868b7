import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import Deidentification

@Suite("CDS Hooks requests and feedback")
struct HookTests {
  static let request = """
    {"hook":"order-sign","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","fhirServer":"https://ehr.hillcrest.example/fhir",
     "fhirAuthorization":{"access_token":"s3cret-token","subject":"cds-service4"},"extension":{"x":"Zebulon"},
     "context":{"userId":"Practitioner/dr-9","patientId":"pat-4711","encounterId":"enc-77","selections":["MedicationRequest/mr-1","Zebulon/x"],
       "siteNote":"Quixworth",
       "draftOrders":{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"MedicationRequest","id":"mr-1",
         "status":"draft","intent":"order","subject":{"reference":"https://ehr.hillcrest.example/fhir/Patient/pat-4711"},
         "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"860975"}]},
         "dosageInstruction":[{"text":"one tablet twice daily for Zebulon"}]}}]}},
     "prefetch":{"patient":{"resourceType":"Patient","id":"pat-4711","name":[{"family":"Quixworth","given":["Zebulon"]}],"gender":"male"},
       "Quixworth":{"resourceType":"Patient","id":"pat-4712"},"nothing":null}}
    """

  @Test("The envelope stays, the facts leave, and references still meet")
  func requestIsDeidentified() throws {
    let result = try Fixtures.deidentify(Self.request, prefetchKeys: ["patient"])
    let text = Fixtures.text(result)
    for secret in [
      "d1577c69", "hillcrest", "s3cret", "cds-service4", "Zebulon", "dr-9", "pat-471", "enc-77", "Quixworth", "mr-1",
      "siteNote", "userId",
    ] { #expect(!text.contains(secret)) }
    let root = try #require(result.document()).root
    #expect(root["hook"]?.string == "order-sign")
    #expect(root["context"]["patientId"]?.string == root["prefetch"]["patient"]["id"]?.string)
    let order = root["context"]["draftOrders"]["entry"][0]["resource"]
    #expect(order["subject"]["reference"]?.string == "Patient/P1")
    #expect(order["medicationCodeableConcept"]["coding"][0]["code"]?.string == "860975")
    #expect(order["dosageInstruction"][0]["text"]?.string == "one tablet twice daily for [NAME]")
    #expect(root["context"]["selections"]?.count == 1)
    #expect(root["context"]["selections"][0]?.string == order["id"]?.string.map { "MedicationRequest/" + $0 })
    #expect(root["prefetch"]["other1"]["id"]?.string == "P2")
    #expect(result.map.reference(for: "Patient/P1") == "Patient/pat-4711")
  }

  @Test("A comment leaves masked, or not at all")
  func feedback() throws {
    let feedback = """
      {"feedback":[{"card":"4e0a3a1e-3283-4575-ab82-028d55fe2719","outcome":"overridden","outcomeTimestamp":"2026-05-10T09:00:00Z",
       "overrideReason":{"reason":{"code":"d7ecf885","system":"https://ehr.hillcrest.example/reasons"},
       "userComment":"patient of Dr. Ashgrove, call 559-555-0142"}},
       {"card":"x","outcome":"accepted","acceptedSuggestions":[{"id":"s-1"}]},
       {"card":"y","outcome":"overridden","overrideReason":{"userComment":"Ashgrove said no"}}]}
      """
    let result = try Fixtures.deidentify(feedback)
    #expect(
      Fixtures.text(result)
        == #"{"feedback":[{"outcome":"overridden","overrideReason":{"userComment":"patient of Dr. [NAME], call [CONTACT]"}},{"outcome":"accepted"},{"outcome":"overridden"}]}"#
    )
  }

  @Test(
    "Broken requests neither trap nor leak",
    arguments: [
      #"{"hook":"Zebulon","context":7,"prefetch":[]}"#,
      #"{"hook":"patient-view","context":{"patientId":{}},"prefetch":{"a":"Zebulon"}}"#,
      #"{"hook":"patient-view","context":{"selections":["Zebulon",7,null,"Patient/"]}}"#,
      #"{"feedback":[1,{"outcome":"Zebulon","overrideReason":"Zebulon"}]}"#,
      #"{"hook":"order-sign","context":{"draftOrders":{"resourceType":"Zebulon"}},"prefetch":{"b":{"resourceType":"Patient","name":"Zebulon"}}}"#,
    ])
  func broken(_ json: String) throws {
    let result = try Fixtures.deidentify(json)
    #expect(!Fixtures.text(result).contains("Zebulon"))
    #expect(result.document() != nil)
  }

  @Test(
    "Third-party requests come out as JSON without their envelope",
    .enabled(if: ConformanceData.isPresent("hook-requests")))
  func realRequests() throws {
    var count = 0
    for file in ConformanceData.files(under: "hook-requests", suffix: ".json") {
      let bytes = Array(try Data(contentsOf: file))
      guard let document = try? JSONDocument(fhir: bytes), document.root["hook"]?.string != nil else { continue }
      let result = try Fixtures.deidentify(String(decoding: bytes, as: UTF8.self))
      let text = Fixtures.text(result)
      count += 1
      #expect(result.document() != nil)
      for secret in [
        document.root["hookInstance"]?.string, document.root["fhirServer"]?.string,
        document.root["context"]["userId"]?.string,
      ] {
        if let secret, secret.count > 5 { #expect(!text.contains(secret)) }
      }
    }
    print("hook requests: \(count)")
    #expect(count > 0)
  }
}
