import Foundation
import JSON
import TestSupport
import Testing

@Suite("Other people's requests through the whole house: explainable answers, never a 5xx")
struct SharedRequestsTests {
  @Test("hook requests of other projects", .enabled(if: ConformanceData.isPresent("hook-requests")))
  func hookRequests() async throws {
    try await RunningHouse.run { house in
      var table: [String: Int] = [:]
      for file in ConformanceData.files(under: "hook-requests", suffix: ".json") {
        let body = Array(try Data(contentsOf: file))
        let hook = (try? JSONDocument(parsing: body))?.root["hook"].string ?? ""
        for service in Self.services(answering: hook) {
          let answer = try await house.post("/cds-services/\(service)", body)
          table["\(answer.status)", default: 0] += 1
          #expect([200, 400, 412].contains(answer.status), "\(file.lastPathComponent): \(answer.status)")
          if answer.status == 200 {
            #expect(answer.json["cards"] != nil)
          } else {
            #expect(answer.json["issue"][0]["diagnostics"].string?.isEmpty == false, "\(file.lastPathComponent)")
          }
        }
      }
      print("hook-requests by status: \(table.sorted { $0.key < $1.key })")
    }
  }

  private static func services(answering hook: String) -> [String] {
    switch hook {
    case "order-sign", "order-select": ["metformin-renal-safety", hook]
    default: ["kidney-function-review", "diabetes-monitoring", "patient-view"]
    }
  }

  @Test("hostile and broken requests", .enabled(if: ConformanceData.isPresent("bad-inputs")))
  func badInputs() async throws {
    let content = ConformanceData.projectRoot.appendingPathComponent("Tests/Content").path
    try await RunningHouse.run(content: [content]) { house in
      for file in ConformanceData.files(under: "bad-inputs", suffix: ".meta") {
        let meta = try JSONDocument(parsing: Array(try Data(contentsOf: file))).root
        var body = Array(try Data(contentsOf: file.deletingPathExtension().appendingPathExtension("json")))
        if let length = meta["generate"]["bytes"].int {
          body = Array(#"{"hook":"patient-view","padding":""#.utf8) + [UInt8](repeating: 0x20, count: length)
        }
        let name = meta["name"].string ?? file.lastPathComponent
        let service = meta["service"].string ?? "greeter"
        let path = "/cds-services/\(service)" + (meta["path"].string.map { "/\($0)" } ?? "")
        if name == "50-feedback-ok" {
          // Its card was never sent by this server, which takes feedback only for cards that were.
          body = try await Self.feedbackOnARealCard(house)
        }
        let answer = try await house.post(path, body, type: meta["contentType"].string ?? "application/json")
        let allowed = meta["expect"]["status"].elements.compactMap(\.int)
        #expect(allowed.contains(answer.status), "\(name): \(answer.status), allowed \(allowed)")
        if answer.status >= 400 {
          #expect(answer.json["resourceType"].string == "OperationOutcome", "\(name)")
          #expect(answer.type == "application/fhir+json", "\(name)")
          for secret in ["some-opaque-fhir-access-token", "Witting", "swift:", ".swift"] {
            #expect(!answer.text.contains(secret), "\(name) echoes \(secret)")
          }
        }
      }
      #expect(try await house.get("/cds-services").status != 500)
    }
  }

  private static func feedbackOnARealCard(_ house: RunningHouse) async throws -> [UInt8] {
    let body = """
      {"hook":"patient-view","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f","context":{"userId":"Practitioner/p","patientId":"p"},
      "prefetch":{"patient":{"resourceType":"Patient","id":"p","name":[{"family":"Ruiz","given":["Ana"]}]}}}
      """
    let answer = try await house.post("/cds-services/greeter", Array(body.utf8))
    let card = answer.json["cards"][0]["uuid"].string ?? ""
    return Array(
      #"{"feedback":[{"card":"\#(card)","outcome":"overridden","outcomeTimestamp":"2026-11-23T10:00:00Z"}]}"#.utf8)
  }
}
