/// The few facts about URLs that the protocol turns on. No URL is ever fetched from here.
public enum AbsoluteURL {
  /// The scheme, host and rest of an absolute http(s) URL.
  struct Parts: Equatable {
    let scheme: String
    let host: String
    let port: String
    /// Path, query and fragment, as written.
    let rest: Substring
  }

  static func parts(_ text: String) -> Parts? {
    guard text.utf8.count <= 4096,
      text.utf8.allSatisfy({
        $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"")
          && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
      })
    else { return nil }
    let scheme: String
    if text.lowercased().hasPrefix("https://") {
      scheme = "https"
    } else if text.lowercased().hasPrefix("http://") {
      scheme = "http"
    } else {
      return nil
    }
    let remainder = text.dropFirst(scheme.count + 3)
    let authorityEnd = remainder.firstIndex { "/?#".contains($0) } ?? remainder.endIndex
    let authority = remainder[..<authorityEnd]
    guard !authority.contains("@") else { return nil }
    let host: Substring
    let port: Substring
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = authority[...close]
      port = authority[authority.index(after: close)...]
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      port = authority[colon...]
    }
    guard !host.isEmpty, port.isEmpty || (port.first == ":" && port.dropFirst().allSatisfy { ("0"..."9").contains($0) })
    else { return nil }
    return Parts(
      scheme: scheme, host: host.lowercased(), port: String(port.dropFirst()), rest: remainder[authorityEnd...])
  }

  /// Whether `text` is an absolute http(s) URL.
  public static func isValid(_ text: String) -> Bool { parts(text) != nil }

  /// Whether `text` is an absolute https URL.
  public static func isSecure(_ text: String) -> Bool { parts(text)?.scheme == "https" }

  /// Whether `text` may be a FHIR base: absolute, without query, fragment or segments that walk a path.
  public static func isServiceBase(_ text: String) -> Bool {
    guard let parts = parts(text) else { return false }
    let rest = parts.rest
    guard !rest.contains("?"), !rest.contains("#") else { return false }
    return rest.split(separator: "/").allSatisfy { segment in
      let plain = segment.lowercased().split(separator: "%2e", omittingEmptySubsequences: false).joined(separator: ".")
      return plain != "." && plain != ".."
    }
  }
}
