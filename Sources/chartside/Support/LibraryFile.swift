import CQL
import Foundation

/// CQL libraries that the user names, as source or as ELM.
enum LibraryFile {
  /// The library in `path` and those that it includes.
  static func load(
    _ path: String, including folders: [String]
  ) throws(CommandFailure) -> (library: CQLLibrary, included: [CQLLibrary]) {
    guard path.hasSuffix(".json") else {
      let translation = try translate(path, including: folders)
      for diagnostic in translation.errors { Terminal.complain(diagnostic.description) }
      guard translation.errors.isEmpty else { throw CommandFailure(.no) }
      return (translation.library, translation.includes)
    }
    let library = try elm(path)
    var included: [CQLLibrary] = []
    for folder in [URL(fileURLWithPath: path).deletingLastPathComponent().path] + folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files.sorted() where file.hasSuffix(".json") {
        // The folder may hold other JSON; what is needed and missing is named when the libraries are linked.
        if let found = try? elm(folder + "/" + file), found.identifier != library.identifier { included.append(found) }
      }
    }
    return (library, included)
  }

  /// Translates the source in `path`; includes are searched beside it and in `folders`.
  static func translate(_ path: String, including folders: [String]) throws(CommandFailure) -> Translation {
    let bytes = try InputFile.bytes(path)
    let source = FolderLibrarySource([URL(fileURLWithPath: path).deletingLastPathComponent().path] + folders)
    return CQLTranslator(librarySource: source).translate(LibraryText(bytes: bytes, source: path))
  }

  private static func elm(_ path: String) throws(CommandFailure) -> CQLLibrary {
    let bytes = try InputFile.bytes(path)
    do throws(CQLError) {
      return try CQLLibrary(elm: bytes)
    } catch {
      throw CommandFailure(.no, "\(path): \(error)")
    }
  }
}
