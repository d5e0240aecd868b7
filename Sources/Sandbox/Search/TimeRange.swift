import ClinicalTypes
import FHIRPath
import JSON

/// The time that a date of any precision, or a Period, covers: milliseconds since 1970, the end excluded. Dates without a
/// zone count as UTC.
struct TimeRange {
  let start: Int64
  let end: Int64

  /// Reads a date, dateTime or instant as it stands in a resource or a search.
  init?(_ text: String) {
    guard let written = PartialDateTime(fhirDateTime: text) ?? PartialDateTime(fhirInstant: text) ?? Self.minutes(text)
    else { return nil }
    let first = written.offset == nil ? written.replacingOffset(.zulu) : written
    let low = first.lowBoundary(precision: .millisecond, style: .cql)
    let high = first.highBoundary(precision: .millisecond, style: .cql)
    guard let start = low.epochMilliseconds(), let last = high.epochMilliseconds() else { return nil }
    self.start = Int64(start)
    end = Int64(last) + 1
  }

  /// Reads an element: a date, or a Period whose missing sides are open.
  init?(_ value: FHIRPathValue) {
    if let node = value.node?.value, node.isObject {
      let low = node["start"].string.map { TimeRange($0) }
      let high = node["end"].string.map { TimeRange($0) }
      guard low != nil || high != nil, low.map({ $0 != nil }) ?? true, high.map({ $0 != nil }) ?? true else {
        return nil
      }
      start = low??.start ?? .min
      end = high??.end ?? .max
      return
    }
    guard let text = value.node?.value?.string, let range = TimeRange(text) else { return nil }
    self = range
  }

  /// A search may leave the seconds out, which a resource may not.
  private static func minutes(_ text: String) -> PartialDateTime? {
    guard text.utf8.count >= 16, text.utf8.dropFirst(10).first == UInt8(ascii: "T") else { return nil }
    return PartialDateTime(text)
  }
}
