import Synchronization

/// Links libraries with those that they include; a library that several include is linked and compiled once.
///
/// ```swift
/// let linker = CQLLinker()
/// let kidney = try linker.engine(kidneyLibrary, including: shared)
/// let bleeding = try linker.engine(bleedingLibrary, including: shared)
/// let session = CQLSession(in: context)
/// let finding = try session.value(of: "Finding", of: kidney)
/// ```
public final class CQLLinker: Sendable {
  private let linked = Mutex<[LinkKey: LinkedLibrary]>([:])

  /// How deep includes may be nested.
  static let maximumDepth = 64

  /// A linker that knows no library yet.
  public init() {}

  /// Links a library with those that it includes.
  ///
  /// - Parameters:
  ///   - library: The library whose defines are evaluated.
  ///   - libraries: Where includes are looked for, by name and version. FHIRHelpers need not be among them.
  /// - Returns: The engine, which shares what it includes with the linker's other engines.
  /// - Throws: ``CQLError`` of kind `unresolved` for an include that is not there, or that includes itself.
  public func engine(_ library: CQLLibrary, including libraries: [CQLLibrary] = []) throws(CQLError) -> CQLEngine {
    var run = Run(linker: self, others: libraries)
    let main = try run.link(library)
    return CQLEngine(main: main, included: run.done.filter { $0 !== main })
  }

  fileprivate func shared(_ tree: CQLLibrary, _ includes: [String: LinkedLibrary.Include]) -> LinkedLibrary {
    let content = LibraryContent(tree)
    let key = LinkKey(
      content: content,
      includes: includes.mapValues { include in
        if case .library(let library) = include { ObjectIdentifier(library) } else { nil }
      })
    return linked.withLock { linked in
      if let known = linked[key] { return known }
      let library = LinkedLibrary(tree, content: content, includes: includes)
      linked[key] = library
      return library
    }
  }

  /// The linking of one main library.
  private struct Run {
    let linker: CQLLinker
    let others: [CQLLibrary]
    /// What is linked, that which is included before that which includes it.
    var done: [LinkedLibrary] = []
    private var open: [LibraryIdentifier] = []

    init(linker: CQLLinker, others: [CQLLibrary]) {
      self.linker = linker
      self.others = others
    }

    mutating func link(_ library: CQLLibrary) throws(CQLError) -> LinkedLibrary {
      guard open.count < CQLLinker.maximumDepth else {
        throw CQLError(
          .limit, "Includes are nested deeper than \(CQLLinker.maximumDepth)", library: library.identifier)
      }
      open.append(library.identifier)
      defer { open.removeLast() }
      var includes: [String: LinkedLibrary.Include] = [:]
      for include in library.includes {
        includes[include.alias] = try resolve(include.identifier, from: library.identifier)
      }
      let linked = linker.shared(library, includes)
      done.append(linked)
      return linked
    }

    private mutating func resolve(
      _ wanted: LibraryIdentifier, from library: LibraryIdentifier
    ) throws(CQLError) -> LinkedLibrary.Include {
      if let known = done.first(where: { Self.matches($0.tree.identifier, wanted) }) { return .library(known) }
      guard !open.contains(where: { Self.matches($0, wanted) }) else {
        throw CQLError(
          .unresolved, "The library \(wanted) includes itself, directly or through others", library: library)
      }
      if let found = others.first(where: { Self.matches($0.identifier, wanted) }) { return .library(try link(found)) }
      guard Self.matches(LibraryIdentifier("FHIRHelpers", version: wanted.version), wanted) else {
        throw CQLError(
          .unresolved, "The included library \(wanted) is not among those supplied", library: library)
      }
      return .helpers
    }

    /// A namespace before the name (`http://example.org/guides/Common`, `org.example.Common`) counts only where both have
    /// one.
    private static func matches(_ found: LibraryIdentifier, _ wanted: LibraryIdentifier) -> Bool {
      guard wanted.version == nil || found.version == wanted.version else { return false }
      return found.name == wanted.name || wanted.name.hasSuffix("/" + found.name)
        || wanted.name.hasSuffix("." + found.name)
    }
  }
}
