import ClinicalTypes

@testable import CQL

extension CQLExpression {
  /// The node with its operands, short: `Add(1, ToDecimal(x))`.
  var brief: String {
    switch kind {
    case .null: "null"
    case .literal(let literal): "\(literal.brief)"
    case .operation(let operation, let operands, let precision):
      "\(operation.rawValue)\(precision.map { "[\($0.keyword)]" } ?? "")(\(operands.map(\.brief).joined(separator: ", ")))"
    case .as(let value, let type, let isStrict): "\(isStrict ? "Cast" : "As")(\(value.brief), \(type))"
    case .is(let value, let type): "Is(\(value.brief), \(type))"
    case .functionRef(let name, let operands, _):
      "\(name.library.map { "\($0)." } ?? "")\(name.name)(\(operands.map(\.brief).joined(separator: ", ")))"
    case .expressionRef(let name), .parameterRef(let name), .codeRef(let name), .valueSetRef(let name),
      .codeSystemRef(let name), .conceptRef(let name):
      "\(name.library.map { "\($0)." } ?? "")\(name.name)"
    case .aliasRef(let name), .queryLetRef(let name), .operandRef(let name), .identifierRef(let name): name
    case .property(let base, let path): "\(base.brief).\(path)"
    case .list(let items): "{\(items.map(\.brief).joined(separator: ", "))}"
    case .interval(let parts):
      "\(parts.lowClosed ? "[" : "(")\(parts.low?.brief ?? ""), \(parts.high?.brief ?? "")\(parts.highClosed ? "]" : ")")"
    case .if(let condition, let then, let otherwise):
      "If(\(condition.brief), \(then.brief), \(otherwise.brief))"
    case .tuple(let elements): "Tuple(\(elements.map { "\($0.name): \($0.value.brief)" }.joined(separator: ", ")))"
    case .instance(let type, let elements):
      "\(type)(\(elements.map { "\($0.name): \($0.value.brief)" }.joined(separator: ", ")))"
    case .case(_, let items, let otherwise):
      "Case(\(items.map { "\($0.when.brief) → \($0.then.brief)" }.joined(separator: ", ")), \(otherwise.brief))"
    case .query(let query):
      "Query(\(query.sources.map { "\($0.expression.brief) \($0.alias)" }.joined(separator: ", "))"
        + (query.filter.map { " where \($0.brief)" } ?? "")
        + (query.result.map { " return\($0.isDistinct ? "" : " all") \($0.expression.brief)" } ?? "") + ")"
    case .retrieve(let retrieve):
      "[\(retrieve.dataType)\(retrieve.codes.map { ": \(retrieve.codeProperty ?? "") \(retrieve.codeComparator ?? "") \($0.brief)" } ?? "")]"
    default: "…"
    }
  }
}

extension CQLLiteral {
  fileprivate var brief: String {
    switch self {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .long(let value): "\(value)L"
    case .decimal(let value): "\(value)"
    case .string(let value): "'\(value)'"
    case .quantity(let value): "\(value)"
    case .ratio: "ratio"
    case .date(let value): "@\(value)"
    case .dateTime(let value): "@\(value)"
    case .time(let value): "@T\(value)"
    }
  }
}

/// A library that gives names of every kind to expressions under test.
let testPrelude = """
  library Test version '1'
  using FHIR version '4.0.1'
  codesystem "LOINC": 'http://loinc.org'
  valueset "VS": 'http://example.org/vs'
  code "Weight": '29463-7' from "LOINC"
  concept "Weights": { "Weight" }
  parameter "MP" Interval<DateTime>
  parameter "Days" Interval<Date>
  parameter "I" Integer
  parameter "D" Decimal
  parameter "Q" System.Quantity
  parameter "DT" DateTime
  parameter "L" List<Integer>
  context Patient
  define "O": First([Observation: "Weight"])
  define "E": First([Encounter: "VS"])
  define "C": First([Condition: "VS"])

  """

/// The tree and type of an expression, or the first error's message.
func translated(_ text: String, options: TranslationOptions = TranslationOptions()) -> String {
  let translation = CQLTranslator(options: options).translate(testPrelude + "define \"Result\": \(text)\n")
  if let error = translation.errors.first {
    return "error: \(error.message)" + (error.suggestion.map { "; did you mean \($0)?" } ?? "")
  }
  guard let result = translation.library.expressions.last?.expression else { return "nothing" }
  return "\(result.brief): \(result.type ?? .any)"
}
