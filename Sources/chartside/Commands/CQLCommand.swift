import ArgumentParser

struct CQLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cql", abstract: "Run or translate a CQL library.",
    subcommands: [CQLRunCommand.self, CQLTranslateCommand.self])
}

/// A library and where those that it includes are found.
struct CQLLibraryOptions: ParsableArguments {
  @Argument(help: "The library: CQL text, ELM as JSON, or a FHIR Library resource that carries either.")
  var file: String
  @Option(
    name: .customLong("library-path"),
    help: ArgumentHelp("A folder of libraries to include; the library's own folder is always one.", valueName: "dir"))
  var libraryPath: [String] = []
}
