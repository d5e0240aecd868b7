import Synchronization

/// Engines by the text of their libraries, so that the same library is translated and linked once however often it is sent.
///
/// The content decides, not the name: a text that differs in one byte, or that includes a text that does, is another
/// library. The cache holds a bounded number of engines and forgets the one that was not used for longest, so that nobody
/// fills the memory by sending libraries.
///
/// ```swift
/// let cache = LibraryCache(librarySource: source)
/// let engine = try cache.engine(for: LibraryText(text, source: "Diabetes.cql"))
/// ```
public final class LibraryCache: Sendable {
  /// Why a text gave no engine.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// The source has errors.
    case translation([CQLDiagnostic])
    /// What it includes cannot be linked.
    case linking(CQLError)

    /// The errors, a line each.
    public var description: String {
      switch self {
      case .translation(let diagnostics): diagnostics.map(\.description).joined(separator: "\n")
      case .linking(let error): error.description
      }
    }
  }

  private struct Entry {
    let text: [UInt8]
    /// The texts that went into the engine besides its own, by the names under which they were asked for.
    let includes: [LibraryIdentifier: [UInt8]?]
    let engine: CQLEngine
    var lastUse: Int
  }

  private struct State {
    var entries: [Int: [Entry]] = [:]
    var count = 0
    var bytes = 0
    var clock = 0
  }

  private let librarySource: (any LibrarySource)?
  private let options: TranslationOptions
  private let maximumEngines: Int
  private let maximumBytes: Int
  private let state = Mutex(State())

  /// A cache.
  /// - Parameters:
  ///   - librarySource: Where included libraries are found; asked again at each use, so that a changed file counts.
  ///   - options: Language version, models and bounds.
  ///   - maximumEngines: How many engines are kept.
  ///   - maximumBytes: How many bytes of library text, includes not counted, are kept.
  public init(
    librarySource: (any LibrarySource)? = nil, options: TranslationOptions = TranslationOptions(),
    maximumEngines: Int = 64, maximumBytes: Int = 16 << 20
  ) {
    self.librarySource = librarySource
    self.options = options
    self.maximumEngines = max(1, maximumEngines)
    self.maximumBytes = maximumBytes
  }

  /// How many engines are kept now.
  public var count: Int { state.withLock(\.count) }

  /// The engine of a library, translated unless that was done before.
  /// - Returns: The engine.
  /// - Throws: ``Failure``; failures are not kept.
  public func engine(for text: LibraryText) throws(Failure) -> CQLEngine {
    let hash = text.bytes.hashValue
    if let known = find(text.bytes, hash) { return known }
    let recorder = RecordingSource(librarySource)
    let translation = CQLTranslator(librarySource: recorder, options: options).translate(text)
    guard translation.errors.isEmpty else { throw .translation(translation.errors) }
    let engine: CQLEngine
    do throws(CQLError) {
      engine = try CQLEngine(translation.library, including: translation.includes)
    } catch { throw .linking(error) }
    keep(Entry(text: text.bytes, includes: recorder.texts, engine: engine, lastUse: 0), hash)
    return engine
  }

  private func find(_ bytes: [UInt8], _ hash: Int) -> CQLEngine? {
    let candidates = state.withLock { $0.entries[hash] ?? [] }
    guard
      let entry = candidates.first(where: { entry in
        entry.text == bytes && entry.includes.allSatisfy { librarySource?.library($0.key)?.bytes == $0.value }
      })
    else { return nil }
    state.withLock { state in
      state.clock += 1
      let now = state.clock
      for index in (state.entries[hash] ?? []).indices where state.entries[hash]?[index].text == entry.text {
        state.entries[hash]?[index].lastUse = now
      }
    }
    return entry.engine
  }

  private func keep(_ entry: Entry, _ hash: Int) {
    guard entry.text.count <= maximumBytes else { return }
    state.withLock { state in
      state.clock += 1
      var entry = entry
      entry.lastUse = state.clock
      // The same text with other includes than before takes its place.
      for old in state.entries[hash] ?? [] where old.text == entry.text {
        state.count -= 1
        state.bytes -= old.text.count
      }
      state.entries[hash]?.removeAll { $0.text == entry.text }
      state.entries[hash, default: []].append(entry)
      state.count += 1
      state.bytes += entry.text.count
      while state.count > maximumEngines || state.bytes > maximumBytes { Self.forgetOldest(&state) }
    }
  }

  private static func forgetOldest(_ state: inout State) {
    var oldest: (hash: Int, index: Int, use: Int)?
    for (hash, entries) in state.entries {
      for (index, entry) in entries.enumerated() where entry.lastUse < oldest?.use ?? .max {
        oldest = (hash, index, entry.lastUse)
      }
    }
    guard let oldest, let entry = state.entries[oldest.hash]?.remove(at: oldest.index) else { return }
    if state.entries[oldest.hash]?.isEmpty == true { state.entries[oldest.hash] = nil }
    state.count -= 1
    state.bytes -= entry.text.count
  }

  /// Notes what a translation asks for.
  private final class RecordingSource: LibrarySource {
    private let source: (any LibrarySource)?
    private let asked = Mutex<[LibraryIdentifier: [UInt8]?]>([:])

    init(_ source: (any LibrarySource)?) { self.source = source }

    var texts: [LibraryIdentifier: [UInt8]?] { asked.withLock(\.self) }

    func library(_ identifier: LibraryIdentifier) -> LibraryText? {
      let text = source?.library(identifier)
      asked.withLock { $0[identifier] = .some(text?.bytes) }
      return text
    }

    func tree(_ identifier: LibraryIdentifier) -> CQLLibrary? { source?.tree(identifier) }
  }
}
