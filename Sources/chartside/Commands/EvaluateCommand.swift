import ArgumentParser
import ChartsideServer
import Foundation
import Logging
import WebServer

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Answer one hook request without a server.",
    discussion: """
      Prints the CDS Hooks response, or an OperationOutcome with status 1. Works from the request alone unless --fetch is \
      given.
      """)

  @Option(help: "The service's id.")
  var service: String
  @Option(help: ArgumentHelp("The hook request as JSON; - for standard input.", valueName: "file"))
  var request: String
  @OptionGroup var content: ContentOptions
  @Option(help: ArgumentHelp("Evaluate as of this date or dateTime.", valueName: "when"))
  var now: String?
  @Flag(help: "Ask the request's FHIR server for what the request lacks.")
  var fetch = false
  @Flag(help: "Tell on standard error what was looked at and found.")
  var explain = false

  func run() async throws {
    let moment = try now.map(EvaluationTime.parse)
    let body = try InputFile.bytes(request)
    let library = try content.load()
    let explanation: (@Sendable (String) -> Void)? = explain ? { @Sendable in Terminal.complain($0) } : nil
    let quiet = Logger(label: "evaluate") { _ in SwiftLogNoOpLogHandler() }
    let evaluation = try HookEvaluation(
      library: library, now: moment, timeZone: TimeZone.current.identifier, fetches: fetch, logger: quiet,
      explain: explanation)
    let response = await evaluation.answer(service: service, request: body)
    Terminal.say(bytes: response.body)
    if !response.isSuccess { throw CommandFailure(.no) }
  }
}
