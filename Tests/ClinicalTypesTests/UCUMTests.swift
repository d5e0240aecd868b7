import TestSupport
import Testing

@testable import ClinicalTypes

@Suite struct UCUMTests {
  @Test(
    arguments: [
      ("1", "g", "mg", "1000"), ("1", "[lb_av]", "kg", "0.45359237"), ("1", "[in_i]", "cm", "2.54"),
      ("1", "[oz_av]", "g", "28.349523125"),
      ("37", "Cel", "[degF]", "98.6"), ("98.6", "[degF]", "Cel", "37"), ("0", "Cel", "K", "273.15"),
      ("1", "wk", "d", "7"),
      ("120", "mm[Hg]", "kPa", "15.99864"), ("5.5", "mmol/L", "umol/mL", "5.5"), ("90", "mg/dL", "g/L", "0.90"),
      ("1", "L", "mL", "1000"),
      ("1", "mL/min/{1.73_m2}", "L/h", "0.06"), ("5", "10*9/L", "10*3/uL", "5"), ("5", "10^9/L", "/nL", "5"),
      ("1", "kU/L", "U/mL", "1"),
      ("50", "%", "1", "0.50"), ("1", "Ci", "Bq", "37000000000"), ("1", "mL/cm[H2O]", "mL/cm[H2O]", "1"),
      ("2", "h", "min", "120"),
      ("1", "a", "d", "365.25"), ("1", "U/L", "nkat/L", "16.66666666666666666666666667"),
      ("1", "m[IU]/L", "k[iU]/L", nil), ("1", "Ki", "1", nil),
      ("1", "kcal", "kJ", "4.184"), ("1", "meq/L", "eq/L", "0.001"), ("100", "ug/(24.h)", "mg/d", "0.1"),
      ("100", "ug/24.h", "mg/d", nil), ("3", "kg/m2", "g/cm2", "0.3"),
      ("1", "(g/L)/(mmol/L)", "g/mmol", "1"), ("1", "m[iU]/mL", "[iU]/L", "1"), ("60", "/min", "Hz", "1"),
      ("1", "dB", "B", "0.1"), ("1", "''", "'", "0.01666666666666666666666666667"),
    ] as [(String, String, String, String?)])
  func converts(value: String, source: String, target: String, expected: String?) throws {
    let value = try #require(ExactDecimal(value))
    let result = try? UCUM.convert(value, from: source, to: target)
    #expect(result == expected.flatMap { ExactDecimal($0) })
  }

  @Test(arguments: [
    ("mmol/L", "mg/dL"), ("mol", "1"), ("meq/L", "mmol/L"), ("[iU]", "mg"), ("[pH]", "1"), ("g", "m"), ("dB", "1"),
    ("[iU]", "[USP'U]"),
    ("osm", "mol"), ("[CFU]/mL", "/mL"),
  ])
  func refusesWhatWouldBeUnsafe(source: String, target: String) {
    #expect(!UCUM.isComparable(source, target))
    #expect(throws: UCUMError.self) { try UCUM.convert(1, from: source, to: target) }
  }

  @Test(arguments: [
    ("", UCUMError.Kind.empty), ("mg/", .syntax), ("/", .syntax), ("mg//L", .syntax), ("(mg", .syntax),
    ("mg)", .syntax), ("mg L", .syntax), ("5mg", .syntax),
    ("{abc", .syntax), ("lbs", .unknownUnit), ("mcg", .unknownUnit), ("[foo]", .unknownUnit), ("[foo", .unknownUnit),
    ("m99", .outOfRange), ("0", .outOfRange),
    ("m-", .syntax), ("Cel/min", .specialUnit), ("[pH].m", .specialUnit), ("mmol/Cel", .specialUnit),
    ("Cel2", .specialUnit), ("k[in_i]", .unknownUnit),
    ("99999999999999999999", .outOfRange), ("µg", .unknownUnit), ("m\u{0}", .syntax), ("+", .syntax), (".", .syntax),
    ("10*", .empty),
  ])
  func reportsWhatIsWrong(code: String, kind: UCUMError.Kind) {
    if code == "10*" {
      #expect(UCUM.isValid(code))
    } else {
      let error = #expect(throws: UCUMError.self) { try UCUM.parse(code) }
      #expect(error?.kind == kind, "\(code): \(error?.message ?? "")")
    }
  }

  /// What laboratories, wards and monitors write, each in its usual form.
  @Test(arguments: [
    "[IU]/L", "mmol/mol", "mm[Hg]", "10*9/L", "10*12/L", "%", "{INR}", "{ratio}", "meq/L", "ug/dL", "nmol/L", "fL",
    "pg",
    "mL/min/{1.73_m2}", "mg/mmol{creat}", "ug/mL{FEU}", "ng/mL{FEU}", "ug/g{feces}", "/[HPF]", "/100{WBCs}", "mm/h",
    "mosm/kg", "k[IU]/L", "m[IU]/mL", "[arb'U]/mL", "[anti'Xa'U]/mL", "10*6.[CFU]/L", "10*3{copies}/mL",
    "{Log_copies}/mL",
    "mg/kg/d", "ug/kg/min", "10*-3.[arb'U]", "[drp]/min", "L/min/m2", "dyn.s/cm5", "cm[H2O]", "cm[H2O]/L/s", "kcal/d",
    "{beats}/min", "mg/(24.h)", "g/(100.g)", "10.uN.s/(cm5.m2)", "[degF]", "Cel", "[pH]", "dB[SPL]", "[lb_av]",
    "[in_i]",
    "mL/(kg.min)", "umol/min/g{Hb}", "Gy", "[MET].min", "nmol/h/mg{protein}",
  ])
  func knowsWhatClinicsWrite(code: String) { #expect(UCUM.isValid(code)) }

  @Test func suggestsTheRightCode() throws {
    let error = #expect(throws: UCUMError.self) { try UCUM.parse("mcg/mL") }
    #expect(error?.message == "'mcg' is no UCUM unit; did you mean 'ug'?")
    #expect(error?.offset == 0)
  }

  @Test func boundsHostileText() {
    let deep = #expect(throws: UCUMError.self) {
      try UCUM.parse(String(repeating: "(", count: 100) + "m" + String(repeating: ")", count: 100))
    }
    #expect(deep?.kind == .tooDeep)
    let long = #expect(throws: UCUMError.self) { try UCUM.parse(String(repeating: "m.", count: 1_000_000) + "m") }
    #expect(long?.kind == .tooLong)
    #expect(UCUM.unit(String(repeating: "m30.", count: 60) + "m30") != nil)
    #expect(throws: UCUMError.self) { try UCUM.parse(String(repeating: "Ym30.", count: 40) + "m") }
    for index in 0..<2000 { _ = UCUM.unit("{x\(index)}") }
    #expect(UCUM.cachedCount <= UCUM.cacheLimit)
  }

  @Test func survivesNoise() {
    var random = SeededGenerator(seed: 11)
    let alphabet = Array("mgLs10*^./(){}[]-+%'µk \u{7f}")
    for _ in 0..<5000 {
      let text = String(
        (0..<Int.random(in: 0...24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "m" })
      if let unit = try? UCUM.parse(text) {
        let again = UCUM.unit(UnitTerm.code(of: unit.terms))
        #expect(again?.dimension == unit.dimension && again?.factor == unit.factor, "\(text)")
      }
    }
  }

  @Test func convertsThereAndBack() throws {
    var random = SeededGenerator(seed: 3)
    let families = [
      ["g", "kg", "mg", "ug", "[lb_av]", "[oz_av]"], ["m", "cm", "[in_i]", "[ft_i]"], ["Cel", "K"],
      ["Pa", "mm[Hg]", "bar"],
      ["mmol/L", "mol/L", "umol/mL"], ["s", "min", "h", "d", "wk"],
    ]
    for _ in 0..<1000 {
      let family = try #require(families.randomElement(using: &random))
      let (from, to) = (
        try #require(family.randomElement(using: &random)), try #require(family.randomElement(using: &random))
      )
      let value = try #require(
        ExactDecimal(coefficient: Int128(Int.random(in: -99999...99999, using: &random)), scale: 2))
      let there = try UCUM.convert(value, from: from, to: to)
      #expect(try UCUM.convert(there, from: to, to: from).rounded(to: 15) == value, "\(value) \(from) → \(to)")
      #expect(Quantity(value, from).isEquivalent(to: Quantity(there, to)))
    }
  }

  @Test func knowsEveryDefinition() {
    let symbols = ucumDefinitions.split(separator: "\n").flatMap { $0.split(separator: " ")[0].split(separator: "|") }
    #expect(UCUMTable.shared.count == symbols.count)
    for symbol in symbols { #expect(UCUM.isValid(String(symbol)), "\(symbol)") }
  }
}
