import Foundation

/// Moves dated data and the clock together: content that looks back so many days must not care which year it is.
public enum ShiftedDates {
  /// The text with the day of every date in it moved by `days`.
  public static func shift(_ text: String, by days: Int) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return text.replacing(/\b(\d{4})-(\d\d)-(\d\d)(?=[T"Z])/) { match in
      var day = DateComponents()
      (day.year, day.month, day.day) = (Int(match.1), Int(match.2), Int(match.3))
      guard let date = calendar.date(from: day), let later = calendar.date(byAdding: .day, value: days, to: date) else {
        return String(match.0)
      }
      let moved = calendar.dateComponents([.year, .month, .day], from: later)
      func digits(_ number: Int?, _ count: Int) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, count - text.count)) + text
      }
      return "\(digits(moved.year, 4))-\(digits(moved.month, 2))-\(digits(moved.day, 2))"
    }
  }
}
