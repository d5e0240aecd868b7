import ClinicalTypes
import FHIR
import FHIRClient
import JSON
import Synchronization
import TestSupport
import Testing

@Suite struct RemoteTerminologyTests {
  private static let url = "http://example.org/vs"
  private static let wanted = Code(system: "http://loinc.org", code: "4548-4")
  private static let other = Code(system: "http://loinc.org", code: "1-1")

  private static func expansion(_ codes: [String], total: Int? = nil) -> String {
    let contains = codes.map { #"{"system": "http://loinc.org", "code": "\#($0)"}"# }.joined(separator: ",")
    let count = total.map { #""total": \#($0), "# } ?? ""
    return
      #"{"resourceType": "ValueSet", "url": "\#(url)", "status": "active", "expansion": {"timestamp": "2024-01-01", \#(count)"contains": [\#(contains)]}}"#
  }

  private static func verdict(_ isMember: Bool) -> String {
    #"{"resourceType": "Parameters", "parameter": [{"name": "result", "valueBoolean": \#(isMember)}]}"#
  }

  private func validate(_ terminology: RemoteTerminology, _ code: Code) async -> Result<Bool, TerminologyError> {
    await terminology.completing(deadline: .patient) {
      do throws(TerminologyError) { return .success(try terminology.validate(code, in: Self.url)) } catch {
        return .failure(error)
      }
    }
  }

  @Test func expandsOnceAndAnswersForEveryCode() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(Self.expansion(["4548-4", "17856-6"])) }
    let terminology = RemoteTerminology(client: sandbox.client)
    #expect(throws: TerminologyError.self) { try terminology.expand(Self.url) }
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(try await !validate(terminology, Self.other).get())
    #expect(sandbox.server.requests.count == 1)
    let request = try #require(sandbox.server.requests.first)
    #expect(request.path == "/fhir/ValueSet/$expand")
    #expect(request.target.contains("url=http"))
    #expect(request.header("authorization") == "Bearer token")
    await sandbox.stop()
  }

  @Test func asksCodeByCodeWhereTheExpansionIsNotWhole() async throws {
    let sandbox = try SandboxServer { request, connection in
      if request.path.hasSuffix("$expand") {
        connection.fhir(Self.expansion(["17856-6"], total: 9000))
      } else {
        connection.fhir(Self.verdict(request.target.contains("4548-4")))
      }
    }
    let terminology = RemoteTerminology(client: sandbox.client)
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(try await !validate(terminology, Self.other).get())
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(sandbox.server.requests.count == 3)
    await sandbox.stop()
  }

  @Test func afailureIsNeverNo() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(status: 500, "{}") }
    let terminology = RemoteTerminology(client: sandbox.client)
    let answer = await validate(terminology, Self.wanted)
    #expect(throws: TerminologyError.self) { try answer.get() }
    await sandbox.stop()
  }

  @Test func whatIsKnownHereIsNotAsked() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(status: 500, "{}") }
    let set = try JSONDocument(fhir: Array(Self.expansion(["4548-4"]).utf8))
    let local = LocalTerminology([try #require(Resource(set.root))])
    let terminology = RemoteTerminology(client: sandbox.client, local: local)
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(sandbox.server.requests.isEmpty)
    await sandbox.stop()
  }

  @Test func answersGrowOld() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(Self.expansion(["4548-4"])) }
    let start = ContinuousClock.now
    let time = Mutex(start)
    let terminology = RemoteTerminology(client: sandbox.client, lifetime: .seconds(10)) { time.withLock(\.self) }
    #expect(try await validate(terminology, Self.wanted).get())
    time.withLock { $0 = start + .seconds(9) }
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(sandbox.server.requests.count == 1)
    time.withLock { $0 = start + .seconds(11) }
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(sandbox.server.requests.count == 2)
    await sandbox.stop()
  }

  @Test func theCacheIsBounded() async throws {
    let sandbox = try SandboxServer { request, connection in
      if request.path.hasSuffix("$expand") {
        connection.fhir(status: 422, "{}")
      } else {
        connection.fhir(Self.verdict(true))
      }
    }
    let terminology = RemoteTerminology(client: sandbox.client, maximumCodes: 3)
    for number in 0..<6 {
      #expect(try await validate(terminology, Code(system: "http://loinc.org", code: "\(number)")).get())
    }
    // The first is forgotten, the last is not.
    let asked = sandbox.server.requests.count
    #expect(try await validate(terminology, Code(system: "http://loinc.org", code: "5")).get())
    #expect(sandbox.server.requests.count == asked)
    #expect(try await validate(terminology, Code(system: "http://loinc.org", code: "0")).get())
    #expect(sandbox.server.requests.count > asked)
    await sandbox.stop()
  }
}
