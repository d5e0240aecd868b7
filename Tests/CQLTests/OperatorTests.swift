import CQL
import ClinicalTypes
import Testing

/// Operators at their edges; the breadth is the official suite's.
@Suite struct OperatorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: CQLOperator
    let operands: [CQLLiteral?]
    let expected: String
    var testDescription: String { "\(name.rawValue) \(operands.count) → \(expected)" }

    init(_ name: CQLOperator, _ operands: CQLLiteral?..., is expected: String) {
      (self.name, self.operands, self.expected) = (name, operands, expected)
    }
  }

  private func text(_ test: Case) throws -> String {
    let operands = test.operands.map { $0.map { CQLExpression(.literal($0)) } ?? CQLExpression(.null) }
    return Tree.json(try Tree.evaluate(CQLExpression(.operation(test.name, operands))))
  }

  @Test(arguments: [
    Case(.add, .integer(.max), .integer(1), is: "null"),
    Case(.add, .integer(1), nil, is: "null"),
    Case(.add, .integer(1), .decimal(2), is: "3"),
    Case(.subtract, .long(.min), .long(1), is: "null"),
    Case(.multiply, .integer(65536), .integer(65536), is: "null"),
    Case(.divide, .integer(1), .integer(0), is: "null"),
    Case(.divide, .integer(1), .integer(3), is: "0.33333333"),
    Case(.truncatedDivide, .integer(.min), .integer(-1), is: "null"),
    Case(.modulo, .integer(.min), .integer(-1), is: "0"),
    Case(.modulo, .integer(5), .integer(0), is: "null"),
    Case(.negate, .integer(.min), is: "null"),
    Case(.abs, .long(.min), is: "null"),
    Case(.power, .integer(2), .integer(31), is: "null"),
    Case(.power, .integer(2), .integer(-1), is: "0.5"),
    Case(.round, .decimal(-1), .integer(3), is: "-1"),
    Case(.ln, .decimal(-1), is: "null"),
  ])
  func arithmetic(_ test: Case) throws { #expect(try text(test) == test.expected) }

  @Test(arguments: [
    Case(.substring, .string("añb"), .integer(1), is: "\"ñb\""),
    Case(.substring, .string("ab"), .integer(2), is: "null"),
    Case(.substring, .string("ab"), .integer(0), .integer(-1), is: "\"\""),
    Case(.positionOf, .string(""), .string("ab"), is: "0"),
    Case(.lastPositionOf, .string("x"), .string(""), is: "-1"),
    Case(.split, .string("a,,b"), .string(","), is: "[\"a\",\"\",\"b\"]"),
    Case(.splitOnMatches, .string("a1b22c"), .string("[0-9]+"), is: "[\"a\",\"b\",\"c\"]"),
    Case(.indexer, .string("ab"), .integer(5), is: "null"),
    Case(.matches, .string("abc"), .string("b"), is: "false"),
    Case(.toBoolean, .string("maybe"), is: "null"),
    Case(.toInteger, .string("1.0"), is: "null"),
    Case(.toInteger, .string("2147483648"), is: "null"),
    Case(.toDecimal, .string("1e3"), is: "null"),
    Case(.toDecimal, .string("+ 1"), is: "null"),
    Case(.toTime, .string("25:00"), is: "null"),
    Case(
      .toRatio, .string("1 'mg':2 'mL'"),
      is: #"{"numerator":{"value":1,"unit":"mg"},"denominator":{"value":2,"unit":"mL"}}"#),
    Case(.toString, .decimal(2), is: "\"2.0\""),
    Case(.toString, .decimal(ExactDecimal("-0.50") ?? 0), is: "\"-0.50\""),
    Case(.convertsToInteger, .string("x"), is: "false"),
    Case(.toQuantity, .string("5 'nonsense"), is: "null"),
  ])
  func textAndConversion(_ test: Case) throws { #expect(try text(test) == test.expected) }

  @Test func logicHasThreeValues() throws {
    for (name, left, right, expected) in [
      (CQLOperator.and, false, nil, "false"), (.and, true, nil, "null"), (.or, nil, true, "true"),
      (.or, nil, false, "null"),
      (.implies, nil, true, "true"), (.implies, nil, false, "null"), (.implies, false, nil, "true"),
      (.xor, true, nil, "null"),
    ] as [(CQLOperator, Bool?, Bool?, String)] {
      let operands = [left, right].map { $0.map(Tree.boolean) ?? Tree.null }
      #expect(Tree.json(try Tree.evaluate(CQLExpression(.operation(name, operands)))) == expected)
    }
  }

  @Test func andDoesNotLookPastFalse() throws {
    let failing = Tree.op(.singletonFrom, Tree.integers(1, 2))
    #expect(Tree.json(try Tree.evaluate(Tree.op(.and, Tree.boolean(false), failing))) == "false")
    #expect(throws: CQLError.self) { try Tree.evaluate(Tree.op(.and, Tree.boolean(true), failing)) }
  }

  @Test func incompatibleUnitsAreNullNotFalse() throws {
    let less = Tree.op(.less, try Tree.quantity("1 'mg'"), try Tree.quantity("1 'mL'"))
    #expect(Tree.json(try Tree.evaluate(less)) == "null")
    let sum = Tree.op(.add, try Tree.quantity("1 'g'"), try Tree.quantity("500 'mg'"))
    #expect(Tree.json(try Tree.evaluate(sum)) == #"{"value":1500,"unit":"mg"}"#)
  }

  @Test func dateTimesOfDifferentZonesAreOnePointInTime() throws {
    let equal = Tree.op(
      .equal, try Tree.dateTime("2024-01-01T12:00:00.000+02:00"), try Tree.dateTime("2024-01-01T10:00:00.000Z"))
    #expect(Tree.json(try Tree.evaluate(equal)) == "true")
    // Without a zone it is in that of `now`, four hours behind UTC.
    let local = Tree.op(
      .equal, try Tree.dateTime("2024-01-01T08:00:00.000"), try Tree.dateTime("2024-01-01T12:00:00.000Z"))
    #expect(Tree.json(try Tree.evaluate(local)) == "true")
  }

  @Test func uncertainDurationsDecideWhatTheyCan() throws {
    let months = Tree.op(
      .durationBetween, try Tree.dateTime("2005T"), try Tree.dateTime("2006-07T"), precision: .month)
    #expect(Tree.json(try Tree.evaluate(Tree.op(.greater, months, Tree.integer(5)))) == "true")
    #expect(Tree.json(try Tree.evaluate(Tree.op(.greater, months, Tree.integer(10)))) == "null")
    #expect(Tree.json(try Tree.evaluate(Tree.op(.lessOrEqual, months, Tree.integer(24)))) == "true")
  }

  @Test func movingADateByAnAverageYearIsAnError() throws {
    let sum = Tree.op(.add, try Tree.date("2024-01-31"), try Tree.quantity("1 'a'"))
    #expect(throws: CQLError.self) { try Tree.evaluate(sum) }
    let month = Tree.op(.add, try Tree.date("2024-01-31"), try Tree.quantity("1 month"))
    #expect(Tree.json(try Tree.evaluate(month)) == "\"2024-02-29\"")
  }
}
