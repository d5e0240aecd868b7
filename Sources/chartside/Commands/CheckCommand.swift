import ArgumentParser
import CDSHooks
import ChartsideServer
import Foundation
import Guidelines
import Reasoning

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check decision-support content and run its examples.",
    discussion: """
      Without a folder, the content that ships is checked. Every artifact is validated against R4, every CQL library \
      translated, every canonical and value set resolved; then each service is shown with the data that it asks for, and its \
      examples are run.
      """)

  @Argument(help: "A content folder, or a folder that holds 'CDSHooks' and 'Profiles'.")
  var dir: String?
  @Flag(help: "The site has a terminology server, which is asked about value sets that the content lacks.")
  var terminologyServer = false
  @Flag(help: "Show every example: which card, why, and on which facts.")
  var explain = false

  func run() async throws {
    let own = dir.map(CheckCommand.folders) ?? []
    if let dir, own.isEmpty { throw CommandFailure(.wrongUse, "'\(dir)' is no folder.") }
    let home = try ContentOptions.home(own: own)
    let library = try ContentOptions.load(home.folders, valueSetsMayBeRemote: terminologyServer)
    let check = ContentCheck(library)
    let problems = check.problems
    for problem in problems { Terminal.say("problem: \(problem)") }
    for warning in check.warnings { Terminal.say("warning: \(warning)") }
    for note in check.notes { Terminal.say("note: \(note)") }
    let reports = await ExampleRunner(library: library).run(folders: own.isEmpty ? home.folders : own)
    for service in library.services { CheckCommand.show(service, reports.filter { $0.service == service.id }) }
    for report in reports where explain || !report.passed { report.lines.forEach { Terminal.say($0) } }
    let failed = reports.count { !$0.passed }
    let services = library.services.count
    Terminal.say(
      "\(services) service\(services == 1 ? "" : "s"), \(library.content.artifacts.count) artifacts, "
        + "\(problems.count) problem\(problems.count == 1 ? "" : "s"), "
        + "\(reports.count - failed) examples passed, \(failed) failed")
    if failed > 0 || !problems.isEmpty { throw CommandFailure(.no) }
  }

  private static func show(_ service: GuidelineService, _ reports: [ExampleReport]) {
    Terminal.say("\(service.id) \(service.version): \(service.hooks.joined(separator: ", "))")
    func line(_ name: String, _ text: String) {
      Terminal.say("  \(name.padding(toLength: max(20, name.count), withPad: " ", startingAt: 0)) \(text)")
    }
    if !service.aliases.isEmpty { line("also answers at", service.aliases.joined(separator: ", ")) }
    if service.isDraft { line("status", "draft") }
    if service.isOffByDefault { line("off by default", "services: \(service.id): enabled: true") }
    if service.isAggregate { line("made of", service.members.map(\.id).joined(separator: ", ")) }
    for requirement in service.requirements { line(requirement.key, requirement.template.text) }
    line("scopes", service.scopes.joined(separator: " "))
    for option in service.options {
      let allowed = option.allowed.isEmpty ? "" : " (\(option.allowed.joined(separator: ", ")))"
      line("option", "\(option.parameter)\(allowed)\(option.description.map { ": " + $0 } ?? "")")
    }
    let passed = reports.count(where: \.passed)
    line("examples", "\(passed) passed" + (passed == reports.count ? "" : ", \(reports.count - passed) failed"))
  }

  private static func folders(_ dir: String) -> [String] {
    let inner = ["\(dir)/CDSHooks", "\(dir)/Profiles"].filter(isFolder)
    return inner.isEmpty ? [dir].filter(isFolder) : inner
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
