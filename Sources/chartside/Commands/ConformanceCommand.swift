import ArgumentParser
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
    guard suite == .fhirpath else { throw CommandFailure(.wrongUse, "The CQL suite cannot be run by this version.") }
    let suite = FHIRPathSuite(directory: dir)
    guard !suite.tests.isEmpty else { throw CommandFailure(.failed, "No tests were found in '\(dir)'.") }
    let report = suite.run(now: try EvaluationTime.now())
    if listFailures {
      for (test, reason) in report.failures { Terminal.say("failed \(test.group)/\(test.name): \(reason)") }
      for (test, reason) in report.skipped { Terminal.say("skipped \(test.group)/\(test.name): \(reason)") }
    }
    Terminal.say("\(report.passed) passed, \(report.failures.count) failed, \(report.skipped.count) skipped")
    if !report.failures.isEmpty { throw CommandFailure(.no) }
  }
}
