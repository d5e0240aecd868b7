import CDSHooks
import Foundation
import JSON

/// Finds and reads client profiles.
struct ClientProfileFile {
  /// A profile that cannot be used.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let folders: [String]

  /// The profile `name` of the folders, or the file of that path.
  func read(_ name: String) throws(Failure) -> ClientProfile {
    let candidates = name.hasSuffix(".json") ? [name] : folders.map { "\($0)/\(name).json" }
    guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }),
      let data = FileManager.default.contents(atPath: path)
    else {
      throw Failure(
        description: "the client profile '\(name)' was not found; searched \(candidates.joined(separator: ", "))")
    }
    do {
      return try ClientProfile(decoding: JSONDocument(parsing: Array(data)))
    } catch let error as ClientProfileError {
      throw Failure(description: "\(path): \(error.path): \(error.message)")
    } catch {
      throw Failure(description: "\(path): is not JSON: \(error)")
    }
  }
}
