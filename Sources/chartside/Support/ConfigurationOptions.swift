import ArgumentParser
import ChartsideServer
import Foundation
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

  /// Opens the records. Those that are only read must exist: an empty file made for a mistyped path would prove nothing.
  static func openRecords(
    _ configuration: ChartsideConfiguration, mustExist: Bool = false
  ) throws(CommandFailure) -> SQLiteRecords? {
    guard let path = configuration.records.path else { return nil }
    if mustExist, !FileManager.default.fileExists(atPath: path) {
      throw CommandFailure(.failed, "There are no records at '\(path)' (records.path).")
    }
    do {
      return try SQLiteRecords(path: path)
    } catch {
      throw CommandFailure(.failed, "\(error).")
    }
  }
}
