public import ClinicalTypes

/// The way back from a de-identified request: which resource each pseudonym stands for, and which day each offset.
///
/// It lives in memory, for one request, and is never written: it has no description, no coding and no reflection.
public final class ReidentificationMap: Sendable {
  private let originals: [String: String]
  private let typed: [String: String]
  private let anchor: Int?

  init(originals: [String: String], typed: [String: String], anchor: Int?) {
    self.originals = originals
    self.typed = typed
    self.anchor = anchor
  }

  /// How many resources have a pseudonym.
  public var count: Int { originals.count }

  /// The reference ("Observation/123", or the absolute URL or URN where the record had only that) that a pseudonym
  /// stands for; nil if nothing that was sent has it. It may come with its type or without: "Observation/O7" or "O7"; a
  /// wrong type finds nothing.
  public func reference(for pseudonym: String) -> String? {
    guard let slash = pseudonym.lastIndex(of: "/") else { return originals[pseudonym] }
    let bare = String(pseudonym[pseudonym.index(after: slash)...])
    return typed[bare] == pseudonym ? originals[bare] : nil
  }

  /// The day that `day 1234` stands for; nil unless the profile's dates are day offsets.
  public func date(ofDay day: Int) -> PartialDate? {
    guard let anchor, case let (sum, overflow) = day.addingReportingOverflow(anchor), !overflow else { return nil }
    return PartialDate(epochDay: sum)
  }

  /// The offset of a day of the record, as it was sent; nil unless the profile's dates are day offsets.
  public func day(of date: PartialDate) -> Int? {
    guard let anchor, let day = date.epochDay else { return nil }
    return day - anchor
  }
}

extension ReidentificationMap: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the map: it holds what must not be written down.
  public var description: String { "ReidentificationMap(…)" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
