import ArgumentParser
import CQL
import ClinicalTypes
import FHIRPath

struct ConformanceCommand: AsyncParsableCommand {
  enum Suite: String, CaseIterable, ExpressibleByArgument {
    case fhirpath, cql
  }

  static let configuration = CommandConfiguration(
    commandName: "conformance",
    abstract: "Run an official suite; the last line is 'N passed, N failed, N skipped'.")

  @Argument(help: "fhirpath or cql.")
  var suite: Suite
  @Argument(help: "The folder that holds the suite.")
  var dir: String
  @Flag(help: "List what failed, and what was skipped, with reasons.")
  var listFailures = false

  func run() async throws {
    let failed: Bool
    switch suite {
    case .fhirpath: failed = try runFHIRPath()
    case .cql: failed = try runCQL()
    }
    if failed { throw CommandFailure(.no) }
  }

  private func runFHIRPath() throws(CommandFailure) -> Bool {
    let suite = FHIRPathSuite(directory: dir)
    guard !suite.tests.isEmpty else { throw CommandFailure(.failed, "No tests were found in '\(dir)'.") }
    let report = suite.run(now: try EvaluationTime.now())
    tell(
      report.passed, report.failures.map { ("\($0.test.group)/\($0.test.name)", $0.reason) },
      report.skipped.map { ("\($0.test.group)/\($0.test.name)", $0.reason) })
    return !report.failures.isEmpty
  }

  private func runCQL() throws(CommandFailure) -> Bool {
    let suite = CQLSuite(directory: dir)
    guard !suite.tests.isEmpty else { throw CommandFailure(.failed, "No tests were found in '\(dir)'.") }
    // The suite's expectations are written for UTC, wherever it is run.
    let now = try EvaluationTime.now()
    let report = suite.run(now: now.normalized(to: .zulu) ?? now, compile: CQLSuite.translate)
    tell(
      report.passed, report.failures.map { ($0.test.id, $0.reason) }, report.skipped.map { ($0.test.id, $0.reason) })
    return !report.failures.isEmpty
  }

  private func tell(_ passed: Int, _ failures: [(String, String)], _ skipped: [(String, String)]) {
    if listFailures {
      for (test, reason) in failures { Terminal.say("failed \(test): \(reason)") }
      for (test, reason) in skipped { Terminal.say("skipped \(test): \(reason)") }
    }
    Terminal.say("\(passed) passed, \(failures.count) failed, \(skipped.count) skipped")
  }
}
