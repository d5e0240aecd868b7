import CQL
import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

/// The equations in `CDSHooks/shared` agree with outputs made independently of them, and abstain where they must.
@Suite struct EquationVectorTests {
  static let sharedFolder = ConformanceData.projectRoot.appendingPathComponent("CDSHooks/shared")
  static let oracles = EquationTable.all.filter { if case .worked = $0.rows { false } else { true } }
  static let worked = EquationTable.all.filter { if case .worked = $0.rows { true } else { false } }

  @Test(.enabled(if: ConformanceData.isPresent("vectors")), arguments: oracles)
  func agreesWithIndependentOutputs(_ equation: EquationVectors) throws {
    let rows = try EquationRow.rows(of: equation)
    try #require(!rows.isEmpty, "no row of \(equation)")
    try Self.check(rows, of: equation)
  }

  @Test(arguments: worked) func agreesWithWorkedExamples(_ equation: EquationVectors) throws {
    try Self.check(try EquationRow.rows(of: equation), of: equation)
  }

  /// No equation ships untested: a function that no other one of its library calls is in the table.
  @Test func everyEquationIsInTheTable() throws {
    let calls = EquationTable.all.map { equation in
      guard case .worked(let rows) = equation.rows else { return equation.library + equation.expression }
      return equation.library + rows.map(\.expression).joined()
    }
    var found = 0
    for url in try FileManager.default.contentsOfDirectory(at: Self.sharedFolder, includingPropertiesForKeys: nil)
    where url.pathExtension == "cql" {
      let text = try String(contentsOf: url, encoding: .utf8)
      let name = url.deletingPathExtension().lastPathComponent
      // A library that reads data is tested by the examples of its services.
      guard !text.contains("\nusing FHIR"), !text.contains("// not an equation") else { continue }
      for piece in text.components(separatedBy: "define function \"").dropFirst() {
        let function = String(piece.prefix { $0 != "\"" })
        found += 1
        let inside = text.components(separatedBy: "\"\(function)\"(").count - 1
        let tabled = calls.contains { $0.hasPrefix(name) && $0.contains("\"\(function)\"(") }
        #expect(inside > 1 || tabled, "\(name).\"\(function)\" has no vectors")
      }
    }
    #expect(found > 0)
  }

  /// Evaluates all rows in one library and compares.
  private static func check(_ rows: [EquationRow], of equation: EquationVectors) throws {
    var text = "library Vectors\ninclude \(equation.library) called E\n"
    for row in rows { text += "define \"\(row.name)\": \(row.expression)\n" }
    let translation = CQLTranslator(librarySource: FolderLibrarySource([sharedFolder.path])).translate(
      text, source: "Vectors")
    try #require(translation.errors.isEmpty, "\(translation.errors)")
    let engine = try CQLEngine(translation.library, including: translation.includes)
    let context = CQLContext(
      data: ResourceStore([]), now: try #require(PartialDateTime("2026-11-23T09:00:00.000Z")))
    let results = engine.evaluate(in: context)
    for row in rows {
      let result = try #require(results[row.name])
      guard case .success(let value) = result else {
        Issue.record("\(equation) \(row.name): \(result)")
        continue
      }
      let problem = row.difference(from: value)
      if let reason = row.exception {
        #expect(problem != nil, "\(equation) \(row.name) agrees, so it is no exception any more (\(reason))")
      } else if let problem {
        Issue.record("\(equation) \(row.name): \(row.expression): \(problem)")
      }
    }
  }
}
