import Foundation
import JSON
import SMART
import Testing

@Suite("Who may call, and what feedback counts")
struct TrustTests {
  private static let path = "/cds-services/kidney-function-review"
  private static let body = Array(
    """
    {"hook":"patient-view","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f","context":{"userId":"Practitioner/p","patientId":"noah-lindqvist"},
     "prefetch":{"patient":{"resourceType":"Patient","id":"noah-lindqvist","birthDate":"1992-01-01","gender":"male"}}}
    """.utf8)

  @Test("every failure of authentication is one bare 401")
  func refusals() async throws {
    try await RunningHouse.run { house in
      let good = try house.token(for: Self.path)
      let parts = good.split(separator: ".").map(String.init)
      let stranger = JWTSigner(key: try SigningKey.generate(.es384), issuer: "urn:chartside:sandbox")
      let tokens = [
        "", "x", "a.b.c", parts[0] + "." + parts[1] + ".",
        parts[0] + "." + parts[1] + "." + String(parts[2].reversed()),
        try house.token(for: "/cds-services/diabetes-monitoring"),
        try stranger.token(audience: house.base + Self.path, now: Date()),
        try stranger.token(audience: house.base + Self.path, now: Date(timeIntervalSinceNow: -3600)),
      ]
      for token in tokens where !token.isEmpty {
        let answer = try await house.post(Self.path, Self.body, token: token)
        #expect(answer.status == 401)
        #expect(answer.text.isEmpty)
      }
      #expect(try await house.post(Self.path, Self.body, isSigned: false).status == 401)
      #expect(try await house.post(Self.path, Self.body, token: good).status == 200)
      let replayed = try await house.post(Self.path, Self.body, token: good)
      #expect(replayed.status == 401 && replayed.text.isEmpty)
    }
  }

  @Test("feedback counts for cards that were really sent, once and again; for others it is refused by name")
  func feedback() async throws {
    try await RunningHouse.run { house in
      let answer = try await house.fire("diabetes-monitoring", "patient-view", patient: "lena-hoffmann")
      let card = try #require(answer.json["cards"][0]["uuid"].string)
      let path = "/cds-services/diabetes-monitoring/feedback"
      func report(_ card: String) -> [UInt8] {
        Array(
          #"{"feedback":[{"card":"\#(card)","outcome":"overridden","outcomeTimestamp":"2026-11-23T10:00:00Z"}]}"#.utf8)
      }
      #expect(try await house.post(path, report(card)).status == 200)
      #expect(try await house.post(path, report(card)).status == 200)
      let unknown = try await house.post(path, report("0d9a3a5e-8c1b-4b7e-9a11-3f0f3b8f9a01"))
      #expect((400..<500).contains(unknown.status))
      #expect(unknown.json["resourceType"].string == "OperationOutcome")
    }
  }
}
