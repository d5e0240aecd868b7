import ClinicalTypes
import FHIR
import Foundation
import JSON
import ModelGateway
import Testing

/// A model is registered by a Library, and by nothing that is doubtful.
struct ModelRegistrationTests {
  private static let prompt = "Look for problems with the medication."

  static func library(
    _ parts: [(String, String)] = [], without: Set<String> = [], change: (inout JSONTree) -> Void = { _ in }
  ) throws -> Resource {
    var all: [(String, String)] = [
      ("deployment", #""valueString": "reasoner-prod""#), ("expectedModel", #""valueString": "reasoner-2026-06-02""#),
      ("onDrift", #""valueCode": "close""#),
      ("promptHash", "\"valueString\": \"\(PromptTemplate(prompt).hash)\""),
      ("deidentificationProfile", #""valueString": "reasoning""#), ("mode", #""valueCode": "advisory""#),
      ("role", #""valueCode": "Practitioner""#), ("role", #""valueCode": "PractitionerRole""#),
      ("concurrency", #""valuePositiveInt": 2"#), ("costPerDay", #""valueDecimal": 25.50"#),
      ("inputPrice", #""valueDecimal": 1.25"#), ("outputPrice", #""valueDecimal": 10"#),
    ]
    all.removeAll { part in without.contains(part.0) || parts.contains { $0.0 == part.0 } }
    all += parts
    let extensions = all.map { "{\"url\": \"\($0.0)\", \($0.1)}" }.joined(separator: ", ")
    let text = """
      {"resourceType": "Library", "id": "reasoner", "url": "https://example.org/Library/reasoner", "version": "1.2.0",
       "title": "Reasoner", "publisher": "Example Clinic", "status": "active",
       "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/library-type", "code": "model-definition"}]},
       "extension": [{"url": "\(ModelRegistration.extensionURL)", "extension": [\(extensions)]}],
       "content": [{"contentType": "text/plain; charset=utf-8", "data": "\(Data(prompt.utf8).base64EncodedString())"}],
       "dataRequirement": [{"id": "labs", "type": "Observation"}, {"id": "medications", "type": "MedicationRequest"}],
       "relatedArtifact": [
         {"type": "depends-on", "resource": "https://example.org/ActivityDefinition/linagliptin|1.0.0"},
         {"type": "citation", "label": "metforminRenal", "citation": "Contraindicated below 30.", "url": "https://example.org"}]}
      """
    var tree = JSONTree(try JSONDocument(fhir: Array(text.utf8)).root)
    change(&tree)
    return try #require(Resource(try JSONDocument(fhir: tree.serialized()).root))
  }

  @Test func isReadWhole() throws {
    let registration = try ModelRegistration(Self.library())
    #expect(registration.id == "reasoner")
    #expect(registration.version == "1.2.0")
    #expect(registration.name == "Reasoner")
    #expect(registration.owner == "Example Clinic")
    #expect(registration.deployment == "reasoner-prod")
    #expect(registration.expectedModel == "reasoner-2026-06-02")
    #expect(registration.drift == .close)
    #expect(registration.mode == .advisory)
    #expect(registration.prompt.text == Self.prompt)
    #expect(registration.prompt.hash.count == 64)
    #expect(registration.deidentificationProfile == "reasoning")
    #expect(registration.menu == ["https://example.org/ActivityDefinition/linagliptin|1.0.0"])
    #expect(registration.guidelines.map(\.id) == ["metforminRenal"])
    #expect(registration.dataKeys == ["labs", "medications"])
    #expect(registration.access.roles == ["Practitioner", "PractitionerRole"])
    #expect(registration.budget.concurrency == 2)
    #expect(registration.budget.costPerDay == ExactDecimal("25.50"))
    #expect(registration.page == "https://example.org/Library/reasoner")
  }

  @Test func withoutAModeItStaysInShadow() throws {
    #expect(try ModelRegistration(Self.library(without: ["mode"])).mode == .shadow)
  }

  @Test(arguments: [
    ("mode", #""valueCode": "live""#), ("onDrift", #""valueCode": "ignore""#), ("promptHash", #""valueString": "00""#),
    ("concurrency", #""valuePositiveInt": 0"#), ("costPerDay", #""valueDecimal": -1"#),
    ("deployment", #""valueString": """#),
  ])
  func doubtfulPartsAreRefused(_ name: String, _ value: String) {
    let error = #expect(throws: ModelRegistrationError.self) { try ModelRegistration(Self.library([(name, value)])) }
    #expect(error?.path == name)
  }

  @Test(arguments: ["deployment", "promptHash", "deidentificationProfile", "inputPrice"])
  func whatIsNeededIsDemanded(_ name: String) {
    #expect(throws: ModelRegistrationError.self) { try ModelRegistration(Self.library(without: [name])) }
  }

  @Test func unknownAndRepeatedPartsAreRefused() {
    #expect(throws: ModelRegistrationError.self) {
      try ModelRegistration(Self.library([("modus", #""valueCode": "shadow""#)]))
    }
    #expect(throws: ModelRegistrationError.self) {
      try ModelRegistration(Self.library([("mode", #""valueCode": "shadow""#), ("mode", #""valueCode": "advisory""#)]))
    }
  }

  @Test(arguments: ["id", "version", "title", "publisher", "type", "extension", "content"])
  func elementsAreDemanded(_ member: String) {
    #expect(throws: ModelRegistrationError.self) { try ModelRegistration(Self.library { $0[member] = nil }) }
  }

  @Test(arguments: [
    (String?.some("reasoner-2026-06-02"), true), ("reasoner-2026-06-03", false), (nil, false), ("", false),
  ])
  func drift(_ model: String?, _ isExpected: Bool) {
    let reply = ModelReply(text: "{}", rung: .jsonSchema, model: model)
    #expect((SampleRegistration.registration().drift(of: reply) == nil) == isExpected)
  }
}
