public import ClinicalTypes
import FHIR
import FHIRPath
import Foundation

/// Runs the official CQL suite: each test's expression and its expected output are both evaluated, and compared by
/// structure.
public struct CQLSuite: Sendable {
  /// What became of the tests.
  public struct Report: Sendable {
    /// How many gave what they must.
    public var passed = 0
    /// Those that did not, with the reason.
    public var failures: [(test: CQLTest, reason: String)] = []
    /// Those that could not be run, with the reason.
    public var skipped: [(test: CQLTest, reason: String)] = []
  }

  /// The two expressions of a test as trees.
  public struct Compiled: Sendable {
    /// A library that defines `expression` and, unless the test has none, `output`.
    public var library: CQLLibrary

    /// A compiled test.
    public init(library: CQLLibrary) { self.library = library }
  }

  /// What compiling a test gave.
  public enum Compilation: Sendable {
    /// A library.
    case compiled(Compiled)
    /// An error of the test's expression.
    case refused(String)
    /// Nothing that could be run, with the reason.
    case unavailable(String)
  }

  /// The tests, in the suite's order.
  public let tests: [CQLTest]

  /// Reads every XML file of tests under a directory.
  public init(directory: String) {
    var tests: [CQLTest] = []
    let paths = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
    for path in paths.sorted() where path.hasSuffix(".xml") {
      guard let data = FileManager.default.contents(atPath: directory + "/" + path),
        let root = SuiteXML.parse([UInt8](data))
      else { continue }
      let name = path.split(separator: "/").last.map(String.init) ?? path
      tests += CQLTest.read(root, suite: String(name.dropLast(4))) ?? []
    }
    self.tests = tests
  }

  /// Runs every test.
  ///
  /// - Parameters:
  ///   - now: The time that `Now()` gives; its zone is the default one.
  ///   - compile: Makes a test's expressions into a library: the translator, or a look into compiled ELM.
  /// - Returns: What passed, failed and could not be run.
  public func run(now: PartialDateTime, compile: (CQLTest) -> Compilation) -> Report {
    var report = Report()
    let context = CQLContext(data: ResourceStore([]), now: now)
    for test in tests {
      switch compile(test) {
      case .unavailable(let reason): report.skipped.append((test, reason))
      case .refused(let reason):
        if test.invalid != nil { report.passed += 1 } else { report.failures.append((test, "refused: \(reason)")) }
      case .compiled(let compiled):
        if let reason = Self.failure(test, compiled.library, context) {
          report.failures.append((test, reason))
        } else {
          report.passed += 1
        }
      }
    }
    return report
  }

  private static func failure(_ test: CQLTest, _ library: CQLLibrary, _ context: CQLContext) -> String? {
    do throws(CQLError) {
      let engine = try CQLEngine(library)
      let value: CQLValue
      do throws(CQLError) {
        value = try engine.evaluate("expression", in: context)
      } catch {
        return test.invalid != nil ? nil : "error: \(error)"
      }
      guard test.output != nil else {
        return test.invalid == nil ? nil : "expected an error, found \(ResultWriter.text(value))"
      }
      let expected = try engine.evaluate("output", in: context)
      let zone = context.now.offset ?? .zulu
      if StructuralComparison(zone: zone).same(value, expected) { return nil }
      return "expected \(ResultWriter.text(expected)), found \(ResultWriter.text(value))"
    } catch {
      return "error: \(error)"
    }
  }
}
