import HTTPClient

/// How long a server asks its callers to wait.
enum RetryAfter {
  /// The longest wait that is believed.
  static let longest = Duration.seconds(3_600)

  /// `retry-after-ms`, else `retry-after` in seconds, else the later of the reset fields. A date is not read: it would
  /// need the server's clock.
  static func wait(of headers: HTTPResponseHeaders) -> Duration? {
    if let text = headers["retry-after-ms"], let milliseconds = Double(text), milliseconds >= 0 {
      return bounded(milliseconds / 1_000)
    }
    if let text = headers["retry-after"], let seconds = Double(text), seconds >= 0 { return bounded(seconds) }
    let resets = ["x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"].compactMap { headers[$0].flatMap(duration) }
    return resets.max()
  }

  /// `20ms`, `1s`, `6m0s`, or bare seconds.
  static func duration(_ text: String) -> Duration? {
    var seconds = 0.0
    var number = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character.isASCII, character.isNumber || character == "." {
        number.append(character)
        continue
      }
      guard let value = Double(number) else { return nil }
      number = ""
      switch character {
      case "h": seconds += value * 3_600
      case "m" where rest.first == "s":
        rest.removeFirst()
        seconds += value / 1_000
      case "m": seconds += value * 60
      case "s": seconds += value
      default: return nil
      }
    }
    if !number.isEmpty {
      guard let value = Double(number) else { return nil }
      seconds += value
    }
    return bounded(seconds)
  }

  private static func bounded(_ seconds: Double) -> Duration? {
    guard seconds.isFinite, seconds >= 0 else { return nil }
    return min(.milliseconds(Int64(min(seconds, 86_400) * 1_000)), longest)
  }
}
