import CDSHooks
import Deidentification
import HTTPClient
import JSON
import ModelGateway
import TestSupport
import Testing

/// The second pass over free texts: what the service tags is masked here; whatever is odd about its answer lets nothing out.
struct AzureTextReviewTests {
  /// A service that tags every occurrence of a word, by UTF-8 offsets, in the shape of the published API.
  private static func server(
    tagging word: String = "Bramblewick", category: String = "City", entity: (@Sendable (Int, Int) -> String)? = nil
  ) throws -> LoopbackServer {
    try LoopbackServer { request, connection in
      let text = (try? JSONDocument(parsing: request.body))?.root["inputText"].string ?? ""
      let bytes = Array(text.utf8)
      let sought = Array(word.utf8)
      var entities: [String] = []
      for start in bytes.indices where bytes[start...].starts(with: sought) {
        entities.append(
          entity?(start, sought.count) ?? """
            {"category":"\(category)","offset":{"utf8":\(start),"utf16":0,"codePoint":0},
             "length":{"utf8":\(sought.count),"utf16":0,"codePoint":0},"text":"\(word.replacing("\n", with: "\\n"))","confidenceScore":0.9}
            """)
      }
      connection.respond(
        type: "application/json", #"{"taggerResult":{"entities":[\#(entities.joined(separator: ","))]}}"#)
    }
  }

  private static func review(_ server: LoopbackServer, _ texts: [String]) async throws -> [String?] {
    let http = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    let review = AzureTextReview(
      base: try BaseURL(server.origin), credential: .apiKey(ConfidentialText("key-1")), http: http)
    let result: Result<[String?], any Error>
    do {
      result = .success(try await review.review(texts))
    } catch {
      result = .failure(error)
    }
    await http.shutdown()
    return try result.get()
  }

  @Test func whatIsTaggedIsMasked() async throws {
    let server = try Self.server()
    defer { server.stop() }
    let texts = ["Pain since the été in Bramblewick.", "No pain.", "Bramblewick"]
    #expect(
      try await Self.review(server, texts) == ["Pain since the été in [CITY].", "No pain.", "[CITY]"])
    let request = try #require(server.requests.first)
    #expect(request.method == "POST" && request.target == "/deid?api-version=2024-11-15")
    #expect(request.header("api-key") == "key-1")
    let body = try JSONDocument(parsing: request.body).root
    #expect(body["operation"].string == "Tag")
    #expect(server.requests.count == 1)
  }

  @Test func whatReachesAcrossTextsIsMaskedInBoth() async throws {
    let server = try Self.server(tagging: "wick\n\nHollow")
    defer { server.stop() }
    #expect(try await Self.review(server, ["Bramblewick", "Hollow tree"]) == ["Bramble[CITY]", "[CITY] tree"])
  }

  @Test func longTextsGoInParts() async throws {
    let server = try Self.server()
    defer { server.stop() }
    let long = String(repeating: "Pain in Bramblewick. ", count: 1_000)
    let reviewed = try await Self.review(server, [long, String(repeating: "x", count: 30_000), long])
    #expect(server.requests.count == 2)
    #expect(reviewed[0]?.contains("Bramblewick") == false && reviewed[2]?.contains("Bramblewick") == false)
    #expect(reviewed[1] == nil)
  }

  @Test(arguments: [
    #"{"category":"City","offset":{"utf16":3},"length":{"utf16":4}}"#,
    #"{"category":"City","offset":{"utf8":-1},"length":{"utf8":4}}"#,
    #"{"category":"City","offset":{"utf8":3},"length":{"utf8":4000}}"#,
    #"{"category":"City","offset":{"utf8":0},"length":{"utf8":4},"text":"else"}"#,
  ])
  func oddAnswersLetNothingOut(_ entity: String) async throws {
    let server = try Self.server { _, _ in entity }
    defer { server.stop() }
    await #expect(throws: AzureTextReview.Failure.unreadable) {
      try await Self.review(server, ["Pain in Bramblewick."])
    }
  }

  @Test func aStrangeCategoryIsNotWritten() async throws {
    let server = try Self.server(category: "<b>x</b>")
    defer { server.stop() }
    #expect(try await Self.review(server, ["In Bramblewick."]) == ["In [REMOVED]."])
  }

  @Test(arguments: [
    (401, ModelCallError.unauthorized), (429, .throttled(wait: nil)), (500, .unavailable(status: 500, wait: nil)),
  ])
  func whenTheServiceFailsNothingLeaves(_ status: Int, _ error: ModelCallError) async throws {
    let server = try LoopbackServer { _, connection in connection.respond(status: status) }
    defer { server.stop() }
    await #expect(throws: AzureTextReview.Failure.call(error)) { try await Self.review(server, ["Pain."]) }
  }
}
