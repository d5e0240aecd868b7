import ClinicalTypes

/// The form of a code system's codes, with its check digit where it has one: a text of another form under the system's
/// name is no code of it and does not leave.
enum CodeShape: String, Sendable, CaseIterable {
  /// LOINC: up to seven digits, a hyphen and a check digit (modulo 10); answers begin with LA and check otherwise.
  case loinc
  /// SNOMED CT: 6 to 18 digits with a partition identifier and a Verhoeff check digit.
  case snomed
  /// RxNorm: up to seven digits.
  case rxnorm
  /// CVX: up to three digits.
  case cvx
  /// ICD-10 and its national editions: a letter, two characters, and up to four more after a dot.
  case icd10
  /// ICD-10-PCS: seven characters without I and O. Codes of digits alone exist, and do not leave: they could be any number.
  case icd10pcs
  /// ICD-9-CM: three digits (or V and two, or E and three), and up to two more after a dot.
  case icd9
  /// ATC: A10BA02 and its prefixes.
  case atc
  /// UCUM: a unit that can be parsed and has no annotation.
  case ucum

  func matches(_ code: String) -> Bool {
    let text = Array(code.utf8)
    guard !text.isEmpty, text.count <= 24 else { return false }
    switch self {
    case .loinc: return Self.isLOINC(text)
    case .snomed: return Self.isSNOMED(text)
    case .rxnorm: return text.count <= 7 && text.allSatisfy(\.isDigit)
    case .cvx: return text.count <= 3 && text.allSatisfy(\.isDigit)
    case .icd10: return Self.isICD10(text)
    case .icd10pcs: return Self.isICD10PCS(text)
    case .icd9: return Self.isICD9(text)
    case .atc: return Self.isATC(text)
    case .ucum: return Self.isUCUM(text) && UCUM.isValid(code)
    }
  }

  private static func isLOINC(_ text: [UInt8]) -> Bool {
    if text.starts(with: [0x4C, 0x41]) {
      return 5...10 ~= text.count && text[text.count - 2] == UInt8(ascii: "-")
        && text[2..<(text.count - 2)].allSatisfy(\.isDigit)
        && text[text.count - 1].isDigit
    }
    guard text.count >= 3, text.count <= 9, text[text.count - 2] == UInt8(ascii: "-"), let check = text.last,
      check.isDigit
    else { return false }
    var sum = 0
    for (place, digit) in text.dropLast(2).reversed().enumerated() {
      guard digit.isDigit else { return false }
      var value = Int(digit - 0x30)
      if place % 2 == 0 { value = value * 2 > 9 ? value * 2 - 9 : value * 2 }
      sum += value
    }
    return (10 - sum % 10) % 10 == Int(check - 0x30)
  }

  private static func isSNOMED(_ text: [UInt8]) -> Bool {
    guard 6...18 ~= text.count, text[0] != UInt8(ascii: "0"), text.allSatisfy(\.isDigit) else { return false }
    let partition = text[(text.count - 3)..<(text.count - 1)]
    guard ["00", "01", "02", "10", "11", "12"].contains(where: { partition.elementsEqual($0.utf8) }) else {
      return false
    }
    var check = 0
    for (place, digit) in text.reversed().enumerated() {
      check = dihedral(check, permutation(place % 8, Int(digit - 0x30)))
    }
    return check == 0
  }

  /// The product in the dihedral group of order ten, on which Verhoeff's check digit rests.
  private static func dihedral(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): 5 + (left + right - 5) % 5
    case (false, true): 5 + (left - 5 + 5 - right) % 5
    case (false, false): (left - right + 5) % 5
    }
  }

  private static func permutation(_ times: Int, _ digit: Int) -> Int {
    let once = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    return (0..<times).reduce(digit) { digit, _ in once[digit] }
  }

  private static func isICD10(_ text: [UInt8]) -> Bool {
    guard text.count >= 3, text.count <= 8, text[0].isUpper, text[1].isDigit, text[2].isUpperOrDigit else {
      return false
    }
    return text.count == 3
      || (text.count >= 5 && text[3] == UInt8(ascii: ".") && text[4...].allSatisfy(\.isUpperOrDigit))
  }

  private static func isICD10PCS(_ text: [UInt8]) -> Bool {
    text.count == 7 && text.contains(where: \.isUpper)
      && text.allSatisfy { $0.isUpperOrDigit && $0 != UInt8(ascii: "I") && $0 != UInt8(ascii: "O") }
      // Words have no digits.
      && text.count(where: \.isDigit) >= 2
  }

  private static func isICD9(_ text: [UInt8]) -> Bool {
    let head = text[0] == UInt8(ascii: "E") ? 4 : 3
    guard text.count >= head, text[0].isDigit || text[0] == UInt8(ascii: "E") || text[0] == UInt8(ascii: "V"),
      text[1..<head].allSatisfy(\.isDigit)
    else { return false }
    let rest = text[head...]
    return rest.isEmpty
      || (2...3 ~= rest.count && rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy(\.isDigit))
  }

  /// A bare number is a unit to UCUM, and an annotation may be any text: here a unit has letters, few digits, and of
  /// annotations the usual ones.
  private static func isUCUM(_ text: [UInt8]) -> Bool {
    var plain: [UInt8] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")),
        annotations.contains(String(decoding: rest[(open + 1)..<close], as: UTF8.self).lowercased())
      else { return false }
      plain += rest[..<open]
      rest = rest[(close + 1)...]
    }
    plain += rest
    return plain.count(where: \.isDigit) <= 4
      && (plain.contains { $0.isLetter || $0 == UInt8(ascii: "%") } || plain.count < text.count || text == [0x31])
  }

  private static let annotations: Set<String> = [
    "score", "1.73_m2", "count", "cells", "cell", "beats", "breaths", "events", "tbl", "titer", "index", "ratio", "inr",
    "rbc", "wbc", "#", "copies", "drinks", "drink", "cigarettes", "packs", "pack", "times", "ph", "units", "unit",
    "dose",
    "tablet", "capsule", "puff", "spray", "drop", "nominal", "mg", "steps", "day", "week", "meals", "servings", "cfu",
  ]

  private static func isATC(_ text: [UInt8]) -> Bool {
    guard [1, 3, 4, 5, 7].contains(text.count) else { return false }
    return zip(text, [false, true, true, false, false, true, true]).allSatisfy { $1 ? $0.isDigit : $0.isUpper }
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isUpper: Bool { self &- 0x41 < 26 }
  var isUpperOrDigit: Bool { isDigit || isUpper }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isAlphanumeric: Bool { isDigit || isLetter }
}
