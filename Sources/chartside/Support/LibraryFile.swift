import CQL
import FHIR
import Foundation
import JSON

/// CQL libraries that the user names: source, ELM, or FHIR Library resources that carry either.
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
    if let resource = try resource(path) { return try load(resource, at: path, including: folders) }
    let library = try elm(path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return (library, elmLibraries([folder] + folders, besides: library))
  }

  /// The libraries that lie in folders as ELM, or as Library resources with ELM alone.
  private static func elmLibraries(_ folders: [String], besides library: CQLLibrary) -> [CQLLibrary] {
    var found: [CQLLibrary] = []
    for folder in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files.sorted() where file.hasSuffix(".json") {
        // The folder may hold other JSON; what is needed and missing is named when the libraries are linked.
        let path = folder + "/" + file
        let candidate: CQLLibrary?
        if let resource = try? resource(path) {
          candidate = try? resource.content(CQLTranslator(librarySource: source(folders))).library
        } else {
          candidate = try? elm(path)
        }
        if let candidate, candidate.identifier != library.identifier { found.append(candidate) }
      }
    }
    return found
  }

  private static func source(_ folders: [String]) -> FolderLibrarySource { FolderLibrarySource(folders) }

  /// The Library resource in `path`; nil when the file is something else.
  private static func resource(_ path: String) throws(CommandFailure) -> LibraryResource? {
    guard let document = try? JSONDocument(fhir: try InputFile.bytes(path), limits: JSONLimits(bytes: 64 << 20)) else {
      return nil
    }
    return LibraryResource(document.root)
  }

  /// A Library resource's content: the source wins over the ELM, and what the ELM says differently is told.
  private static func load(
    _ resource: LibraryResource, at path: String, including folders: [String]
  ) throws(CommandFailure) -> (library: CQLLibrary, included: [CQLLibrary]) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let content: LibraryResource.Content
    do throws(CQLError) {
      content = try resource.content(CQLTranslator(librarySource: source([folder] + folders)))
    } catch {
      throw CommandFailure(.no, "\(path): \(error)")
    }
    let errors = content.diagnostics.filter { $0.severity == .error }
    for diagnostic in errors { Terminal.complain(diagnostic.description) }
    guard errors.isEmpty else { throw CommandFailure(.no) }
    for difference in content.differences { Terminal.complain("\(path): warning: \(difference).") }
    return (content.library, content.includes + elmLibraries([folder] + folders, besides: content.library))
  }

  /// Translates the source in `path`; includes are searched beside it and in `folders`.
  static func translate(_ path: String, including folders: [String]) throws(CommandFailure) -> Translation {
    let bytes = try InputFile.bytes(path)
    let folders = [URL(fileURLWithPath: path).deletingLastPathComponent().path] + folders
    return CQLTranslator(librarySource: source(folders)).translate(LibraryText(bytes: bytes, source: path))
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
