import ChartsideServer
import Foundation
import HTTPClient
import JSON
import ModelGateway
import SMART
import TestSupport

/// A content folder with the registration of a remote model, for the time of a test.
struct RegisteredModelFolder {
  static let id = "reasoner"
  static let expectedModel = "reasoner-2026-06-02"
  let path: String

  /// Writes the registration: it sees patient, results, medication, problems and allergies, and may propose what ships for
  /// metformin, and metformin itself.
  init(
    mode: String = "advisory", onDrift: String = "discard", more: [(String, String)] = [],
    requiring types: [String] = ["Patient", "Observation", "MedicationRequest", "Condition", "AllergyIntolerance"]
  ) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("registration-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let prompt = "Look for problems of kidney function with medication."
    var parts = [
      ("deployment", "reasoner-prod"), ("expectedModel", Self.expectedModel), ("onDrift", onDrift),
      ("promptHash", SHA256Digest(of: Array(prompt.utf8)).hexadecimal), ("deidentificationProfile", "reasoning"),
      ("mode", mode),
    ]
    parts += more
    let library: JSONTree = [
      "resourceType": "Library", "id": .string(Self.id), "url": "https://clinic.example/Library/reasoner",
      "version": "1.0.0", "title": "Example <b>Reasoner</b>", "status": "active", "publisher": "Example Models",
      "description": "Looks for problems of kidney function.",
      "type": ["coding": [["code": "model-definition"]]],
      "extension": [
        [
          "url": .string(ModelRegistration.extensionURL),
          "extension": .array(parts.map { ["url": .string($0.0), "valueString": .string($0.1)] }),
        ],
        [
          "url": "https://chartside.health/fhir/StructureDefinition/model-card",
          "extension": [["url": "risks", "valueString": "May be wrong & slow."]],
        ],
      ],
      "content": [
        ["contentType": "text/plain", "data": .string(Data(prompt.utf8).base64EncodedString())]
      ],
      "relatedArtifact": [
        [
          "type": "depends-on",
          "resource": "https://chartside.health/fhir/ActivityDefinition/linagliptin-5mg-daily",
        ],
        ["type": "depends-on", "resource": "https://clinic.example/ActivityDefinition/metformin-500"],
      ],
      "dataRequirement": .array(
        types.map { ["id": .string(Self.key($0)), "type": .string($0)] }),
    ]
    let metformin: JSONTree = [
      "resourceType": "ActivityDefinition", "id": "metformin-500",
      "url": "https://clinic.example/ActivityDefinition/metformin-500", "version": "1.0.0", "status": "active",
      "title": "Metformin 500 mg daily", "kind": "MedicationRequest",
      "productCodeableConcept": [
        "coding": [["system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "861007"]],
        "text": "Metformin 500 mg",
      ],
    ]
    for (name, resource) in [("library", library), ("metformin", metformin)] {
      try Data(resource.serialized()).write(to: URL(fileURLWithPath: "\(path)/\(name).json"))
    }
  }

  /// The prefetch key of what the model sees of a type.
  static func key(_ type: String) -> String { "model\(type)" }
  static func keys(_ types: [String]) -> [String: String] {
    types.reduce(into: [:]) { $0[$1] = key($1) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// What a site would configure for a server on this machine.
  static func configuration(
    of server: LoopbackServer, dialect: WireDialect = .openAIChat,
    footing: ModelConfiguration.Footing? = .agreement("test")
  ) throws -> ModelConfiguration {
    var model = ModelConfiguration(name: id, base: try BaseURL(server.origin + "/openai/v1"))
    model.dialect = dialect
    model.footing = footing
    model.trust = TrustPolicy(allowedSchemes: [.http], allowLoopback: true)
    return model
  }
}
