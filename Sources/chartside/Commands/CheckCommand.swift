import ArgumentParser
import ChartsideServer
import Foundation
import Guidelines

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check decision-support content and run its examples.",
    discussion: "Without a folder, the content that ships is checked.")

  @Argument(help: "A content folder, or a folder that holds 'CDSHooks' and 'Profiles'.")
  var dir: String?

  func run() async throws {
    let own = dir.map(CheckCommand.folders) ?? []
    if let dir, own.isEmpty { throw CommandFailure(.wrongUse, "'\(dir)' is no folder.") }
    let home = try ContentOptions.home(own: own)
    let library = try ContentOptions.load(home.folders)
    let reports = await ExampleRunner(library: library).run(folders: own.isEmpty ? home.folders : own)
    let failed = reports.filter { !$0.passed }
    for report in failed {
      for difference in report.differences { Terminal.say("\(report.service)/\(report.name): \(difference)") }
    }
    let services = library.services.count
    Terminal.say(
      "\(services) service\(services == 1 ? "" : "s"), \(reports.count - failed.count) examples passed, \(failed.count) failed"
    )
    if !failed.isEmpty { throw CommandFailure(.no) }
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
