import CDSHooks
import ClinicalTypes
import Foundation
import Synchronization

/// The time of a call in the site's zone. Only here is the real clock read; everything below takes `now` as a parameter.
struct SiteClock: Sendable {
  private let fixed: PartialDateTime?
  private let zone: TimeZone
  private let offset = OffsetCache()

  /// `fixed` stops the clock, as `evaluate --now` does, and its own offset counts as the site's.
  init(timeZone: String, fixed: PartialDateTime? = nil) {
    zone = TimeZone(identifier: timeZone) ?? .gmt
    self.fixed = fixed
  }

  /// Milliseconds since 1970.
  var milliseconds: Int64 { fixed?.epochMilliseconds(defaultOffset: .zulu) ?? SiteClock.realTime() }

  /// The instant for token checks.
  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

  /// The instant with the site's offset.
  /// - Throws: when the machine's clock is out of the calendar's range.
  func now() throws(HookError) -> PartialDateTime {
    if let fixed { return fixed }
    let milliseconds = SiteClock.realTime()
    let minutes = offset.minutes(at: milliseconds, in: zone)
    guard let now = PartialDateTime(epochMilliseconds: milliseconds, offset: ZoneOffset(minutes: minutes) ?? .zulu)
    else { throw .internalFailure }
    return now
  }

  private static func realTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Zones change their offset on a quarter of an hour, so the answer holds until the next one.
  private final class OffsetCache: Sendable {
    private let known = Mutex<(quarter: Int64, minutes: Int)>((.min, 0))

    func minutes(at milliseconds: Int64, in zone: TimeZone) -> Int {
      let quarter = milliseconds / 900_000
      return known.withLock { known in
        if known.quarter != quarter {
          let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
          known = (quarter, zone.secondsFromGMT(for: date) / 60)
        }
        return known.minutes
      }
    }
  }
}
