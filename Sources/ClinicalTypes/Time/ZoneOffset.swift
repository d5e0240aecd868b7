/// An offset from UTC in minutes, at most 14 hours either way. `Z` and `+00:00` are the same offset written differently.
public struct ZoneOffset: Sendable {
  /// Minutes east of UTC, or a marker for `Z`.
  private let code: Int16
  private static let zuluCode = Int16.max

  private init(code: Int16) { self.code = code }

  /// UTC, written `Z`.
  public static let zulu = ZoneOffset(code: zuluCode)

  /// Minutes east of UTC; nil beyond ±14 hours.
  public init?(minutes: Int) {
    guard (-840...840).contains(minutes) else { return nil }
    code = Int16(minutes)
  }

  /// Minutes east of UTC.
  public var minutes: Int { code == Self.zuluCode ? 0 : Int(code) }

  /// The 16 bits under which a dateTime stores an optional offset.
  static let none = Int16.min
  init?(stored: Int16) {
    guard stored != Self.none else { return nil }
    code = stored
  }
  var stored: Int16 { code }
}

extension ZoneOffset: Hashable, CustomStringConvertible {
  /// Equal when as many minutes from UTC.
  public static func == (left: ZoneOffset, right: ZoneOffset) -> Bool { left.minutes == right.minutes }
  /// Hashes the minutes.
  public func hash(into hasher: inout Hasher) { hasher.combine(minutes) }

  /// `Z`, or sign, hours and minutes: `-05:30`.
  public var description: String {
    TemporalText.string { text in write(to: &text) }
  }

  func write(to text: inout TemporalText) {
    if code == Self.zuluCode { return text.append("Z") }
    let distance = Int(code.magnitude)
    text.append(code < 0 ? "-" : "+")
    text.append(distance / 60, digits: 2)
    text.append(":")
    text.append(distance % 60, digits: 2)
  }
}
