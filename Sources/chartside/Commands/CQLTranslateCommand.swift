import ArgumentParser
import CQL

struct CQLTranslateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate a CQL library; prints ELM as JSON, and diagnostics FILE:LINE:COLUMN on standard error.")

  @OptionGroup var library: CQLLibraryOptions

  func run() async throws {
    let translation = try LibraryFile.translate(library.file, including: library.libraryPath)
    for diagnostic in translation.diagnostics { Terminal.complain(diagnostic.description) }
    guard translation.errors.isEmpty else { throw CommandFailure(.no) }
    Terminal.say(bytes: translation.library.elm())
  }
}
