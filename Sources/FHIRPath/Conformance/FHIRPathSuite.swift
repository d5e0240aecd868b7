public import ClinicalTypes
import FHIR
import Foundation
public import JSON

/// Runs an official FHIRPath suite (`tests-fhir-r4.xml` and its inputs) and compares values and types.
public struct FHIRPathSuite: Sendable {
  /// What became of the tests.
  public struct Report: Sendable {
    /// How many gave what they must.
    public var passed = 0
    /// Those that did not, with the reason.
    public var failures: [(test: FHIRPathTest, reason: String)] = []
    /// Those whose input is missing, with the reason.
    public var skipped: [(test: FHIRPathTest, reason: String)] = []
  }

  /// The tests, in the suite's order.
  public let tests: [FHIRPathTest]
  private let inputs: [String: JSONDocument]

  /// Reads every suite file and every input, JSON or XML, under a directory.
  ///
  /// - Parameter directory: A path; inputs named `x.xml` are read from `x.json` where both are there.
  public init(directory: String) {
    let paths = (FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []).sorted()
    var tests: [FHIRPathTest] = []
    for path in paths where path.hasSuffix(".xml") {
      guard let bytes = Self.read(directory, path),
        String(decoding: bytes.prefix(4096), as: UTF8.self).contains("<tests")
      else { continue }
      tests += SuiteXML.parse(bytes).flatMap { FHIRPathTest.read($0, from: path) } ?? []
    }
    var inputs: [String: JSONDocument] = [:]
    for test in tests where inputs[Self.key(test)] == nil {
      inputs[Self.key(test)] =
        Self.candidates(for: test, among: paths).lazy.compactMap { path in
          Self.read(directory, path).flatMap { bytes in
            path.hasSuffix(".json")
              ? try? JSONDocument(fhir: bytes) : SuiteXML.parse(bytes).flatMap(ResourceXML.document)
          }
        }.first
    }
    self.tests = tests
    self.inputs = inputs
  }

  private static func read(_ directory: String, _ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: directory + "/" + path).map { [UInt8]($0) }
  }

  private static func key(_ test: FHIRPathTest) -> String { "\(test.source) \(test.inputFile ?? "")" }

  /// The files that may be a test's input: JSON before XML, and the nearest to the suite's file first.
  private static func candidates(for test: FHIRPathTest, among paths: [String]) -> [String] {
    guard let name = test.inputFile, !name.isEmpty else { return [] }
    let stem =
      name.hasSuffix(".xml") ? String(name.dropLast(4)) : name.hasSuffix(".json") ? String(name.dropLast(5)) : name
    func nearness(_ path: String) -> Int { zip(path.utf8, test.source.utf8).prefix { $0 == $1 }.count }
    return [stem + ".json", stem + ".xml"].flatMap { wanted in
      paths.filter { $0 == wanted || $0.hasSuffix("/" + wanted) }.sorted { nearness($0) > nearness($1) }
    }
  }

  /// The input of a test; nil when there is none or it is missing.
  public func input(of test: FHIRPathTest) -> JSONDocument? { inputs[Self.key(test)] }

  /// Runs every test, `now` being the time that `now()` gives.
  public func run(now: PartialDateTime) -> Report {
    var report = Report()
    for test in tests {
      let document = input(of: test)
      if let name = test.inputFile, !name.isEmpty, document == nil {
        report.skipped.append((test, "the input '\(name)' is missing"))
      } else if test.isLenient {
        report.skipped.append((test, "JSON names of choices are no elements here"))
      } else if let reason = failure(of: test, input: document?.root, now: now) {
        report.failures.append((test, reason))
      } else {
        report.passed += 1
      }
    }
    return report
  }

  /// Why a test fails, or nil when it passes.
  public func failure(of test: FHIRPathTest, input: JSONValue?, now: PartialDateTime) -> String? {
    let result: [FHIRPathValue]
    do throws(FHIRPathError) {
      let checks: CheckingMode = test.isStrict ? .strict : .standard
      let expression = try FHIRPathExpression(
        parsing: test.expression, checking: checks, focusType: input?[.resourceType].string)
      result = try expression.evaluate(on: input, in: EvaluationContext(now: now))
    } catch {
      return test.invalid != nil ? nil : "error: \(error)"
    }
    if let invalid = test.invalid {
      return "expected a \(invalid) error, found \(result.count) item(s): \(result.map(Self.show))"
    }
    if test.isPredicate {
      let truth = result.count == 1 ? Self.truth(result[0]) : !result.isEmpty
      return test.outputs.map(\.value) == [String(truth)] ? nil : "predicate gave \(truth)"
    }
    return Self.difference(test, result)
  }

  private static func truth(_ value: FHIRPathValue) -> Bool {
    if case .boolean(let truth) = value.system { truth } else { true }
  }

  private static func difference(_ test: FHIRPathTest, _ result: [FHIRPathValue]) -> String? {
    guard result.count == test.outputs.count else {
      return "expected \(test.outputs.count) item(s), found \(result.count): \(result.map(show))"
    }
    var open = test.outputs
    for value in result {
      let index = test.isOrdered ? 0 : open.firstIndex { matches(value, $0) } ?? 0
      let output = open.remove(at: index)
      if !matches(value, output) {
        return "expected \(output.type ?? "any type") '\(output.value)', found \(show(value))"
      }
    }
    return nil
  }

  private static func show(_ value: FHIRPathValue) -> String {
    "\(value.typeName) '\(Conversion.string(value) ?? "…")'"
  }

  private static func matches(_ value: FHIRPathValue, _ output: FHIRPathTest.Output) -> Bool {
    if let type = output.type {
      let own = value.typeID
      let name =
        own.isSystem && own != .systemQuantity ? own.name.prefix(1).lowercased() + own.name.dropFirst() : own.name
      guard name == type else { return false }
    }
    let expected = output.value.hasPrefix("@T") ? output.value.dropFirst(2) : output.value.drop { $0 == "@" }
    guard let text = Conversion.string(value) else { return false }
    if text == expected { return true }
    switch value.system {
    case .decimal(let decimal): return ExactDecimal(expected) == decimal
    case .quantity(let quantity): return Quantity(String(expected))?.equals(quantity) ?? false
    default: return false
    }
  }
}
