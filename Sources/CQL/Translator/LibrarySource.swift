import Foundation

/// Where the translator finds the libraries that a library includes.
public protocol LibrarySource: Sendable {
  /// The text of a library, or nil when there is none of this name (and version, where one is asked for).
  func library(_ identifier: LibraryIdentifier) -> LibraryText?
  /// A library that comes as a tree, as from ELM, asked for where there is no text; nil by default.
  func tree(_ identifier: LibraryIdentifier) -> CQLLibrary?
}

extension LibrarySource {
  /// No library comes as a tree.
  public func tree(_ identifier: LibraryIdentifier) -> CQLLibrary? { nil }
}

/// The source of a library.
public struct LibraryText: Sendable {
  /// The CQL in UTF-8.
  public var bytes: [UInt8]
  /// The name for messages, as a rule the file's.
  public var source: String

  /// A library's text.
  public init(bytes: [UInt8], source: String) {
    self.bytes = bytes
    self.source = source
  }

  /// A library's text.
  public init(_ text: String, source: String) { self.init(bytes: Array(text.utf8), source: source) }
}

/// Libraries in files: `Name-1.0.0.cql`, or `Name.cql` whose own version is then compared. A name with a namespace is
/// looked for with and without it.
public struct FolderLibrarySource: LibrarySource {
  private let folders: [URL]

  /// Libraries of the folders at these paths; an earlier one goes first.
  public init(_ folders: [String]) { self.folders = folders.map { URL(fileURLWithPath: $0, isDirectory: true) } }

  /// The file of a library, or nil when no folder holds it.
  public func library(_ identifier: LibraryIdentifier) -> LibraryText? {
    // A name is a file's name here: it must not lead out of the folder.
    guard !identifier.name.contains("/"), !identifier.name.contains("\\"), !identifier.name.hasPrefix("."),
      identifier.version?.contains("/") != true
    else { return nil }
    var names: [String] = []
    for name in identifier.name == identifier.lastName ? [identifier.name] : [identifier.name, identifier.lastName] {
      if let version = identifier.version { names.append("\(name)-\(version).cql") }
      names.append("\(name).cql")
    }
    for folder in folders {
      for name in names {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { continue }
        return LibraryText(bytes: [UInt8](data), source: name)
      }
    }
    return nil
  }
}

/// Libraries in memory, by name.
public struct MemoryLibrarySource: LibrarySource {
  private let texts: [String: LibraryText]

  /// Libraries by name.
  public init(_ texts: [String: String]) {
    self.texts = Dictionary(uniqueKeysWithValues: texts.map { ($0.key, LibraryText($0.value, source: $0.key)) })
  }

  /// The text of a library's name.
  public func library(_ identifier: LibraryIdentifier) -> LibraryText? { texts[identifier.name] }
}
