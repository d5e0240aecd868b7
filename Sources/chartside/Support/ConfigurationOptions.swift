import ArgumentParser
import ChartsideServer
import Records

/// The configuration file.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .customLong("config"), help: ArgumentHelp("The configuration file.", valueName: "file"))
  var file: String

  func load() throws(CommandFailure) -> ChartsideConfiguration { try ConfigurationOptions.load(file) }

  static func load(_ file: String) throws(CommandFailure) -> ChartsideConfiguration {
    do throws(ConfigurationError) {
      return try ChartsideConfiguration(file: file, environment: ProcessInfoValues.environment)
    } catch {
      throw CommandFailure(.wrongUse, error.description)
    }
  }

  static func openRecords(_ configuration: ChartsideConfiguration) throws(CommandFailure) -> SQLiteRecords? {
    guard let path = configuration.records.path else { return nil }
    do {
      return try SQLiteRecords(path: path)
    } catch {
      throw CommandFailure(.failed, "\(error).")
    }
  }
}
