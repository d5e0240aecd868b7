import Foundation
import JSON

@testable import Deidentification

/// Something that identifies, unique enough to be found again in whatever comes out, and hidden in some spelling.
struct PlantedIdentifier: Sendable {
  enum Category: String, CaseIterable, Sendable {
    case name, address, date, phone, fax, email, socialSecurity, medicalRecord, healthPlan, account, license, vehicle,
      device, url,
      ip, biometric, photo, other
  }
  enum Spelling: String, CaseIterable, Sendable {
    case exact, upperCase, reformatted, split, base64, percent, entity, decomposed
  }

  let category: Category
  let spelling: Spelling
  /// What is planted.
  let text: String
  /// Folded letters and digits of which none may come out.
  let traces: [String]

  init(_ number: Int, _ category: Category, _ spelling: Spelling) {
    let word = Self.word(number)
    let digits = Self.digits(number)
    let plain: String
    var traces: [String]
    switch category {
    case .name: (plain, traces) = ("\(word) Vandré\(word.lowercased())", [word])
    case .address: (plain, traces) = ("\(digits.suffix(4)) \(word) Lane, \(word)ville", [word])
    case .date:
      let day = 10 + number % 18
      (plain, traces) = ("1987-04-\(day) \(digits)", ["198704\(day)", digits])
    case .phone, .fax:
      (plain, traces) = ("(\(digits.prefix(3))) \(digits.dropFirst(3).prefix(3))-\(digits.suffix(4))", [digits])
    case .email: (plain, traces) = ("\(word).x@\(word).example", [word])
    case .socialSecurity:
      (plain, traces) = (
        "\(digits.prefix(3))-\(digits.dropFirst(3).prefix(2))-\(digits.dropFirst(5).prefix(4))",
        [String(digits.prefix(9))]
      )
    case .medicalRecord: (plain, traces) = ("MRN\(digits)", [digits])
    case .healthPlan: (plain, traces) = ("HPX-\(digits.prefix(4))-\(digits.suffix(6))", [digits])
    case .account, .license: (plain, traces) = (digits, [digits])
    case .vehicle: (plain, traces) = ("1HGCM\(digits)", [digits])
    case .device: (plain, traces) = ("SN-\(word)-\(digits)", [word, digits])
    case .url: (plain, traces) = ("https://\(word).example/p/\(digits)", [word, digits])
    case .ip:
      (plain, traces) = (
        "10.\(digits.prefix(2)).\(digits.dropFirst(2).prefix(2)).\(digits.suffix(2))",
        ["10" + digits.prefix(4) + digits.suffix(2)]
      )
    case .biometric: (plain, traces) = ("VP-\(digits)-\(word)", [word, digits])
    case .photo: (plain, traces) = ("\(word)_frontal_\(digits).jpg", [word, digits])
    case .other: (plain, traces) = ("\(word.uppercased())-\(digits)", [word, digits])
    }
    self.category = category
    self.spelling = spelling
    text = Self.spell(plain, spelling)
    // What is encoded must not come out encoded either.
    if [.base64, .percent, .entity].contains(spelling) { traces.append(text) }
    self.traces = traces.map { String(decoding: TextFolding.alphanumerics($0), as: UTF8.self) }
  }

  /// Nine letters that no language and no lexicon has.
  private static func word(_ number: Int) -> String {
    let letters = Array("bcdfghjkmp")
    let code = String(number + 10_000).compactMap { $0.wholeNumberValue }
    return "Zq" + code.map { String(letters[$0]) }.joined(separator: "") + "xo"
  }

  private static func digits(_ number: Int) -> String { String(4_100_000_000 + (number * 7_919_357) % 5_800_000_000) }

  private static func spell(_ text: String, _ spelling: Spelling) -> String {
    switch spelling {
    case .exact: return text
    case .upperCase: return text.uppercased()
    case .reformatted:
      return text.replacingOccurrences(of: "-", with: " ").replacingOccurrences(of: ".", with: "-")
    case .split: return text.enumerated().map { $0 % 4 == 3 ? "\($1) " : String($1) }.joined()
    case .base64: return Base64.encode(Array(text.utf8))
    case .percent: return text.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
    case .entity: return text.unicodeScalars.map { "&#\($0.value);" }.joined()
    case .decomposed: return text.map { $0.isLetter ? "\($0)\u{301}" : String($0) }.joined()
    }
  }

  /// Whether anything of it is in a text. `folded` are the text's letters and digits.
  func survives(inFolded folded: String) -> Bool { traces.contains { folded.contains($0) } }
}

/// An output as the search for plants sees it: decoded, folded, letters and digits only.
enum FoldedOutput {
  static func text(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return String(decoding: TextFolding.alphanumerics(text), as: UTF8.self) + " "
      + String(decoding: TextFolding.alphanumerics(EntityDecoding.decode(text)), as: UTF8.self)
  }
}
