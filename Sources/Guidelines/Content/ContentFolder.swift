import FHIR
import Foundation
import JSON

/// Reads the artifacts of one content folder: every `.json` file below it that holds a resource or
/// ELM, and every `.cql` file, except examples.
struct ContentFolder {
  /// Folders whose files are tests or demonstration data, not content.
  static let skipped: Set<String> = ["examples", "example-patients", "example-orders", "clients"]
  /// The longest file that is read; published value sets reach a few megabytes.
  private static let maximumBytes = 32 << 20

  let path: String

  /// The artifacts in the order of their paths, so that loading is the same everywhere.
  /// Files in a form that is not read are named in `unread`.
  func read(
    into artifacts: inout [ContentArtifact], texts: inout [LogicText], unread: inout [String],
    errors: inout [ContentError]
  ) {
    guard
      let found = FileManager.default.enumerator(
        at: URL(fileURLWithPath: path), includingPropertiesForKeys: [.isDirectoryKey], options: [.skipsHiddenFiles])
    else {
      errors.append(ContentError(file: path, message: "the content folder cannot be read"))
      return
    }
    var files: [String] = []
    for case let url as URL in found {
      if Self.skipped.contains(url.lastPathComponent) {
        found.skipDescendants()
      } else if ["json", "cql"].contains(url.pathExtension) {
        files.append(url.path)
      } else if Self.isUnreadForm(url.pathExtension) {
        unread.append(url.path)
      }
    }
    for file in files.sorted() { read(file, into: &artifacts, texts: &texts, errors: &errors) }
  }

  /// Forms in which FHIR resources come, too.
  private static func isUnreadForm(_ name: String) -> Bool {
    ["xml", "ttl", "ndjson"].contains(name.lowercased())
  }

  private func read(
    _ file: String, into artifacts: inout [ContentArtifact], texts: inout [LogicText], errors: inout [ContentError]
  ) {
    guard var data = FileManager.default.contents(atPath: file) else {
      errors.append(ContentError(file: file, message: "the file cannot be read"))
      return
    }
    // A byte order mark, as some editors write, is no part of the text.
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
    guard !file.hasSuffix(".cql") else {
      texts.append(LogicText(cql: Array(data), file: file))
      return
    }
    do {
      let document = try JSONDocument(fhir: Array(data), limits: JSONLimits(bytes: Self.maximumBytes))
      guard let resource = Resource(document.root) else {
        // ELM beside the resources, or some other JSON, such as a client profile.
        if let elm = LogicText(elm: document, bytes: Array(data), file: file) { texts.append(elm) }
        return
      }
      if resource.typeName == "Bundle" {
        for entry in resource.value["entry"].elements {
          if let member = entry["resource"].flatMap({ Resource($0) }) {
            artifacts.append(ContentArtifact(resource: member, file: file))
          }
        }
      } else {
        artifacts.append(ContentArtifact(resource: resource, file: file))
      }
    } catch {
      errors.append(ContentError(file: file, path: error.path, message: error.message + " at byte \(error.offset)"))
    }
  }
}
