import Foundation
import Synchronization

/// The `Date` field's text (RFC 9110, section 5.6.7), made once a second.
final class HTTPDate: Sendable {
  private let cached = Mutex<(second: Int, text: String)>((-1, ""))

  var now: String {
    let second = time(nil)
    return cached.withLock { cached in
      if cached.second != second { cached = (second, Self.text(second)) }
      return cached.text
    }
  }

  static func text(_ second: Int) -> String {
    var second = time_t(second)
    var parts = tm()
    guard gmtime_r(&second, &parts) != nil else { return "Thu, 01 Jan 1970 00:00:00 GMT" }
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let day = days[Int(parts.tm_wday) % 7]
    let month = months[Int(parts.tm_mon) % 12]
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(day), \(two(parts.tm_mday)) \(month) \(1900 + parts.tm_year) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
  }
}
