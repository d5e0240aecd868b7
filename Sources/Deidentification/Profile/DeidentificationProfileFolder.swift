import Foundation
import JSON

/// The profiles of a folder: `NAME.json` each, with the lexicon `words.txt` beside them.
public struct DeidentificationProfileFolder: Sendable {
  private let path: String

  /// The profiles in the folder at `path`, such as `Profiles/deidentification`.
  public init(path: String) { self.path = path }

  /// The names of the profiles, sorted.
  public var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Reads the profile called `name`.
  /// - Throws: ``DeidentificationProfileError``
  public func profile(named name: String) throws(DeidentificationProfileError) -> DeidentificationProfile {
    guard names.contains(name) else {
      throw DeidentificationProfileError(
        path: name, message: "there is no such profile; there are: \(names.joined(separator: ", "))")
    }
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: try bytes(name + ".json"))
    } catch let error as JSONError {
      throw DeidentificationProfileError(path: name + ".json", message: error.description)
    } catch {
      throw DeidentificationProfileError(path: name + ".json", message: "the file cannot be read")
    }
    let words: [UInt8]
    do {
      words = try bytes("words.txt")
    } catch {
      throw DeidentificationProfileError(path: "words.txt", message: "the lexicon cannot be read")
    }
    return try DeidentificationProfile(document, words: words)
  }

  private func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(file)))
  }
}
