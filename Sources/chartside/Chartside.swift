import ArgumentParser
import Foundation

/// The program `chartside`.
@main
struct Chartside: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "chartside",
    abstract: "Clinical decision support that sits beside the chart (CDS Hooks, SMART on FHIR).",
    version: version,
    subcommands: [
      DemoCommand.self, ServeCommand.self, EvaluateCommand.self, CheckCommand.self, ValidateCommand.self,
      FHIRPathCommand.self, CQLCommand.self, DeidentifyCommand.self, ConformanceCommand.self, DoctorCommand.self,
      KeysCommand.self,
      AuditCommand.self, ReportCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Foundation.exit(ExitStatus.report(error))
    }
  }
}
