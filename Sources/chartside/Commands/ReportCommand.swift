import ArgumentParser
import ChartsideServer
import Foundation
import ModelGateway
import Records

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Add up what the records hold.",
    discussion: """
      --model: of each model, remote or embedded, or of those named: how its answers were judged, how far they agree with \
      the rules and with what clinicians then ordered, and what became of its cards. That is a model's validity at this \
      site: run a remote model in shadow mode first and read this before it is shown.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Flag(help: "Report on models.")
  var model = false
  @Argument(help: "The models' ids; all of which something is known unless named.")
  var ids: [String] = []
  @Option(help: ArgumentHelp("Only what was recorded since this date.", valueName: "date"))
  var since: String?
  @Flag(help: "One JSON object, model id to report.")
  var json = false

  func validate() throws {
    guard model else { throw ValidationError("Say what to report on: --model.") }
  }

  func run() async throws {
    let start = try since.map(Self.milliseconds)
    guard let records = try ConfigurationOptions.openRecords(options.load(), mustExist: true) else {
      throw CommandFailure(.wrongUse, "The configuration keeps no records: 'records.path' is not set.")
    }
    let reports: [ModelReport]
    do {
      var found: [ModelReport] = []
      for id in ids.isEmpty ? try await records.reportedModels() : ids {
        found.append(try await records.report(on: id, since: start))
      }
      reports = found
    } catch {
      await records.close()
      throw CommandFailure(.failed, "The records cannot be read: \(error).")
    }
    await records.close()
    if json {
      Terminal.say(bytes: ReportText.json(reports))
    } else if reports.isEmpty {
      Terminal.say("Nothing is known of any model yet.")
    } else {
      for report in reports { Terminal.say(ReportText.text(of: report)) }
    }
    let unknown = ids.filter { id in reports.contains { $0.model == id && $0.isEmpty } }
    if !unknown.isEmpty { throw CommandFailure(.no, "Nothing is known of \(unknown.joined(separator: ", ")).") }
  }

  private static func milliseconds(_ text: String) throws(CommandFailure) -> Int64 {
    guard let date = try? Date(text + "T00:00:00Z", strategy: .iso8601) else {
      throw CommandFailure(.wrongUse, "--since must be a date such as 2026-11-01.")
    }
    return Int64(date.timeIntervalSince1970 * 1_000)
  }
}
