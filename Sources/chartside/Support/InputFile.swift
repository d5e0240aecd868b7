import FHIR
import Foundation
import JSON

/// Reads files that the user names; `-` is standard input.
enum InputFile {
  static func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    // A handle rather than the path, so that pipes and devices can be read too.
    guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() ?? Data() else {
      throw CommandFailure(.failed, "'\(path)' cannot be read.")
    }
    return Array(data)
  }

  /// A JSON file; a byte order mark before it, as some tools write, is passed over (RFC 8259, 8.1).
  static func document(_ path: String) throws(CommandFailure) -> JSONDocument {
    var bytes = try bytes(path)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do {
      return try JSONDocument(fhir: bytes)
    } catch {
      let place = error.path.isEmpty ? "" : "\(error.path): "
      throw CommandFailure(.no, "\(path): \(place)error: \(error.message)")
    }
  }

  /// The FHIR data in a file: its resource or Bundle, or those that it wraps as members, as test cases do.
  static func resources(_ path: String) throws(CommandFailure) -> [JSONValue] {
    let root = try document(path).root
    if Resource(root) != nil { return [root] }
    let wrapped = root.members.map(\.value).filter { Resource($0) != nil }
    guard !wrapped.isEmpty else { throw CommandFailure(.wrongUse, "'\(path)' holds no FHIR resource.") }
    return wrapped
  }
}
