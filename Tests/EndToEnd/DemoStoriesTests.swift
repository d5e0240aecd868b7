import JSON
import Testing

@Suite("The patients written for this project, through the whole house")
struct DemoStoriesTests {
  /// What CDSHooks/example-patients/README.md says of each patient: opening the chart, and signing metformin 500 mg.
  static let stories: [(patient: String, opening: [String], signing: String?)] = [
    ("ruth-okafor", ["warning"], "critical"), ("samuel-brandt", [], "info"), ("lena-hoffmann", ["info"], nil),
    ("gloria-santos", [], "critical"), ("beatrice-nwosu", ["info"], "warning"), ("amara-diallo", [], nil),
    ("mia-castellano", [], "info"), ("noah-lindqvist", [], nil),
  ]

  @Test("each story gives its cards, with and without prefetch")
  func stories() async throws {
    try await RunningHouse.run { house in
      for prefetch in [true, false] {
        for story in Self.stories {
          var indicators: [String] = []
          for service in ["kidney-function-review", "diabetes-monitoring"] {
            let answer = try await house.fire(service, "patient-view", patient: story.patient, prefetch: prefetch)
            #expect(answer.status == 200, "\(story.patient) \(service): \(answer.text)")
            indicators += answer.json["cards"].elements.compactMap { $0["indicator"].string }
          }
          #expect(indicators == story.opening, "\(story.patient), prefetch \(prefetch)")
          let signing = try await house.fire(
            "renal-drug-safety", "order-sign", patient: story.patient, drafts: ["draft-metformin-500"],
            prefetch: prefetch)
          #expect(signing.status == 200, "\(story.patient): \(signing.text)")
          #expect(
            signing.json["cards"][0]["indicator"].string == story.signing, "\(story.patient), prefetch \(prefetch)")
        }
      }
    }
  }

  @Test("a card names the facts it rests on, and its suggestions come from the menu")
  func evidence() async throws {
    try await RunningHouse.run { house in
      let answer = try await house.fire(
        "renal-drug-safety", "order-sign", patient: "ruth-okafor", drafts: ["draft-metformin-500"])
      let card = answer.json["cards"][0]
      let detail = card["detail"].string ?? ""
      #expect(detail.contains("eGFR") && detail.contains("26") && detail.contains("Observation/"))
      #expect(detail.contains("mL/min"))
      let actions = card["suggestions"].elements.flatMap { $0["actions"].elements }
      #expect(actions.contains { $0["type"].string == "delete" })
      #expect(
        actions.contains {
          $0["type"].string == "update" && $0["resource"]["resourceType"].string == "MedicationRequest"
        })
    }
  }
}
