import ClinicalTypes
import FHIR

/// Dates moved by up to 50 days, the same number for all dates of a resource; dates that imply an age above 89 and
/// partial dates are cut down or dropped.
struct DateShift {
  let key: String
  /// A file's or folder's name; nil: each resource by its own id.
  let scope: String?
  let fixedOffset: Int?
  let keepsYear: Bool
  let today: PartialDate

  /// The date within a text, found as the original finds it: the first place where one begins.
  private struct Parts {
    var year: Int
    var month: Int?
    var day: Int?
    /// Time and zone, from `T` on.
    var time = ""

    init?(_ text: String) {
      let bytes = Array(text.utf8)
      func number(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= bytes.count, bytes[range].allSatisfy(\.isDigit) else { return nil }
        return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
      }
      guard bytes.count >= 4, bytes.count <= 64,
        let start = (0...(bytes.count - 4)).first(where: { (number($0..<($0 + 4)) ?? 0) > 0 }),
        let year = number(start..<(start + 4))
      else { return nil }
      self.year = year
      var end = start + 4
      func part(_ range: ClosedRange<Int>) -> Int? {
        guard end < bytes.count, bytes[end] == UInt8(ascii: "-"), let value = number((end + 1)..<(end + 3)),
          range.contains(value)
        else { return nil }
        end += 3
        return value
      }
      month = part(1...12)
      if month != nil { day = part(1...31) }
      if day != nil, end < bytes.count, bytes[end] == UInt8(ascii: "T") {
        let rest = String(decoding: bytes[end...], as: UTF8.self)
        if PartialDateTime(fhirDateTime: "2000-01-01" + rest) != nil { time = rest }
      }
    }
  }

  func shift(_ node: ResourceNode) -> SecurityLabel? {
    guard let text = node.text, !text.isEmpty, isTemporal(node) else { return nil }
    guard let parts = Parts(text), let day = parts.day, !isOld(parts),
      let shifted = PartialDate(year: parts.year, month: parts.month, day: day)?.adding(offset(for: node), .day)
    else { return redact(node) }
    let time = node.type.primitive == .date ? "" : Self.midnight(parts.time)
    node.value = .text(shifted.description + time)
    return .perturbed
  }

  func redact(_ node: ResourceNode) -> SecurityLabel? {
    guard let text = node.text, !text.isEmpty, isTemporal(node) else { return nil }
    node.value = nil
    // A date that cannot be read goes: the original lets it stay.
    if keepsYear, let parts = Parts(text), !isOld(parts) {
      let digits = String(parts.year)
      node.value = .text(String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }
    return .redacted
  }

  private func isTemporal(_ node: ResourceNode) -> Bool {
    node.type.primitive == .date || node.type.primitive == .dateTime || node.type.primitive == .instant
  }

  private func isOld(_ parts: Parts) -> Bool {
    guard let born = PartialDate(year: parts.year, month: parts.month ?? 1, day: parts.day ?? 1),
      let age = born.completedYears(on: today)?.upperBound
    else { return true }
    return age > 89
  }

  private func offset(for node: ResourceNode) -> Int {
    if let fixedOffset { return fixedOffset }
    let prefix = scope ?? node.root.children(named: "id").first?.text ?? ""
    return Self.offset(of: prefix + key)
  }

  /// From -50 to 50: the text's bytes as digits of a number to base 131, modulo 101.
  static func offset(of text: String) -> Int { text.utf8.reduce(0) { ($0 * 131 + Int($1)) % 101 } - 50 }

  /// The time of day with every digit 0; the zone stays.
  private static func midnight(_ time: String) -> String {
    guard let zone = time.dropFirst().firstIndex(where: { !$0.isNumber && $0 != ":" && $0 != "." }) else {
      return String(time.map { $0.isNumber ? "0" : $0 })
    }
    return String(time[..<zone].map { $0.isNumber ? "0" : $0 }) + time[zone...]
  }
}
