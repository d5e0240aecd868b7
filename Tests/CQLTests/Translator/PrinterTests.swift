import Foundation
import TestSupport
import Testing

@testable import CQL

/// What is printed reads back as what was printed.
struct PrinterTests {
  @Test(arguments: 0..<200)
  func roundTripsRandomExpressions(_ seed: Int) throws {
    var generator = RandomExpression(seed: UInt64(seed))
    let node = generator.expression(depth: 5)
    let text = Printer.print(node)
    #expect(printed(text) == text)
  }

  @Test(.enabled(if: ConformanceData.isPresent("conformance/cql/official")))
  func roundTripsTheOfficialSuite() throws {
    let suite = CQLSuite(directory: try ConformanceData.url("conformance/cql/official").path)
    var read = 0
    for text in suite.tests.flatMap({ [$0.expression] + ($0.output.map { [$0] } ?? []) }) {
      guard let once = printed(text) else { continue }
      read += 1
      #expect(printed(once) == once, "\(text)")
    }
    #expect(read > 3_000)
  }
}

/// Draws syntax of every form.
struct RandomExpression {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }

  private mutating func flag() -> Bool { Bool.random(using: &random) }

  private mutating func name() -> String { pick(["a", "B c", "start", "where", "é\"x", "code", "Interval"]) }

  private func node(_ form: ExpressionSyntax.Form) -> ExpressionSyntax { ExpressionSyntax(form, at: TextRange(0, 0)) }

  private mutating func quantity() -> QuantitySyntax {
    pick([
      QuantitySyntax(value: "3", unit: "days", isCalendar: true),
      QuantitySyntax(value: "2.5", unit: "mg/dL", isCalendar: false),
    ])
  }

  private mutating func literal() -> LiteralSyntax {
    pick([
      .null, .boolean(true), .string("it's\n"), .integer("5"), .long("7"), .decimal("1.50"), .date("2014-01"),
      .dateTime("2014-01-25T14:30:00.0Z"), .time("10:00"), .quantity(quantity()), .ratio(quantity(), quantity()),
    ])
  }

  private mutating func type() -> TypeSpecifierSyntax {
    let range = TextRange(0, 0)
    let named = TypeSpecifierSyntax.named(qualifiers: flag() ? ["FHIR"] : [], name: "Quantity", range)
    return pick([
      named, .list(named, range), .interval(named, range), .choice([named, .list(named, range)], range),
      .tuple([.init(name: "x y", type: named)], range),
    ])
  }

  private mutating func phrase() -> TimingPhrase {
    let precision: PrecisionSyntax? = flag() ? .day : nil
    let left: TimingPhrase.LeftBoundary? = pick([nil, .starts, .ends, .occurs])
    let right: TimingPhrase.RightBoundary? = pick([nil, .start, .end])
    let offset = TimingPhrase.Offset(
      qualifier: pick([.exactly, .orLess, .orMore, .lessThan, .moreThan]), quantity: quantity())
    return pick([
      TimingPhrase(left: left, relation: .same(pick([.as, .orBefore, .orAfter])), precision: precision, right: right),
      TimingPhrase(left: nil, relation: .includes(properly: flag()), precision: precision, right: right),
      TimingPhrase(left: left, relation: .includedIn(properly: flag()), precision: precision, right: nil),
      TimingPhrase(
        left: left, relation: .relative(pick([.before, .after]), inclusive: flag(), flag() ? offset : nil),
        precision: precision, right: right),
      TimingPhrase(left: left, relation: .within(quantity(), properly: flag()), precision: nil, right: right),
      TimingPhrase(left: nil, relation: .meets(pick([nil, .before, .after])), precision: precision, right: nil),
      TimingPhrase(left: nil, relation: .overlaps(pick([nil, .before, .after])), precision: precision, right: nil),
      TimingPhrase(left: nil, relation: flag() ? .starts : .ends, precision: precision, right: nil),
    ])
  }

  private mutating func query(_ depth: Int) -> QuerySyntax {
    var query = QuerySyntax()
    let range = TextRange(0, 0)
    for alias in flag() ? ["A"] : ["A", "b c"] {
      query.sources.append(.init(alias: alias, aliasRange: range, expression: expression(depth: depth)))
    }
    if flag() { query.lets.append(.init(name: name(), nameRange: range, expression: expression(depth: depth))) }
    if flag() {
      query.inclusions.append(
        .init(
          isWithout: flag(), source: .init(alias: "W", aliasRange: range, expression: expression(depth: depth)),
          condition: expression(depth: depth)))
    }
    if flag() { query.filter = expression(depth: depth) }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: query.result = .init(isDistinct: pick([nil, true, false]), expression: expression(depth: depth))
    case 1:
      query.aggregate = .init(
        isDistinct: pick([nil, true, false]), name: name(), nameRange: range,
        starting: flag() ? expression(depth: depth) : nil, expression: expression(depth: depth))
    default: break
    }
    if flag() {
      query.sort =
        flag()
        ? [.init(expression: nil, direction: "desc")]
        : [.init(expression: expression(depth: depth), direction: pick([nil, "asc", "descending"]))]
    }
    return query
  }

  mutating func expression(depth: Int) -> ExpressionSyntax {
    guard depth > 0 else {
      return node(pick([.literal(literal()), .identifier(name()), .variable("$this"), .external("x")]))
    }
    func sub(_ copy: inout Self) -> ExpressionSyntax { copy.expression(depth: depth - 1) }
    let (a, b, c) = (sub(&self), sub(&self), sub(&self))
    let named = [ExpressionSyntax.NamedElement(name: name(), nameRange: TextRange(0, 0), value: a)]
    let range = TextRange(0, 0)
    let code = CodeSelectorSyntax(
      code: "1", system: QualifiedNameSyntax(qualifiers: flag() ? ["L"] : [], name: "S", range: range),
      display: flag() ? "d" : nil, range: range)
    switch Int.random(in: 0..<27, using: &random) {
    case 0: return node(.member(a, name()))
    case 1: return node(.call(base: flag() ? a : nil, name: name(), arguments: flag() ? [b, c] : []))
    case 2: return node(.indexer(a, b))
    case 3: return node(.interval(low: a, high: b, lowClosed: flag(), highClosed: flag()))
    case 4: return node(.tuple(flag() ? named : []))
    case 5: return node(.instance(.named(qualifiers: ["FHIR"], name: "Period", range), flag() ? named : []))
    case 6: return node(.list(element: flag() ? type() : nil, flag() ? [a, b] : []))
    case 7: return node(flag() ? .code(code) : .concept([code, code], display: flag() ? "x" : nil))
    case 8, 9: return node(.unary(pick(UnaryOperatorSyntax.allCases), a))
    case 10, 11: return node(.binary(pick(BinaryOperatorSyntax.allCases), a, b))
    case 12, 13: return node(.timing(phrase(), a, b))
    case 14: return node(.membership(contains: flag(), flag() ? .hour : nil, a, b))
    case 15: return node(.test(pick(TestSyntax.allCases), negated: flag(), a))
    case 16: return node(flag() ? .is(a, type()) : .as(a, type(), isCast: flag()))
    case 17: return node(flag() ? .convert(a, to: type()) : .convertUnit(a, unit: "mg"))
    case 18: return node(.between(a, properly: flag(), low: b, high: c))
    case 19: return node(.spanBetween(isDifference: flag(), .month, a, b))
    case 20: return node(.spanOf(isDifference: flag(), .day, a))
    case 21: return node(.component(pick([.precision(.year), .date, .time, .timezoneOffset]), a))
    case 22: return node(.conditional(a, then: b, else: c))
    case 23: return node(.cases(comparand: flag() ? a : nil, [.init(when: b, then: c)], else: a))
    case 24: return node(flag() ? .collapse(a, per: .precision(.day)) : .expand(a, per: flag() ? .expression(b) : nil))
    case 25:
      return node(
        .retrieve(
          RetrieveSyntax(
            type: .named(qualifiers: [], name: "Condition", range), codePath: flag() ? "code" : nil, comparator: nil,
            terminology: a)))
    default: return node(.query(query(min(depth - 1, 2))))
    }
  }
}
