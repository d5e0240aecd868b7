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

  /// The answer about a code; `reason` is another parameter of it, as JSON.
  private static func verdict(_ isMember: Bool, _ reason: String? = nil) -> String {
    let rest = reason.map { ", " + $0 } ?? ""
    return
      #"{"resourceType": "Parameters", "parameter": [{"name": "result", "valueBoolean": \#(isMember)}\#(rest)]}"#
  }

  private static func issues(_ code: String, _ detail: String) -> String {
    #"{"name": "issues", "resource": {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "\#(code)", "details": {"coding": [{"system": "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type", "code": "\#(detail)"}]}}]}}"#
  }

  private static func kind(of answer: Result<Bool, TerminologyError>) -> TerminologyError.Kind? {
    if case .failure(let error) = answer { error.kind } else { nil }
  }

  /// A server that expands nothing and says this of each code.
  private static func judge(_ verdict: String) throws -> SandboxServer {
    try SandboxServer { request, connection in
      if request.path.hasSuffix("$expand") {
        connection.fhir(status: 422, "{}")
      } else {
        connection.fhir(verdict)
      }
    }
  }

  private func validate(
    _ terminology: RemoteTerminology, _ code: Code, deadline: ContinuousClock.Instant = .patient
  ) async -> Result<Bool, TerminologyError> {
    await terminology.completing(deadline: deadline) { terminology in Self.validate(terminology, code) }
  }

  private static func validate(
    _ terminology: any TerminologyService, _ code: Code, in url: String = url
  ) -> Result<Bool, TerminologyError> {
    do throws(TerminologyError) { return .success(try terminology.validate(code, in: url)) } catch {
      return .failure(error)
    }
  }

  @Test func expandsOnceAndAnswersForEveryCode() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(Self.expansion(["4548-4", "17856-6"])) }
    let terminology = RemoteTerminology(client: sandbox.client)
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

  /// A server without the code system says no to each of its codes; that must not silence a warning.
  @Test func aNoForWantOfTheCodeSystemIsNoAnswer() async throws {
    let reasons = [
      #"{"name": "x-caused-by-unknown-system", "valueCanonical": "http://loinc.org"}"#,
      #"{"name": "x-unknown-system", "valueCanonical": "http://loinc.org"}"#, Self.issues("not-found", "not-found"),
    ]
    for reason in reasons {
      let sandbox = try Self.judge(Self.verdict(false, reason))
      let terminology = RemoteTerminology(client: sandbox.client)
      let answer = await validate(terminology, Self.wanted)
      #expect(Self.kind(of: answer) == .undetermined, "\(reason)")
      await sandbox.stop()
    }
  }

  @Test func anOrdinaryNoIsNo() async throws {
    let reasons: [String?] = [
      nil, #"{"name": "message", "valueString": "not-found"}"#, Self.issues("code-invalid", "not-in-vs"),
      Self.issues("not-found", "invalid-code"), Self.issues("code-invalid", "not-found"),
    ]
    for reason in reasons {
      let sandbox = try Self.judge(Self.verdict(false, reason))
      let terminology = RemoteTerminology(client: sandbox.client)
      #expect(try await !validate(terminology, Self.wanted).get())
      await sandbox.stop()
    }
  }

  @Test func anEmptyCodeIsNoMemberAndOneWithoutSystemIsNotSent() async throws {
    let sandbox = try Self.judge(Self.verdict(true))
    let terminology = RemoteTerminology(client: sandbox.client)
    #expect(try await !validate(terminology, Code(system: "http://loinc.org", code: "")).get())
    #expect(sandbox.server.requests.isEmpty)
    let answer = await validate(terminology, Code(system: nil, code: "4548-4"))
    #expect(Self.kind(of: answer) == .undetermined)
    #expect(sandbox.server.requests.map(\.path) == ["/fhir/ValueSet/$expand"])
    #expect(try await validate(terminology, Self.wanted).get())
    await sandbox.stop()
  }

  /// A refusal or no answer at all about the set is not followed by a question for each code.
  @Test(arguments: [401, 403, 429])
  func aServerThatRefusesIsNotAskedCodeByCode(_ status: Int) async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(status: status, "{}") }
    let failures = Mutex<[TerminologyError]>([])
    let terminology = RemoteTerminology(
      client: sandbox.client, failed: { error in failures.withLock { $0.append(error) } })
    for code in [Self.wanted, Self.other] {
      let answer = await validate(terminology, code)
      #expect(throws: TerminologyError.self) { try answer.get() }
    }
    #expect(sandbox.server.requests.count == 1)
    #expect(failures.withLock { $0.map(\.kind) } == [.unavailable])
    await sandbox.stop()
  }

  @Test func whatCannotBeAskedInTimeIsAnError() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(Self.expansion(["4548-4"])) }
    let terminology = RemoteTerminology(client: sandbox.client)
    let answer = await validate(terminology, Self.wanted, deadline: .now)
    #expect(throws: TerminologyError.self) { try answer.get() }
    #expect(sandbox.server.requests.isEmpty)
    await sandbox.stop()
  }

  /// One call's hurry is not the server's failure: the next call, which has time, asks again.
  @Test func latenessIsNotRemembered() async throws {
    let isSlow = Mutex(true)
    let sandbox = try SandboxServer { _, connection in
      if isSlow.withLock(\.self) {
        connection.hold()
      } else {
        connection.fhir(Self.expansion(["4548-4"]))
      }
    }
    let terminology = RemoteTerminology(client: sandbox.client)
    let late = await validate(terminology, Self.wanted, deadline: .now + .milliseconds(500))
    #expect(Self.kind(of: late) == .unavailable)
    isSlow.withLock { $0 = false }
    #expect(try await validate(terminology, Self.wanted).get())
    await sandbox.stop()
  }

  /// Questions that follow each other in an evaluation are asked together, and what came of guesses is thrown away.
  @Test func oneRoundFindsAllQuestions() async throws {
    let sandbox = try SandboxServer { request, connection in
      connection.fhir(Self.expansion(request.target.contains("vs2") ? [] : ["4548-4"]))
    }
    let terminology = RemoteTerminology(client: sandbox.client)
    let evaluations = Mutex(0)
    let answers = await terminology.completing(deadline: .patient) { terminology in
      evaluations.withLock { $0 += 1 }
      return ["vs1", "vs2", "vs3"].map { name in
        try? Self.validate(terminology, Self.wanted, in: "http://example.org/\(name)").get()
      }
    }
    #expect(answers == [true, false, true])
    #expect(evaluations.withLock(\.self) == 2)
    #expect(sandbox.server.requests.count == 3)
    await sandbox.stop()
  }

  /// One evaluation's questions are not another's: none goes away without an answer because somebody else has asked.
  @Test func evaluationsAtTheSameTimeAllGetAnswers() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(Self.expansion(["4548-4"])) }
    let terminology = RemoteTerminology(client: sandbox.client)
    await withTaskGroup(of: Bool?.self) { group in
      for _ in 0..<8 { group.addTask { try? await validate(terminology, Self.wanted).get() } }
      for await answer in group { #expect(answer == true) }
    }
    await sandbox.stop()
  }

  @Test func aSetThatIsOpenHereIsAskedFor() async throws {
    let sandbox = try SandboxServer { request, connection in
      if request.path.hasSuffix("$expand") {
        connection.fhir(status: 422, "{}")
      } else {
        connection.fhir(Self.verdict(request.target.contains("4548-4")))
      }
    }
    // All of LOINC, which is not held here, and one code of another system.
    let open = """
      {"resourceType": "ValueSet", "url": "\(Self.url)", "status": "active", "compose": {"include": [
       {"system": "http://loinc.org", "filter": [{"property": "CLASS", "op": "=", "value": "CHEM"}]},
       {"system": "http://example.org/cs", "concept": [{"code": "a"}]}]}}
      """
    let local = LocalTerminology([try #require(Resource(try JSONDocument(fhir: Array(open.utf8)).root))])
    let terminology = RemoteTerminology(client: sandbox.client, local: local)
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(try await !validate(terminology, Self.other).get())
    #expect(try await validate(terminology, Code(system: "http://example.org/cs", code: "a")).get())
    #expect(sandbox.server.requests.count == 3)
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
    let terminology = RemoteTerminology(
      client: sandbox.client, lifetime: .seconds(10), now: { time.withLock(\.self) })
    #expect(try await validate(terminology, Self.wanted).get())
    time.withLock { $0 = start + .seconds(9) }
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(sandbox.server.requests.count == 1)
    time.withLock { $0 = start + .seconds(11) }
    #expect(try await validate(terminology, Self.wanted).get())
    #expect(sandbox.server.requests.count == 2)
    await sandbox.stop()
  }

  @Test func failuresGrowOldInHalfAMinuteAtMost() async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(status: 429, "{}") }
    let start = ContinuousClock.now
    let time = Mutex(start)
    let terminology = RemoteTerminology(
      client: sandbox.client, lifetime: .seconds(36_000), now: { time.withLock(\.self) })
    for (second, asked) in [(0, 1), (29, 1), (31, 2)] {
      time.withLock { $0 = start + .seconds(second) }
      let answer = await validate(terminology, Self.wanted)
      #expect(Self.kind(of: answer) == .unavailable)
      #expect(sandbox.server.requests.count == asked)
    }
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

  /// What is large makes room for itself at once, to nine tenths of the bound, and costs what was not used for longest.
  @Test func anExpansionMakesRoomAmongManyAnswers() async throws {
    let sandbox = try SandboxServer { request, connection in
      if !request.path.hasSuffix("$expand") {
        connection.fhir(Self.verdict(true))
      } else if request.target.contains("vs2") {
        connection.fhir(Self.expansion((0..<12).map { "in-\($0)" }))
      } else {
        connection.fhir(status: 422, "{}")
      }
    }
    let terminology = RemoteTerminology(client: sandbox.client, maximumCodes: 20)
    func code(_ number: Int) -> Code { Code(system: "http://loinc.org", code: "\(number)") }
    for number in 0..<30 { #expect(try await validate(terminology, code(number)).get()) }
    func isInSecond(_ name: String) async -> Bool? {
      let code = Code(system: "http://loinc.org", code: name)
      return await terminology.completing(deadline: .patient) { terminology in
        try? Self.validate(terminology, code, in: "http://example.org/vs2").get()
      }
    }
    #expect(await isInSecond("in-0") == true)
    let asked = sandbox.server.requests.count
    #expect(await isInSecond("in-11") == true)
    #expect(await isInSecond("out") == false)
    // Of 18, the second set takes 13 and the failure to expand the first set 1.
    var known: [Int] = []
    for number in 0..<30 {
      // Without time nothing is asked.
      if case .success(true) = await validate(terminology, code(number), deadline: .now) { known.append(number) }
    }
    #expect(known == [26, 27, 28, 29])
    #expect(sandbox.server.requests.count == asked)
    await sandbox.stop()
  }
}
