import ClinicalTypes
import TestSupport
import Testing

@Suite struct QuantityTests {
  static func quantity(_ text: String) throws -> Quantity { try #require(Quantity(text), "\(text)") }

  @Test(
    arguments: [
      ("5", "5 '1'"), ("5.50 'mg'", "5.50 'mg'"), ("4 days", "4 days"), ("1   week", "1 week"), ("-3'cm'", "-3 'cm'"),
      ("1 day ", nil), ("1 lbs", nil), ("", nil), ("mg", nil),
      ("1 ''", nil), ("1 'mg", nil), ("1 mg'", nil), ("1 ", nil), ("'mg'", nil), ("1 'm'g'", nil),
    ] as [(String, String?)])
  func readsAndPrints(text: String, printed: String?) { #expect(Quantity(text)?.description == printed) }

  @Test(
    arguments: [
      ("4.0000 'g'", "4000.0 'mg'", .equal), ("4 'g'", "4040 'mg'", .less), ("7 days", "1 week", .equal),
      ("7 days", "1 'wk'", .equal), ("6 days", "1 week", .less), ("1 year", "1 'a'", nil),
      ("1 month", "1 'mo'", nil), ("1 year", "12 months", .equal), ("1 second", "1 's'", .equal),
      ("1 year", "365 days", nil), ("1 'mmol/L'", "18 'mg/dL'", nil),
      ("1 'lbs'", "1 'lbs'", .equal), ("1 'lbs'", "1 'kg'", nil), ("37 'Cel'", "98.6 '[degF]'", .equal),
      ("0.040 'm2'", "4 'cm.m'", .equal), ("-1 'g'", "1 'kg'", .less), ("0 'g'", "0 'kg'", .equal),
      ("1 '10*30'", "1 '10*-30'", .greater),
      ("170141183460469231731687303715884105727 'Yg'", "0.00000000000000000000000000000000000001 'yg'", .greater),
    ] as [(String, String, Ordering?)])
  func compares(left: String, right: String, order: Ordering?) throws {
    let (left, right) = (try Self.quantity(left), try Self.quantity(right))
    #expect(left.compare(to: right) == order)
    #expect(right.compare(to: left) == order?.reversed)
    #expect(left.isComparable(to: right) == (order != nil))
  }

  @Test(arguments: [
    ("4 'g'", "4040 'mg'", true), ("4 'g'", "4000 'mg'", true), ("4.2 'g'", "4.1 'g'", false),
    ("4.0 'g'", "4.1 'g'", true), ("1 year", "1 'a'", true), ("1 month", "1 'mo'", true), ("1 'g'", "1 'm'", false),
    ("1 year", "12 months", true), ("1.24 'g'", "1.2 'g'", true), ("1 'foo'", "1 'bar'", false),
  ])
  func judgesEquivalence(left: String, right: String, expected: Bool) throws {
    #expect(try Self.quantity(left).isEquivalent(to: Self.quantity(right)) == expected)
    #expect(try Self.quantity(right).isEquivalent(to: Self.quantity(left)) == expected)
  }

  @Test(
    arguments: [
      ("1 'mg/dL'", "10 'm-3.g'"), ("1 g", nil), ("25 'Cel'", "298.15 'K'"), ("2 years", "24 month"),
      ("1 week", "604800 's'"), ("50 '%'", "0.5 '1'"), ("7.4 '[pH]'", "7.4 '[pH]'"), ("1 'm[iU]/L'", "1 'm-3.[iU]'"),
      ("0.0 'kg'", "0 'g'"),
      ("1 '[degF]'", nil), ("1 'foo'", nil),
    ] as [(String, String?)])
  func hasACanonicalForm(text: String, canonical: String?) throws {
    #expect(Quantity(text)?.canonical?.description == canonical)
  }

  @Test func computes() throws {
    let area = try #require(try Self.quantity("2.0 'cm'").multiplied(by: Self.quantity("2.0 'm'")))
    #expect(area.unit == "cm.m")
    #expect(try area.equals(Self.quantity("0.040 'm2'")) == true)
    #expect(
      try Self.quantity("4.0 'g'").divided(by: Self.quantity("2.0 'm'"))?.equals(Self.quantity("2 'g/m'")) == true)
    #expect(try Self.quantity("1 'cm'").multiplied(by: Self.quantity("2 'cm'"))?.unit == "cm2")
    #expect(try Self.quantity("1 'g/cm3'").divided(by: Self.quantity("1 'g/cm3'"))?.unit == "1")
    #expect(try Self.quantity("1 'm'").divided(by: Self.quantity("1 'cm'")) == Self.quantity("100"))
    #expect(try Self.quantity("6 'mg'").divided(by: Self.quantity("3"))?.description == "2.00000000 'mg'")
    #expect(try Self.quantity("1 'g'").adding(Self.quantity("500 'mg'")) == Self.quantity("1500 'mg'"))
    #expect(try Self.quantity("500 'mg'").subtracting(Self.quantity("1 'g'")) == Self.quantity("-500 'mg'"))
    #expect(try Self.quantity("1 year").adding(Self.quantity("6 months")) == Self.quantity("18 months"))
    #expect(try Self.quantity("1 year").adding(Self.quantity("1 'a'")) == nil)
    #expect(try Self.quantity("37 'Cel'").adding(Self.quantity("1 '[degF]'")) == nil)
    #expect(try Self.quantity("100 '[degF]'").subtracting(Self.quantity("37 'Cel'")) == nil)
    #expect(try Self.quantity("38.5 'Cel'").subtracting(Self.quantity("37 'Cel'")) == Self.quantity("1.5 'Cel'"))
    #expect(try Self.quantity("1 'g'").adding(Self.quantity("1 'm'")) == nil)
    #expect(try Self.quantity("1 'Cel'").multiplied(by: Self.quantity("2 'Cel'")) == nil)
    #expect(try Self.quantity("1 year").multiplied(by: Self.quantity("2 'm'")) == nil)
    #expect(try Self.quantity("1 day").converted(to: "hours") == Self.quantity("24 hours"))
    #expect(try Self.quantity("3 'mg'").multiplied(by: Self.quantity("2 '100.m'"))?.unit == "mg.100.m")
    #expect(try Self.quantity("3 'mg'").divided(by: Self.quantity("2 '100.m'"))?.unit == "mg/100/m")
    #expect(try Self.quantity("1").divided(by: Self.quantity("2 's'"))?.unit == "/s")
    #expect(try Self.quantity("10.1 'cm'").truncatedQuotient(by: Self.quantity("-31 'mm'")) == Self.quantity("-3 'cm'"))
    #expect(try Self.quantity("3.5 'cm'").truncatedRemainder(by: Self.quantity("3 'cm'")) == Self.quantity("0.5 'cm'"))
    #expect(try Self.quantity("1 'g'").divided(by: Self.quantity("0 'g'")) == nil)
    #expect(throws: UCUMError.self) { try Self.quantity("1 'g'").converted(to: "mol") }
  }

  @Test func obeysTheLawsOfAddition() throws {
    var random = SeededGenerator(seed: 17)
    // Units between which every sum is a decimal of the finer one.
    let families = [["g", "kg", "mg"], ["m", "cm", "mm"], ["days", "h", "weeks", "s"], ["year", "months"]]
    for _ in 0..<500 {
      let family = try #require(families.randomElement(using: &random))
      let terms = try (0..<3).map { _ in
        let value = try #require(
          ExactDecimal(coefficient: Int128(Int.random(in: -9999...9999, using: &random)), scale: 2))
        return Quantity(value, try #require(family.randomElement(using: &random)))
      }
      let (a, b, c) = (terms[0], terms[1], terms[2])
      let (sum, other) = (try #require(a.adding(b)), try #require(b.adding(a)))
      #expect(sum.equals(other) == true && (sum.unit == a.unit || sum.unit == b.unit))
      #expect(sum.subtracting(b).flatMap { $0.equals(a) } == true, "\(a) + \(b) = \(sum)")
      let (left, right) = (sum.adding(c), b.adding(c).flatMap { a.adding($0) })
      #expect(left.flatMap { left in right.flatMap { left.equals($0) } } == true, "\(a), \(b), \(c)")
      #expect(a.subtracting(a)?.value.isZero == true)
    }
  }

  @Test func relatesRatios() throws {
    let half = Ratio(numerator: try Self.quantity("1"), denominator: try Self.quantity("2"))
    let same = Ratio(numerator: try Self.quantity("2"), denominator: try Self.quantity("4"))
    #expect(half.equals(same) == false && half.isEquivalent(to: same))
  }
}
