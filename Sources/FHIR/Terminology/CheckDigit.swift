/// The check digits of SNOMED CT and LOINC codes, which catch a code that was mistyped or recalled wrongly: no other sign
/// tells a dead code in a value set from a patient who has nothing of the kind.
///
/// SNOMED CT identifiers end in a Verhoeff digit over the dihedral group of order ten (SNOMED CT Release File Specifications,
/// "SCTID Check-digit"); LOINC codes in a mod 10 digit (LOINC Users' Guide, "Calculating mod 10 check digits").
public enum CheckDigit {
  /// Whether the check digit of `code` is right; nil for systems without one, and for codes of a form of their own, such as
  /// LOINC parts and answers.
  public static func isRight(_ code: String, system: String) -> Bool? {
    switch system {
    case "http://snomed.info/sct": snomed(code)
    case "http://loinc.org": loinc(code)
    default: nil
    }
  }

  private static func digits(_ text: some StringProtocol) -> [Int]? {
    var digits: [Int] = []
    for byte in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      digits.append(Int(byte - UInt8(ascii: "0")))
    }
    return digits.isEmpty ? nil : digits
  }

  /// Post-coordinated expressions hold more than digits and are not judged.
  private static func snomed(_ code: String) -> Bool? {
    guard let digits = digits(code) else { return nil }
    guard (6...18).contains(digits.count) else { return false }
    var check = 0
    for (place, digit) in digits.reversed().enumerated() {
      var permuted = digit
      for _ in 0..<place % 8 { permuted = permutation[permuted] }
      check = product(check, permuted)
    }
    return check == 0
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  /// The multiplication of the dihedral group: 0 to 4 are the rotations of a pentagon, 5 to 9 its reflections.
  private static func product(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): 5 + (left + right - 5) % 5
    case (false, true): 5 + (left - 5 - right + 5) % 5
    case (false, false): (left - right + 5) % 5
    }
  }

  private static func loinc(_ code: String) -> Bool? {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = digits(parts[0]), let check = digits(parts[1]) else { return nil }
    guard number.count <= 7, check.count == 1 else { return false }
    var sum = 0
    for (place, digit) in number.reversed().enumerated() {
      let weighted = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += weighted / 10 + weighted % 10
    }
    return (10 - sum % 10) % 10 == check[0]
  }
}
