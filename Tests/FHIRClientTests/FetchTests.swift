import FHIR
import FHIRClient
import HTTPClient
import Testing
import TestSupport

@Suite struct FetchTests {
  @Test func oneFailureDoesNotDisturbTheOthers() async throws {
    let sandbox = try SandboxServer { request, connection in
      switch request.path {
      case "/fhir/Patient/1": connection.fhir(#"{"resourceType": "Patient", "id": "1"}"#)
      case "/fhir/Observation": connection.searchset([(observation("1"), "match")])
      case "/fhir/Condition": connection.fhir(status: 403, "{}")
      case "/fhir/Device": connection.fhir(status: 503, "{}")
      default: connection.respond(status: 404)
      }
    }
    let queries = try [
      "patient": "Patient/1", "labs": "Observation?patient=1", "problems": "Condition?patient=1",
      "devices": "Device?patient=1",
      "none": "Coverage/9",
    ].mapValues { try FHIRQuery(parsing: $0) }
    let answers = await sandbox.client.fetch(queries, deadline: .patient)
    #expect(answers.count == 5)
    func failure(_ name: String) -> FHIRClientError.Kind? {
      if case .failure(let error)? = answers[name] { error.kind } else { nil }
    }
    guard case .success(.resource(let patient))? = answers["patient"],
      case .success(.searchset(let labs))? = answers["labs"]
    else {
      Issue.record("\(answers)")
      return
    }
    #expect(patient.id == "1" && labs.matches.count == 1)
    #expect(failure("problems") == .forbidden)
    #expect(failure("devices") == .server(status: 503, retryAfter: nil))
    #expect(failure("none") == .notFound)
    await sandbox.stop()
  }

  @Test func equalRequestsAreSentOnce() async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.drip(Array("HTTP/1.1 200 OK\r\n".utf8), every: 200)
      connection.send("Content-Type: application/json\r\nContent-Length: 38\r\n\r\n")
      connection.send(#"{"resourceType": "Patient", "id": "1"}"#)
    }
    let deadline = ContinuousClock.Instant.patient
    let names = (0..<20).map { "q\($0)" }
    let queries = Dictionary(uniqueKeysWithValues: names.map { ($0, FHIRQuery.read(type: "Patient", id: "1")) })
    let answers = await sandbox.client.fetch(queries, deadline: deadline)
    #expect(answers.values.allSatisfy { if case .success = $0 { true } else { false } })
    #expect(sandbox.server.requests.count == 1)
    await sandbox.stop()
  }

  @Test func aCancelledWaiterLeavesTheOthersTheirAnswer() async throws {
    let sandbox = try SandboxServer { _, connection in connection.hold() }
    let client = sandbox.client
    let deadline = ContinuousClock.Instant.patient
    func start() -> Task<FHIRClientError.Kind?, Never> {
      Task {
        do throws(FHIRClientError) {
          _ = try await client.read("Patient", "1", deadline: deadline)
          return nil
        } catch {
          return error.kind
        }
      }
    }
    let (first, second) = (start(), start())
    for await _ in sandbox.server.arrivals { break }
    first.cancel()
    #expect(await first.value == .transport(.cancelled))
    second.cancel()
    #expect(await second.value == .transport(.cancelled))
    for await _ in sandbox.server.endings { break }  // with the last waiter the request itself ends
    await sandbox.stop()
  }

  @Test(arguments: ["", "Observation?", "?x", "a/b/c"]) func oddQueriesAreRefusedOrHarmless(text: String) async throws {
    let sandbox = try SandboxServer { _, connection in connection.searchset([]) }
    if let query = try? FHIRQuery(parsing: text) {
      let answers = await sandbox.client.fetch(["q": query], deadline: .patient)
      #expect(answers.count == 1)
    }
    #expect(sandbox.server.requests.allSatisfy { $0.path.hasPrefix("/fhir/") })
    await sandbox.stop()
  }
}
