import ArgumentParser
import ChartsideServer
import Guidelines

/// Where content comes from.
struct ContentOptions: ParsableArguments {
  @Option(
    name: .customLong("content"),
    help: ArgumentHelp("A folder of decision-support content; may be repeated.", valueName: "dir"))
  var folders: [String] = []

  func load() throws(CommandFailure) -> GuidelineLibrary {
    try ContentOptions.load(ContentOptions.home(own: folders).folders)
  }

  static func home(own folders: [String]) throws(CommandFailure) -> ContentHome {
    do throws(ContentHome.NotFound) {
      return try ContentHome(own: folders)
    } catch {
      throw CommandFailure(.wrongUse, "\(error).")
    }
  }

  /// `valueSetsMayBeRemote`: a terminology server is there to ask about value sets that the content lacks.
  static func load(
    _ folders: [String], valueSetsMayBeRemote: Bool = false
  ) throws(CommandFailure) -> GuidelineLibrary {
    do throws(ContentErrors) {
      return try GuidelineLibrary.load(folders: folders, valueSetsMayBeRemote: valueSetsMayBeRemote)
    } catch {
      throw CommandFailure(.no, error.description)
    }
  }
}
