import CQL
import ClinicalTypes
import Foundation
import JSON
import TestSupport

/// A row of vectors, ready to be evaluated.
struct EquationRow: Sendable {
  /// What an equation must give.
  enum Expected: Sendable {
    case number(lowest: Double, highest: Double)
    case text(String)
    case truth(Bool)
    case abstention
  }

  /// The row as messages call it, and the name of its define.
  var name: String
  /// CQL without placeholders.
  var expression: String
  /// What must come.
  var expected: Expected
  /// Why this row is argued to be wrong.
  var exception: String?

  /// What differs, or nil.
  func difference(from value: CQLValue) -> String? {
    var found: Double?
    switch value {
    case .decimal(let decimal): found = Double(decimal.description)
    case .integer(let integer): found = Double(integer)
    default: break
    }
    switch (expected, value) {
    case (.abstention, .null): return nil
    case (.text(let wanted), .string(let text)): return text == wanted ? nil : "\(text), expected \(wanted)"
    case (.truth(let wanted), .boolean(let truth)): return truth == wanted ? nil : "\(truth), expected \(wanted)"
    case (.number(let lowest, let highest), _):
      guard let found else { return "no number, expected \(lowest) to \(highest)" }
      return found >= lowest && found <= highest ? nil : "\(found), expected \(lowest) to \(highest)"
    default: return "\(found.map { "\($0)" } ?? "another kind of answer"), expected \(expected)"
    }
  }

  /// All rows of an equation.
  static func rows(of equation: EquationVectors) throws -> [EquationRow] {
    switch equation.rows {
    case .clincalc(let calculator):
      let document = try JSONDocument(
        parsing: try ConformanceData.bytes("vectors/risk-oracles/clincalc_0.4.0_oracle.json"))
      return try document.root.elements.filter { $0["calculator"]?.string == calculator }.enumerated().map {
        try row("row \($0.offset)", $0.element["inputs"], $0.element["expected"], equation)
      }
    case .prevent(let output):
      let document = try JSONDocument(parsing: try ConformanceData.bytes("vectors/risk-oracles/prevent_base_301.json"))
      return try document.root.elements.enumerated().map {
        try row("row \($0.offset)", $0.element["inputs"], $0.element["expected"]?[output], equation)
      }
    case .medcalc(let calculator, let exceptions):
      let lines = try ConformanceData.bytes("vectors/medcalc/medcalc_v1_entities_labels.jsonl").split(separator: 10)
      return try lines.compactMap { line in
        let root = try JSONDocument(parsing: Array(line)).root
        guard root["calculator"]?.string == calculator else { return nil }
        return try medcalc(root, exceptions, equation)
      }
    case .worked(let rows):
      return rows.enumerated().map { offset, row in
        let expected: Expected
        if row.expected == "null" {
          expected = .abstention
        } else if let number = Double(row.expected) {
          expected = .number(lowest: number - row.tolerance, highest: number + row.tolerance)
        } else if let truth = Bool(row.expected) {
          expected = .truth(truth)
        } else {
          expected = .text(row.expected.trimmingCharacters(in: ["'"]))
        }
        return EquationRow(name: "row \(offset)", expression: row.expression, expected: expected)
      }
    }
  }

  private static func row(
    _ name: String, _ inputs: JSONValue?, _ expected: JSONValue?, _ equation: EquationVectors
  ) throws -> EquationRow {
    let wanted: Expected
    if let text = expected?.numberText, let number = Double(text) {
      // Beside the rounding of the output, the last places of the two sums may differ.
      let slack = equation.tolerance + abs(number) * 1e-6
      wanted = .number(lowest: number - slack, highest: number + slack)
    } else if let text = expected?.string {
      wanted = .text(text)
    } else if let truth = expected?.bool {
      wanted = .truth(truth)
    } else {
      wanted = .abstention
    }
    return EquationRow(name: name, expression: try filled(equation.expression, inputs), expected: wanted)
  }

  private static func medcalc(
    _ root: JSONValue, _ exceptions: [Int: String], _ equation: EquationVectors
  ) throws -> EquationRow {
    let isCorrected = root["corrected_answer"]?.string != nil
    let label = isCorrected ? root["corrected_answer"]?.string : root["original_answer"]?.string
    let limits = root[isCorrected ? "corrected_limits" : "original_limits"]
    let expected: Expected
    if label == "N/A" {
      expected = .abstention
    } else if let label, let number = Double(label) {
      let edges = (limits?.elements.map { $0.string ?? $0.numberText ?? "" } ?? []).compactMap(Double.init)
      expected = .number(lowest: edges.min() ?? number, highest: edges.max() ?? number)
    } else {
      expected = .text(label ?? "")
    }
    let id = root["id"]?.int ?? 0
    return EquationRow(
      name: "row \(id)", expression: try filled(equation.expression, root["entities"]), expected: expected,
      exception: exceptions[id])
  }

  /// Puts a row's inputs in the places of their names. A brace with a blank after it is CQL's own.
  private static func filled(_ template: String, _ inputs: JSONValue?) throws -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      let name = rest[rest.index(after: open)...].prefix { $0 != "}" && $0 != "{" }
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      if let first = name.first, first != " " {
        result += try literal(String(name), inputs)
        rest = rest[name.endIndex...].dropFirst()
      } else {
        result += "{"
      }
    }
    return result + rest
  }

  private static func literal(_ placeholder: String, _ inputs: JSONValue?) throws -> String {
    if placeholder.hasSuffix("?") {
      let value = inputs?[String(placeholder.dropLast())]
      return value?.bool == true || value?.elements.contains { $0.bool == true } == true ? "true" : "false"
    }
    let parts = placeholder.split(separator: "|", maxSplits: 1).map(String.init)
    guard let value = inputs?[parts[0]], !value.isNull else { return "null" }
    if parts.count == 2 {
      return try converted(value[0]?.numberText ?? "null", from: value[1]?.string ?? "", to: parts[1])
    }
    if let text = value.string { return "'\(text)'" }
    if let truth = value.bool { return truth ? "true" : "false" }
    return value.isArray ? value[0]?.numberText ?? "null" : value.numberText ?? "null"
  }

  /// Factors between the units that the vectors use: 1 of the first is so many of the second.
  private static let factors: [String: Double] = [
    "µmol/L mg/dL creatinine": 1 / 88.42, "µL 10*9/L": 0.001, "L 10*9/L": 1e-9,
  ]

  private static func converted(_ number: String, from unit: String, to wanted: String) throws -> String {
    if unit == wanted { return number }
    let target = wanted.split(separator: " ").first.map(String.init) ?? wanted
    if unit == target { return number }
    guard let factor = factors["\(unit) \(wanted)"], let value = Double(number) else {
      throw UnknownUnit(unit: unit, wanted: wanted)
    }
    return String(format: "%.8f", value * factor)
  }

  /// A unit of the vectors that this harness does not convert.
  struct UnknownUnit: Error {
    var unit: String
    var wanted: String
  }
}
