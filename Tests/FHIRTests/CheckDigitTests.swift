import FHIR
import Testing

@Suite("Check digits of codes")
struct CheckDigitTests {
  static let snomed = "http://snomed.info/sct"
  static let loinc = "http://loinc.org"

  @Test(
    "codes of released terminologies, and what is none",
    arguments: [
      ("73211009", snomed, true), ("44054006", snomed, true), ("22298006", snomed, true), ("1231824009", snomed, true),
      ("999000041000000102", snomed, true), ("73211008", snomed, false), ("15649006", snomed, false),
      ("236891007", snomed, false), ("12345", snomed, false), ("1234567890123456789", snomed, false),
      ("73211009 |Diabetes|", snomed, nil), ("", snomed, nil), ("38483-4", loinc, true), ("2160-0", loinc, true),
      ("98979-8", loinc, true), ("3150-0", loinc, true), ("3150-6", loinc, false), ("2160-10", loinc, false),
      ("12345678-9", loinc, false), ("LA6576-8", loinc, nil), ("2160", loinc, nil), ("2160-", loinc, nil),
      ("6809", "http://www.nlm.nih.gov/research/umls/rxnorm", nil),
    ] as [(String, String, Bool?)])
  func codes(code: String, system: String, isRight: Bool?) {
    #expect(CheckDigit.isRight(code, system: system) == isRight)
  }

  @Test("a digit that is wrong and two that changed places are seen", arguments: ["73211009", "1231824009"])
  func mistakes(code: String) {
    let digits = Array(code)
    for place in digits.indices {
      for digit in "0123456789" where digit != digits[place] {
        var other = digits
        other[place] = digit
        #expect(CheckDigit.isRight(String(other), system: Self.snomed) == false)
      }
      guard place + 1 < digits.count, digits[place] != digits[place + 1] else { continue }
      var other = digits
      other.swapAt(place, place + 1)
      #expect(CheckDigit.isRight(String(other), system: Self.snomed) == false)
    }
  }
}
