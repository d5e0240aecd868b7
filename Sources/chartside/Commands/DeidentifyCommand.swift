import ArgumentParser
import ChartsideServer
import ClinicalTypes
import Deidentification
import Foundation
import JSON

struct DeidentifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deidentify",
    abstract: "Take out of a resource, a Bundle or a hook request what identifies people.",
    discussion: """
      Works by a profile of Profiles/deidentification, or by a configuration of Microsoft's FHIR anonymizer. What no rule \
      of a profile keeps does not leave.
      """)

  @Argument(help: "The JSON; - for standard input.")
  var file: String
  @Option(help: "The profile; safe-harbor-strict unless named.")
  var profile: String?
  @Option(help: ArgumentHelp("A configuration of Microsoft's FHIR anonymizer instead of a profile.", valueName: "file"))
  var config: String?
  @Flag(help: "Tell on standard error what was kept, generalised and removed, by identifier class and path.")
  var report = false
  @Option(help: ArgumentHelp("Work out ages as of this date or dateTime.", valueName: "when"))
  var now: String?

  func validate() throws {
    guard profile == nil || config == nil else { throw ValidationError("Name a profile or a configuration, not both.") }
    guard config == nil || !report else { throw ValidationError("Only profiles give a report.") }
  }

  func run() async throws {
    let moment = try now.map(EvaluationTime.parse) ?? EvaluationTime.now()
    let document = try InputFile.document(file)
    if let config {
      try anonymize(document, config, now: moment)
    } else {
      try deidentify(document, now: moment)
    }
  }

  private func anonymize(_ document: JSONDocument, _ path: String, now: PartialDateTime) throws(CommandFailure) {
    let text = try InputFile.bytes(path)
    let configuration: AnonymizerConfiguration
    do throws(AnonymizerConfigurationError) {
      configuration = try AnonymizerConfiguration(parsing: text)
    } catch {
      throw CommandFailure(.wrongUse, "\(path): \(error)")
    }
    do throws(DeidentificationError) {
      Terminal.say(bytes: try Anonymizer(configuration).anonymize(document, now: now))
    } catch {
      throw CommandFailure(.no, "\(error)")
    }
  }

  private func deidentify(_ document: JSONDocument, now: PartialDateTime) throws(CommandFailure) {
    let loaded = try loadProfile(named: profile ?? "safe-harbor-strict")
    let result: DeidentificationResult
    do throws(DeidentificationError) {
      result = try Deidentifier(loaded).deidentify(document, now: now)
    } catch {
      throw CommandFailure(.no, "\(error)")
    }
    Terminal.say(bytes: result.bytes)
    if !loaded.isSafeHarbor { Terminal.complain("This is not Safe Harbor: \(loaded.agreement)") }
    if report { Terminal.complain(String(decoding: result.report.json.serialized(), as: UTF8.self)) }
  }

  /// The profile of this name in the content, the last folder first.
  private func loadProfile(named name: String) throws(CommandFailure) -> DeidentificationProfile {
    let folders = try ContentOptions.home(own: []).folders.map { $0 + "/deidentification" }
    var reason = "No folder of de-identification profiles was found."
    for folder in folders.reversed() where FileManager.default.fileExists(atPath: folder) {
      do throws(DeidentificationProfileError) {
        return try DeidentificationProfileFolder(path: folder).profile(named: name)
      } catch {
        reason = "\(error)"
      }
    }
    throw CommandFailure(.wrongUse, reason)
  }
}
