import CQL
import ClinicalTypes
import Testing

@Suite struct IntervalTests {
  private func json(_ expression: CQLExpression) throws -> String { Tree.json(try Tree.evaluate(expression)) }

  private func interval(_ low: Int32?, _ high: Int32?, _ lowClosed: Bool = true, _ highClosed: Bool = true)
    -> CQLExpression
  {
    Tree.interval(low.map(Tree.integer), high.map(Tree.integer), lowClosed: lowClosed, highClosed: highClosed)
  }

  @Test func closedNullReachesToTheEndOpenNullIsUnknown() throws {
    #expect(try json(Tree.op(.in, Tree.integer(99), interval(1, nil))) == "true")
    #expect(try json(Tree.op(.in, Tree.integer(99), interval(1, nil, true, false))) == "null")
    #expect(try json(Tree.op(.in, Tree.integer(0), interval(1, nil, true, false))) == "false")
    #expect(try json(Tree.op(.start, interval(nil, 5))) == "-2147483648")
    #expect(try json(Tree.op(.start, interval(nil, 5, false, true))) == "null")
  }

  @Test func reversedIntervalsAreErrors() throws {
    #expect(throws: CQLError.self) { try Tree.evaluate(interval(5, 3)) }
    #expect(throws: CQLError.self) { try Tree.evaluate(interval(5, 5, true, false)) }
    #expect(throws: CQLError.self) { try Tree.evaluate(interval(5, 6, false, false)) }
  }

  @Test func openAndClosedEndsOfTheSamePointsAreEqual() throws {
    #expect(try json(Tree.op(.equal, interval(1, 5), interval(0, 6, false, false))) == "true")
    #expect(try json(Tree.op(.meets, interval(1, 5), interval(5, 9, false, true))) == "true")
    #expect(try json(Tree.op(.overlaps, interval(1, 5, true, false), interval(5, 9))) == "false")
  }

  @Test func daysWithoutTimeLeaveInclusionOpen() throws {
    let days = Tree.interval(try Tree.dateTime("2024-01-01T"), try Tree.dateTime("2024-01-31T"))
    let inside = try Tree.dateTime("2024-01-15T10:00:00.000")
    let edge = try Tree.dateTime("2024-01-31T10:00:00.000")
    #expect(try json(Tree.op(.in, inside, days)) == "true")
    #expect(try json(Tree.op(.in, edge, days)) == "null")
    #expect(try json(Tree.op(.in, edge, days, precision: .day)) == "true")
  }

  @Test func collapseTakesPerAsTheGreatestGap() throws {
    let list = Tree.list(interval(1, 3), interval(5, 7), interval(20, 22))
    #expect(
      try json(Tree.op(.collapse, list, try Tree.quantity("2 '1'")))
        == #"[{"low":1,"high":7,"lowClosed":true,"highClosed":true},{"low":20,"high":22,"lowClosed":true,"highClosed":true}]"#
    )
    #expect(try json(Tree.op(.count, Tree.op(.collapse, list))) == "3")
  }

  @Test func expandIsBounded() throws {
    let endless = Tree.op(.expand, interval(nil, nil))
    #expect(try json(endless) == "[]")
    let long = Tree.op(.expand, interval(0, .max))
    #expect(throws: CQLError.self) { try Tree.evaluate(long) }
    let stuck = Tree.op(.expand, interval(0, 10), try Tree.quantity("0 '1'"))
    #expect(throws: CQLError.self) { try Tree.evaluate(stuck) }
  }

  @Test func widthOfTimeIsRefused() throws {
    let days = Tree.interval(try Tree.date("2024-01-01"), try Tree.date("2024-01-31"))
    #expect(throws: CQLError.self) { try Tree.evaluate(Tree.op(.width, days)) }
  }
}
