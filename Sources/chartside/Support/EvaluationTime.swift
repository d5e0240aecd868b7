import ClinicalTypes
import Foundation

/// Times that the user names: a date is midnight UTC; a dateTime keeps its offset, which becomes the zone of `today()`.
enum EvaluationTime {
  static func parse(_ text: String) throws(CommandFailure) -> PartialDateTime {
    guard let given = PartialDateTime(fhirDateTime: text), given.precision >= .day else {
      throw CommandFailure(.wrongUse, "'\(text)' is no date (2026-11-23) or dateTime (2026-11-23T09:00:00-05:00).")
    }
    guard given.precision == .day else { return given }
    guard let midnight = PartialTime(hour: 0, minute: 0, second: 0, millisecond: 0),
      let start = PartialDateTime(date: given.date, time: midnight, offset: .zulu)
    else { throw CommandFailure(.wrongUse, "'\(text)' is no date.") }
    return start
  }

  /// The present, in the machine's own zone.
  static func now() throws(CommandFailure) -> PartialDateTime {
    let date = Date()
    let minutes = TimeZone.current.secondsFromGMT(for: date) / 60
    let milliseconds = Int64(date.timeIntervalSince1970 * 1000)
    guard let now = PartialDateTime(epochMilliseconds: milliseconds, offset: ZoneOffset(minutes: minutes) ?? .zulu)
    else {
      throw CommandFailure(.failed, "The machine's clock is out of range.")
    }
    return now
  }
}
