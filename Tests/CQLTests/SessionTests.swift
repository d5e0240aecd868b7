import CQL
import ClinicalTypes
import FHIR
import Synchronization
import Testing

/// Several libraries over one chart.
@Suite struct SessionTests {
  /// Counts what is retrieved.
  private final class CountingProvider: RetrieveProvider {
    let count = Mutex(0)

    func retrieve(_ request: RetrieveRequest) throws(CQLError) -> [FHIRNode] {
      count.withLock { $0 += 1 }
      return []
    }
  }

  private static let facts = """
    library Facts version '1'
    using FHIR version '4.0.1'
    parameter "Limit" Integer default 3
    context Patient
    define "Observations": [Observation] O where O.status = 'final'
    define "Bad": singleton from { 1, 2 }
    define "Count": Count("Observations") + "Limit"
    """

  private static func service(_ name: String, _ define: String) -> String {
    """
    library \(name) version '1'
    using FHIR version '4.0.1'
    include Facts version '1' called F
    context Patient
    define "X": \(define)
    """
  }

  private static func engines(sharing linker: CQLLinker?) throws -> (CQLEngine, CQLEngine) {
    let series = TranslationSeries(librarySource: MemoryLibrarySource(["Facts": facts]))
    func engine(_ text: String) throws -> CQLEngine {
      let translation = series.translate(LibraryText(text, source: "test"))
      #expect(translation.errors == [])
      return try (linker ?? CQLLinker()).engine(translation.library, including: translation.includes)
    }
    return (
      try engine(service("A", "F.\"Count\" + Count([Observation])")), try engine(service("B", "F.\"Count\" * 2"))
    )
  }

  @Test(arguments: [true, false])
  func sharedDefinesAreComputedOnce(_ isLinkedTogether: Bool) throws {
    let (a, b) = try Self.engines(sharing: isLinkedTogether ? CQLLinker() : nil)
    let provider = CountingProvider()
    var context = CQLContext(data: provider, now: try #require(PartialDateTime("2024-01-01T00:00:00.000Z")))
    context.parameters["Facts.Limit"] = .integer(5)
    let session = CQLSession(in: context)
    #expect(Tree.json(try session.value(of: "X", of: a)) == "5")
    #expect(Tree.json(try session.value(of: "X", of: b)) == "10")
    #expect(Tree.json(try session.value(of: "X", of: a)) == "5")
    // `[Observation]` of both libraries.
    #expect(provider.count.withLock(\.self) == 1)
  }

  @Test func anErrorStaysWithItsDefine() throws {
    let source = MemoryLibrarySource(["Facts": Self.facts])
    let series = TranslationSeries(librarySource: source)
    func engine(_ name: String, _ define: String) throws -> CQLEngine {
      let translation = series.translate(LibraryText(Self.service(name, define), source: name))
      return try CQLEngine(translation.library, including: translation.includes)
    }
    let session = CQLSession(in: try Tree.context())
    let bad = try engine("A", "F.\"Bad\"")
    for _ in 0..<2 {
      let error = try #require(throws: CQLError.self) { try session.value(of: "X", of: bad) }
      #expect(error.define == "Bad")
      #expect(error.library?.name == "Facts")
    }
    #expect(Tree.json(try session.value(of: "X", of: engine("B", "F.\"Limit\""))) == "3")
    #expect(throws: CQLError.self) { try session.value(of: "Nothing", of: bad) }
  }

  /// Two libraries of one name that say different things are two.
  @Test func contentTellsLibrariesApart() throws {
    func engine(_ limit: Int) throws -> CQLEngine {
      let text = Self.facts.replacing("default 3", with: "default \(limit)")
      return try CQLEngine(CQLLibrary(cql: text))
    }
    let session = CQLSession(in: try Tree.context())
    #expect(Tree.json(try session.value(of: "Count", of: engine(3))) == "3")
    #expect(Tree.json(try session.value(of: "Count", of: engine(4))) == "4")
  }

  @Test func theBudgetIsTheSessions() throws {
    let text = """
      library Long version '1'
      define A: Count(from ({1, 2, 3, 4, 5, 6, 7, 8}) X, ({1, 2, 3, 4, 5, 6, 7, 8}) Y return all X + Y)
      define B: Count(from ({1, 2, 3, 4, 5, 6, 7, 8}) X, ({1, 2, 3, 4, 5, 6, 7, 8}) Y return all X * Y)
      """
    let engine = try CQLEngine(CQLLibrary(cql: text))
    var context = try Tree.context()
    context.stepBudget = 300
    let session = CQLSession(in: context)
    #expect(Tree.json(try session.value(of: "A", of: engine)) == "64")
    #expect(try #require(throws: CQLError.self) { try session.value(of: "B", of: engine) }.kind == .limit)
    context.deadline = .now
    let late = CQLSession(in: context)
    #expect(try #require(throws: CQLError.self) { try late.value(of: "A", of: engine) }.kind == .deadline)
  }

  @Test func librariesThatIncludeEachOtherAreRefused() throws {
    func library(_ name: String, including other: String) -> CQLLibrary {
      var library = CQLLibrary(identifier: LibraryIdentifier(name))
      library.includes = [LibraryInclude(LibraryIdentifier(other), alias: "O")]
      return library
    }
    let error = try #require(throws: CQLError.self) {
      try CQLEngine(library("A", including: "B"), including: [library("B", including: "A")])
    }
    #expect(error.kind == .unresolved)
  }
}
