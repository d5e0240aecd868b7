/// A number with a unit: a UCUM code (`mg/dL`) or a calendar duration keyword (`year`, `days`).
///
/// `==` asks for the same number and unit as written; `equals(_:)` compares across units where that is possible.
/// Source: FHIRPath N1, 4.1.8; CQL 1.5 `System.Quantity`; FHIR R4 `Quantity` (system UCUM).
public struct Quantity: Sendable, Hashable {
  /// How many units.
  public var value: ExactDecimal
  /// The UCUM code or calendar keyword; `1` for a plain number.
  public var unit: String

  /// So many of a unit.
  public init(_ value: ExactDecimal, _ unit: String = "1") {
    self.value = value
    self.unit = unit
  }

  /// The calendar unit, if the unit is a calendar keyword.
  public var calendarUnit: CalendarUnit? { CalendarUnit(keyword: unit) }
}

extension Quantity: LosslessStringConvertible {
  /// Reads what FHIRPath's `toQuantity()` accepts: a number, then optionally a unit in quotes or a calendar keyword.
  ///
  /// `5`, `5.5 'mg'`, `4 days`. A unit in quotes is not checked here; see `UCUM.parse(_:)`.
  public init?(_ text: String) {
    let text = text.utf8
    var end = text.startIndex
    while end != text.endIndex, !Self.isSpace(text[end]), text[end] != UInt8(ascii: "'") { text.formIndex(after: &end) }
    guard let number = Substring(text[..<end]).nonEmpty.flatMap({ ExactDecimal($0) }) else { return nil }
    while end != text.endIndex, Self.isSpace(text[end]) { text.formIndex(after: &end) }
    guard let rest = Substring(text[end...]).nonEmpty else {
      // A space at the end is no unit.
      guard Substring(text[..<end]).utf8.last.map({ !Self.isSpace($0) }) ?? false else { return nil }
      self.init(number)
      return
    }
    if rest.utf8.first == UInt8(ascii: "'") {
      guard rest.utf8.count > 2, rest.utf8.last == UInt8(ascii: "'") else { return nil }
      let unit = rest.dropFirst().dropLast()
      guard !unit.utf8.contains(UInt8(ascii: "'")) || unit == "'" || unit == "''" else { return nil }
      self.init(number, String(unit))
    } else {
      guard CalendarUnit(keyword: String(rest)) != nil else { return nil }
      self.init(number, String(rest))
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The value as FHIRPath prints it: `5.5 'mg'`, `4 days`.
  public var description: String { calendarUnit == nil ? "\(value) '\(unit)'" : "\(value) \(unit)" }
}

extension Substring {
  /// The text, unless there is none.
  fileprivate var nonEmpty: Substring? { isEmpty ? nil : self }
}
