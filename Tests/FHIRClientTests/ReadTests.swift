import FHIR
import FHIRClient
import HTTPClient
import Testing
import TestSupport

@Suite struct ReadTests {
  private func failure(_ sandbox: SandboxServer, deadline: ContinuousClock.Instant = .patient) async -> FHIRClientError?
  {
    do throws(FHIRClientError) {
      _ = try await sandbox.client.read("Patient", "1", deadline: deadline)
      return nil
    } catch {
      return error
    }
  }

  @Test func readsAResource() async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.fhir(#"{"resourceType": "Patient", "id": "1", "active": true}"#)
    }
    let patient = try await sandbox.client.read("Patient", "1", deadline: .patient)
    #expect(patient.reference == "Patient/1")
    let request = try #require(sandbox.server.requests.first)
    #expect(request.target == "/fhir/Patient/1")
    #expect(request.header("authorization") == "Bearer token")
    #expect(request.header("accept") == "application/fhir+json")
    await sandbox.stop()
  }

  @Test func readsAnOpenServer() async throws {
    let sandbox = try SandboxServer(token: nil) { request, connection in
      connection.fhir(
        status: request.header("authorization") == nil ? 200 : 401, #"{"resourceType": "Patient", "id": "1"}"#)
    }
    #expect(await failure(sandbox) == nil)
    await sandbox.stop()
  }

  @Test(arguments: [
    (400, FHIRClientError.Kind.rejected(status: 400)), (401, .unauthorized), (403, .forbidden), (404, .notFound),
    (410, .gone),
    (422, .rejected(status: 422)), (429, .tooManyRequests(retryAfter: .seconds(7))),
    (500, .server(status: 500, retryAfter: .seconds(7))), (503, .server(status: 503, retryAfter: .seconds(7))),
    (302, .unexpectedStatus(302)), (304, .unexpectedStatus(304)),
  ])
  func tellsRefusalsApart(status: Int, kind: FHIRClientError.Kind) async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.fhir(
        status: status, headers: [("Retry-After", "7"), ("Location", "/fhir/Patient/2")],
        #"{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "throttled", "diagnostics": "SECRET"}]}"#
      )
    }
    let error = try #require(await failure(sandbox))
    #expect(error.kind == kind)
    if status != 304 { #expect(error.outcome?.issues.first?.diagnostics == "SECRET") }
    #expect(!"\(error)".contains("SECRET"))
    #expect("\(error)".contains("/fhir/Patient/1"))
    #expect(sandbox.server.requests.count == 1)  // no refusal is asked twice
    await sandbox.stop()
  }

  @Test(arguments: [
    ("120", Duration.seconds(120) as Duration?), ("0", .seconds(0)), ("-1", nil), ("soon", nil),
    ("99999999999999999999", nil),
    ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)), ("Sun, 06 Nov 1994 08:00:00 GMT", .seconds(0)),
    ("Tue, 29 Feb 2000 00:00:00 GMT", .seconds(167_670_623)),
  ])
  func readsRetryAfter(text: String, expected: Duration?) async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.respond(status: 429, headers: [("Retry-After", text), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")])
    }
    #expect(await failure(sandbox)?.kind == .tooManyRequests(retryAfter: expected))
    await sandbox.stop()
  }

  @Test(arguments: [
    ("text/html; charset=utf-8", "<html>Please log in</html>", FHIRClientError.Kind.notFHIR),
    ("application/fhir+xml", "<Patient/>", .notFHIR), ("image/png", "x", .notFHIR),
    ("", #"{"resourceType": "Patient"}"#, .notFHIR),
    ("application/json", #"{"resourceType": "Patient", "id": "1""#, .malformed),
    ("application/json", #"{"resourceType": "Patient", "id": "1", "id": "1"}"#, .malformed),
    ("application/json", #"{"resourceType": "Practitioner", "id": "1"}"#, .wrongResource),
    ("application/json", #"{"resourceType": "Patient", "id": "2"}"#, .wrongResource),
    ("application/json", #"{"resourceType": "Patient"}"#, .wrongResource), ("application/json", "[]", .notFHIR),
    ("application/json", #"{"status": "UP"}"#, .notFHIR),
    (
      "application/json",
      #"{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}"#, .operationOutcome
    ),
  ])
  func refusesOtherAnswers(type: String, body: String, kind: FHIRClientError.Kind) async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.respond(headers: type.isEmpty ? [] : [("Content-Type", type)], body: Array(body.utf8))
    }
    let error = try #require(await failure(sandbox))
    #expect(error.kind == kind)
    if type.hasPrefix("text/html") { #expect(error.message.contains("HTML")) }
    await sandbox.stop()
  }

  @Test(arguments: [
    ("Patient", ".."), ("Patient", "1/../2"), ("Patient", ""), ("../admin", "1"), ("", "1"), ("patient", "1"),
    ("Patient", "1?x"),
  ])
  func refusesWhatIsNoRead(type: String, id: String) async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir("{}") }
    let error = await #expect(throws: FHIRClientError.self) {
      try await sandbox.client.read(type, id, deadline: .patient)
    }
    #expect(error?.kind == .invalidRequest)
    #expect(sandbox.server.requests.isEmpty)
    await sandbox.stop()
  }

  @Test func retriesALostConnectionOnce() async throws {
    let sandbox = try SandboxServer { request, connection in
      if request.connection == 1 {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        connection.end()
      } else {
        connection.fhir(#"{"resourceType": "Patient", "id": "1"}"#)
      }
    }
    #expect(await failure(sandbox) == nil)
    #expect(sandbox.server.requests.count == 2)
    await sandbox.stop()

    let hopeless = try SandboxServer { _, connection in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
      connection.end()
    }
    #expect(await failure(hopeless)?.kind == .transport(.connectionLost))
    #expect(hopeless.server.requests.count == 2)
    await hopeless.stop()
  }

  @Test func keepsTheDeadline() async throws {
    let sandbox = try SandboxServer { _, connection in connection.hold() }
    #expect(await failure(sandbox, deadline: .now + .milliseconds(100))?.kind == .transport(.deadlineExceeded))
    await sandbox.stop()
  }

  @Test func fetchesTheCapabilityStatement() async throws {
    let sandbox = try SandboxServer { request, connection in
      connection.fhir(request.path == "/fhir/metadata" ? #"{"resourceType": "CapabilityStatement"}"# : "{}")
    }
    #expect(try await sandbox.client.capabilityStatement(deadline: .patient).typeName == "CapabilityStatement")
    await sandbox.stop()
  }
}
