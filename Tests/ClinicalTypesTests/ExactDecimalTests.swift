import ClinicalTypes
import TestSupport
import Testing

@Suite struct ExactDecimalTests {
  static func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text), "\(text)") }

  @Test(
    arguments: [
      ("0", "0"), ("-0", "0"), ("1.50", "1.50"), ("-0.001", "-0.001"), ("+7", "7"), ("007.10", "7.10"), ("1e3", "1000"),
      ("1.25E2", "125"), ("1.5e-3", "0.0015"), ("1.0e+1", "10"), ("0e99", "0"), (".5", nil), ("5.", nil), ("", nil),
      ("-", nil),
      ("1e", nil), ("1e+", nil), ("1e999999", nil), ("1.2.3", nil), ("1 ", nil), ("0x1", nil), ("1e40", nil),
      ("NaN", nil),
      ("99999999999999999999.99999999", "99999999999999999999.99999999"),
      ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
      ("123456789012345678901234567890123456789", "123456789012345678901234567890123456789"),
      ("999999999999999999999999999999999999999", nil),
      ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
      ("0.000000000000000000000000000000000000001", nil),
    ] as [(String, String?)])
  func readsAndPrints(text: String, printed: String?) {
    #expect(ExactDecimal(text)?.description == printed)
  }

  @Test func refusesVeryLongText() {
    #expect(ExactDecimal(String(repeating: "9", count: 1_000_000)) == nil)
    #expect(ExactDecimal("0." + String(repeating: "0", count: 1_000_000)) == nil)
  }

  @Test func comparesByValue() throws {
    let (short, long) = (try Self.decimal("1.5"), try Self.decimal("1.50"))
    #expect(short == long)
    #expect(Set([short, long]).count == 1)
    #expect((short.precision, long.precision) == (1, 2))
    #expect(try Self.decimal("1e37") > Self.decimal("0.00000000000000000000000000000000000001"))
    #expect(try Self.decimal("-1e37") < Self.decimal("0.00000000000000000000000000000000000001"))
  }

  @Test(
    arguments: [
      ("10", "3", 8, "3.33333333"), ("2", "3", 2, "0.67"), ("-2", "3", 2, "-0.67"), ("1", "8", 2, "0.13"),
      ("-1", "8", 2, "-0.13"),
      ("1", "0", 2, nil), ("99999999999999999999.99999999", "0.00000001", 0, "9999999999999999999999999999"),
      ("1", "99999999999999999999999999999999999999", 2, "0.00"),
    ] as [(String, String, Int, String?)])
  func divides(left: String, right: String, scale: Int, quotient: String?) throws {
    #expect(try Self.decimal(left).divided(by: Self.decimal(right), scale: scale)?.description == quotient)
  }

  @Test(
    arguments: [
      ("2.2", "1.8", "1", "0.4"), ("-10.1", "3.1", "-3", "-0.8"), ("10.1", "-3.1", "-3", "0.8"), ("5", "2", "2", "1"),
      ("1", "0", nil, nil),
    ] as [(String, String, String?, String?)])
  func dividesWhole(left: String, right: String, quotient: String?, remainder: String?) throws {
    let (left, right) = (try Self.decimal(left), try Self.decimal(right))
    #expect(left.truncatedQuotient(by: right)?.description == quotient)
    #expect(left.truncatedRemainder(by: right)?.description == remainder)
  }

  @Test(arguments: [
    ("0.5", 0, "1", "1", "0", "1"), ("-0.5", 0, "-1", "0", "-1", "0"), ("-1.5", 0, "-2", "-1", "-2", "-1"),
    ("2.345", 2, "2.35", "2.35", "2.34", "2.35"),
    ("-0.6", 0, "-1", "-1", "-1", "0"), ("3", 2, "3", "3", "3", "3"),
  ])
  func rounds(text: String, places: Int, away: String, up: String, floor: String, ceiling: String) throws {
    let value = try Self.decimal(text)
    #expect(value.rounded(to: places).description == away)
    #expect(value.rounded(to: places, .halfTowardPositive).description == up)
    #expect(value.rounded(to: places, .floor).description == floor)
    #expect(value.rounded(to: places, .ceiling).description == ceiling)
  }

  @Test(
    arguments: [
      ("1.587", 8, "1.58650000", "1.58750000"), ("1.587", 2, "1.58", "1.59"), ("-1.587", 2, "-1.59", "-1.58"),
      ("1", 0, "0", "2"),
      ("1.587", -1, nil, nil), ("1.587", 29, nil, nil), ("12.500", 4, "12.4995", "12.5005"),
      ("0.0034", 1, "0.0", "0.0"), ("-120", 2, "-120.50", "-119.50"),
    ] as [(String, Int, String?, String?)])
  func hasBoundaries(text: String, precision: Int, low: String?, high: String?) throws {
    let value = try Self.decimal(text)
    #expect(value.lowBoundary(precision: precision)?.description == low)
    #expect(value.highBoundary(precision: precision)?.description == high)
  }

  @Test func hasTruncatedBoundaries() throws {
    let value = try Self.decimal("1.587")
    #expect(value.truncatedLowBoundary()?.description == "1.58700000")
    #expect(value.truncatedHighBoundary()?.description == "1.58799999")
    #expect(value.negated.truncatedLowBoundary()?.description == "-1.58799999")
  }

  @Test(
    arguments: [
      ("2", "10", "1024"), ("2", "-2", "0.25"), ("2.5", "2", "6.25"), ("0", "0", "1"), ("0", "-1", nil),
      ("-1", "0.5", nil), ("9", "0.5", "3"),
      ("-1", "1000001", "-1"), ("10", "1000000000", nil), ("1.1", "100", "13780.61233982"),
    ] as [(String, String, String?)])
  func raises(base: String, exponent: String, power: String?) throws {
    #expect(try Self.decimal(base).raised(to: Self.decimal(exponent))?.description == power)
  }

  @Test func computesFunctions() throws {
    #expect(try Self.decimal("81").squareRoot() == 9)
    #expect(try Self.decimal("2").squareRoot()?.description == "1.41421356")
    #expect(try Self.decimal("-1").squareRoot() == nil)
    #expect(try Self.decimal("1000").naturalLogarithm()?.description == "6.90775528")
    #expect(try Self.decimal("0.125").logarithm(base: 2) == -3)
    #expect(try Self.decimal("16").logarithm(base: 1) == nil)
    #expect(try Self.decimal("1").exponential()?.description == "2.71828183")
    #expect(try Self.decimal("1000").exponential() == nil)
    #expect(try Self.decimal("-1000").exponential() == 0)
  }

  @Test func knowsTheLimitsOfCQL() throws {
    #expect(ExactDecimal.cqlMaximum.description == "99999999999999999999.99999999")
    #expect(ExactDecimal.cqlMaximum.cqlSuccessor == nil)
    #expect(ExactDecimal.cqlMinimum.cqlPredecessor == nil)
    #expect(try Self.decimal("1.01").cqlPredecessor?.description == "1.00999999")
    #expect(try Self.decimal("0.123456785").roundedForCQL()?.description == "0.12345679")
    #expect(try Self.decimal("1e20").roundedForCQL() == nil)
  }

  @Test func obeysTheLawsOfArithmetic() throws {
    var random = SeededGenerator(seed: 7)
    func next() -> ExactDecimal {
      ExactDecimal(
        coefficient: Int128(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)),
        scale: Int.random(in: 0...8, using: &random)) ?? .zero
    }
    for _ in 0..<2000 {
      let (a, b, c) = (next(), next(), next())
      #expect(a.adding(b) == b.adding(a))
      #expect(a.adding(b)?.adding(c) == b.adding(c)?.adding(a))
      #expect(a.adding(b)?.subtracting(b) == a)
      #expect(a.multiplied(by: b) == b.multiplied(by: a))
      #expect(a.adding(b)?.multiplied(by: c) == c.multiplied(by: a)?.adding(try #require(c.multiplied(by: b))))
      #expect(ExactDecimal(a.description) == a && ExactDecimal(a.description)?.scale == a.scale)
      #expect(a.normalized == a && a.normalized.hashValue == a.hashValue)
      #expect((a < b) == (b > a))
      if !b.isZero {
        let quotient = try #require(a.truncatedQuotient(by: b))
        #expect(quotient.multiplied(by: b)?.adding(try #require(a.truncatedRemainder(by: b))) == a)
        let exact = try #require(a.multiplied(by: b)?.divided(by: b, scale: 16))
        #expect(exact == a)
      }
      let low = try #require(a.lowBoundary(precision: 12)), high = try #require(a.highBoundary(precision: 12))
      #expect(low < a && a < high)
    }
  }

  @Test func overflowIsNil() throws {
    let most = try Self.decimal("170141183460469231731687303715884105727")
    #expect(most.adding(1) == nil)
    #expect(most.multiplied(by: 2) == nil)
    #expect(most.negated.subtracting(1) == nil)
    #expect(try most.adding(Self.decimal("0.1")) == nil)
    #expect(try most.adding(Self.decimal("0.0")) == most)
    #expect(most.lowBoundary() == nil)
    #expect(ExactDecimal(coefficient: .min, scale: 0) == nil)
    #expect(ExactDecimal(Double.infinity) == nil && ExactDecimal(Double.nan) == nil && ExactDecimal(1e300) == nil)
  }
}
