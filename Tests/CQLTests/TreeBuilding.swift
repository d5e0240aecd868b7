import CQL
import ClinicalTypes
import FHIR
import JSON
import Testing

/// Short spellings for trees, so that tests read like the CQL they stand for.
enum Tree {
  static func op(_ name: CQLOperator, _ operands: CQLExpression..., precision: CalendarUnit? = nil) -> CQLExpression {
    CQLExpression(.operation(name, operands, precision: precision))
  }
  static func string(_ text: String) -> CQLExpression { CQLExpression(.literal(.string(text))) }
  static func integer(_ value: Int32) -> CQLExpression { CQLExpression(.literal(.integer(value))) }
  static func boolean(_ value: Bool) -> CQLExpression { CQLExpression(.literal(.boolean(value))) }
  static let null = CQLExpression(.null)
  static func decimal(_ text: String) throws -> CQLExpression {
    CQLExpression(.literal(.decimal(try #require(ExactDecimal(text)))))
  }
  static func quantity(_ text: String) throws -> CQLExpression {
    CQLExpression(.literal(.quantity(try #require(Quantity(text)))))
  }
  static func dateTime(_ text: String) throws -> CQLExpression {
    CQLExpression(.literal(.dateTime(try #require(PartialDateTime(text)))))
  }
  static func date(_ text: String) throws -> CQLExpression {
    CQLExpression(.literal(.date(try #require(PartialDate(text)))))
  }
  static func list(_ elements: CQLExpression...) -> CQLExpression { CQLExpression(.list(elements)) }
  static func integers(_ values: Int32...) -> CQLExpression { CQLExpression(.list(values.map(integer))) }
  static func interval(
    _ low: CQLExpression?, _ high: CQLExpression?, lowClosed: Bool = true, highClosed: Bool = true
  ) -> CQLExpression {
    CQLExpression(
      .interval(
        CQLExpression.IntervalSelector(low: low, high: high, lowClosed: lowClosed, highClosed: highClosed)))
  }
  static func alias(_ name: String) -> CQLExpression { CQLExpression(.aliasRef(name)) }
  static func property(_ source: CQLExpression, _ path: String) -> CQLExpression {
    CQLExpression(.property(source, path: path))
  }
  static func define(_ name: String) -> CQLExpression { CQLExpression(.expressionRef(DefinitionReference(name))) }
  static func helper(_ name: String, _ argument: CQLExpression) -> CQLExpression {
    CQLExpression(.functionRef(DefinitionReference(name, library: "FHIRHelpers"), [argument], signature: []))
  }
  static func retrieve(_ type: String) -> CQLExpression {
    CQLExpression(.retrieve(CQLRetrieve(dataType: .fhir(type))))
  }
  static func query(
    _ alias: String, _ source: CQLExpression, with relationships: [CQLQuery.Relationship] = [],
    where filter: CQLExpression? = nil, return result: CQLExpression? = nil, distinct: Bool = true,
    sort: [SortItem] = []
  ) -> CQLExpression {
    CQLExpression(
      .query(
        CQLQuery(
          sources: [CQLQuery.Source(alias, source)], relationships: relationships, filter: filter,
          result: result.map { CQLQuery.Return($0, isDistinct: distinct) }, sort: sort)))
  }

  /// A library that defines `X` and what else is given.
  static func library(_ expression: CQLExpression, _ others: [(String, CQLExpression)] = []) -> CQLLibrary {
    var library = CQLLibrary(identifier: LibraryIdentifier("Test", version: "1"))
    library.expressions = others.map { ExpressionDefinition($0.0, expression: $0.1) }
    library.expressions.append(ExpressionDefinition("X", expression: expression))
    return library
  }

  static func context(_ resources: [String] = [], now: String = "2024-05-01T12:00:00.000-04:00") throws -> CQLContext {
    let documents = try resources.map { try JSONDocument(fhir: $0) }
    return CQLContext(data: ResourceStore(documents: documents), now: try #require(PartialDateTime(now)))
  }

  static func store(_ resources: [String]) throws -> ResourceStore {
    ResourceStore(documents: try resources.map { try JSONDocument(fhir: $0) })
  }

  static func evaluate(_ expression: CQLExpression, over resources: [String] = []) throws -> CQLValue {
    try CQLEngine(library(expression)).evaluate("X", in: try context(resources))
  }

  /// The value as JSON text.
  static func json(_ value: CQLValue) -> String {
    var writer = JSONWriter()
    ResultWriter.write(value, to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
