import CQL
import ClinicalTypes
import JSON
import TestSupport
import Testing

/// Broken and ill-typed ELM: an error or a value must come of it, never a crash.
@Suite struct ELMFuzzTests {
  private static let library: [UInt8] = {
    let text = #"""
      library Fuzz version '1'
      using FHIR version '4.0.1'
      include FHIRHelpers version '4.0.1' called FHIRHelpers
      codesystem "LOINC": 'http://loinc.org'
      code "HbA1c": '4548-4' from "LOINC"
      parameter P Interval<DateTime> default Interval[@2020-01-01T00:00:00.0, @2025-01-01T00:00:00.0)
      context Patient
      define A: [Observation: "HbA1c"] O with [Encounter] E such that E.id = O.id where O.effective in P
        return { v: (O.value as FHIR.Quantity) > 7 '%', d: O.issued.value } sort by d desc
      define B: if exists A then 'x' & 'y' else Substring('abc', 1)
      define C: case when AgeInYears() >= 18 then { 1, 2, 3 } X aggregate R starting 0: R + X else 0 end
      define D: collapse { Interval[1, 5], Interval[4, 9) }
      define function F(x Integer, y List<String>): Coalesce(x, Count(y)) + 1
      define X: F(3, { 'a' })
      """#
    return (try? CQLLibrary(cql: text).elm()) ?? []
  }()

  private static let patient = [
    #"{"resourceType":"Patient","id":"1","birthDate":"1970-01-01"}"#,
    #"{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},"effectiveDateTime":"2024-01-01","valueQuantity":{"value":8,"unit":"%"}}"#,
    #"{"resourceType":"Encounter","id":"o","status":"finished","class":{"code":"AMB"}}"#,
  ]

  private static func run(_ bytes: [UInt8], _ context: CQLContext) -> Bool {
    do throws(CQLError) {
      _ = ResultWriter.json(try CQLEngine(CQLLibrary(elm: bytes)).evaluate(in: context))
      return true
    } catch {
      return false
    }
  }

  @Test func theLibraryItselfRuns() throws { #expect(Self.run(Self.library, try Tree.context(Self.patient))) }

  @Test(arguments: 0..<20)
  func brokenBytes(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var context = try Tree.context(Self.patient)
    context.stepBudget = 10_000
    for _ in 0..<20 {
      var bytes = Self.library
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0x20...0x7E, using: &generator)
      }
      if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
      _ = Self.run(bytes, context)
    }
  }

  /// Nodes renamed at random: the JSON is sound, the types are not.
  @Test(arguments: 0..<20)
  func exchangedNodes(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 1000)
    var context = try Tree.context(Self.patient)
    context.stepBudget = 10_000
    let parts = String(decoding: Self.library, as: UTF8.self).split(separator: "\"type\":\"")
    let names =
      CQLOperator.allCases.map(\.rawValue) + ["Query", "Retrieve", "As", "Is", "If", "Null", "List", "Interval"]
    var survivors = 0
    for _ in 0..<20 {
      var mutated = parts
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 1..<parts.count, using: &generator)
        guard let end = mutated[place].firstIndex(of: "\"") else { continue }
        let name = names[Int.random(in: 0..<names.count, using: &generator)]
        mutated[place] = Substring(name + mutated[place][end...])
      }
      if Self.run(Array(mutated.joined(separator: "\"type\":\"").utf8), context) { survivors += 1 }
    }
    #expect(survivors > 0)
  }
}
