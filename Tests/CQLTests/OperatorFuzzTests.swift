import CQL
import ClinicalTypes
import TestSupport
import Testing

/// Every operator on every kind of value, extremes included: a value or an error must come of it, never a crash, and the
/// same one each time.
@Suite struct OperatorFuzzTests {
  private static let values: [CQLExpression] = {
    func literal(_ literal: CQLLiteral?) -> CQLExpression {
      literal.map { CQLExpression(.literal($0)) } ?? CQLExpression(.null)
    }
    let scalars: [CQLLiteral?] = [
      nil, .boolean(true), .boolean(false), .integer(0), .integer(-1), .integer(1), .integer(7), .integer(.max),
      .integer(.min), .long(.max), .long(.min), .long(3), .decimal(0), .decimal(ExactDecimal("-0.5") ?? 0),
      .decimal(ExactDecimal.cqlMaximum), .decimal(ExactDecimal.cqlMinimum), .decimal(ExactDecimal.cqlStep),
      .decimal(ExactDecimal("0.10000000000000000000000000000000000001") ?? 0), .string(""), .string("a,b"),
      .string("((("), .string("2024-02-30"), .string("5 'mg'"), .string("\u{1F468}\u{200D}\u{1F469}"),
      PartialDate("2024").map(CQLLiteral.date), PartialDate("0001-01-01").map(CQLLiteral.date),
      PartialDate("9999-12-31").map(CQLLiteral.date),
      PartialDateTime("2024-02-29T23:59:59.999+14:00").map(CQLLiteral.dateTime),
      PartialDateTime("0001-01-01T00:00:00.000+14:00").map(CQLLiteral.dateTime),
      PartialDateTime("9999-12-31T23:59:59.999-12:00").map(CQLLiteral.dateTime),
      PartialDateTime("2024T").map(CQLLiteral.dateTime), PartialTime("23:59:59.999").map(CQLLiteral.time),
      PartialTime("00").map(CQLLiteral.time), Quantity("5 'mg'").map(CQLLiteral.quantity),
      Quantity("3 days").map(CQLLiteral.quantity), Quantity("99999999999999999999 years").map(CQLLiteral.quantity),
      Quantity("1 'nonsense'").map(CQLLiteral.quantity), Quantity("-1 '1'").map(CQLLiteral.quantity),
    ]
    var values = scalars.map(literal)
    let count = values.count
    for index in stride(from: 0, to: count - 1, by: 1) {
      values.append(Tree.interval(values[index], values[(index + 1) % count], lowClosed: index % 2 == 0))
      values.append(Tree.list(values[index], values[(index * 7) % count], Tree.null))
    }
    values.append(Tree.interval(nil, nil, lowClosed: false, highClosed: true))
    values.append(Tree.list())
    values.append(
      Tree.list(Tree.interval(Tree.integer(1), Tree.integer(.max)), Tree.interval(Tree.integer(.min), Tree.integer(0))))
    values.append(CQLExpression(.tuple([.init("a", Tree.integer(1)), .init("b", Tree.null)])))
    values.append(CQLExpression(.instance(.code, [.init("code", Tree.string("x"))])))
    values.append(
      Tree.op(.durationBetween, literal(PartialDate("2024").map(CQLLiteral.date)), values[25], precision: .day))
    values.append(Tree.list(Tree.list(Tree.list(Tree.integer(1))), Tree.op(.toChars, Tree.string("ab"))))
    return values
  }()

  @Test(arguments: CQLOperator.allCases)
  func everyOperatorOnEveryKindOfValue(_ name: CQLOperator) throws {
    var generator = SeededGenerator(seed: UInt64(name.rawValue.utf8.reduce(7) { $0 &* 31 &+ Int($1) }.magnitude))
    let units: [CalendarUnit?] = [nil, .year, .week, .day, .hour, .millisecond]
    var context = try Tree.context()
    context.stepBudget = 10_000
    for count in 0...4 {
      for _ in 0..<(count == 1 ? Self.values.count : count == 2 ? 200 : 30) {
        let operands = (0..<count).map { _ in Self.values[Int.random(in: 0..<Self.values.count, using: &generator)] }
        let node = CQLExpression(
          .operation(name, operands, precision: units[Int.random(in: 0..<units.count, using: &generator)]))
        let engine = try CQLEngine(Tree.library(node))
        let first = Self.text(engine, context)
        #expect(first == Self.text(engine, context))
      }
    }
  }

  private static func text(_ engine: CQLEngine, _ context: CQLContext) -> String {
    do throws(CQLError) { return Tree.json(try engine.evaluate("X", in: context)) } catch { return "\(error)" }
  }
}
