import CLibcurlShim

/// The parts of a URL, checked and brought into canonical form.
enum URLText {
  static func lowercased(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.map { isUpper($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Compares ASCII text without regard to case.
  static func isEqual(_ bytes: some Sequence<UInt8>, ignoringCase name: String) -> Bool {
    bytes.elementsEqual(name.utf8) { left, right in
      left == right || (left | 0x20 == right | 0x20 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(left | 0x20))
    }
  }

  // MARK: Host and port

  static func canonicalAuthority(_ bytes: [UInt8]) throws(InvalidURL) -> (host: String, port: UInt16?) {
    guard !bytes.contains(UInt8(ascii: "@")) else {
      throw InvalidURL("the URL holds a user name or password before its host: leave it out")
    }
    if bytes.first == UInt8(ascii: "[") {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else {
        throw InvalidURL("the URL's IPv6 host has no closing ]")
      }
      guard let host = canonicalIPv6(String(decoding: bytes[1..<end], as: UTF8.self)) else {
        throw InvalidURL("the URL's host in brackets is no IPv6 address (zones are not accepted)")
      }
      return ("[\(host)]", try port(bytes[(end + 1)...]))
    }
    let end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
    return (try canonicalName(bytes[..<end]), try port(bytes[end...]))
  }

  /// What can be reached at a host that is an address; nil for a name.
  static func reach(ofHost host: String) -> curlshim_reach? {
    guard host.utf8.last.map(isDigit) == true || host.utf8.contains(UInt8(ascii: ":")) else { return nil }
    var reach = CURLSHIM_FORBIDDEN
    var canonical = [CChar](repeating: 0, count: 46)
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    return curlshim_parse_address(bare, &reach, &canonical) == 0 ? nil : reach
  }

  private static func canonicalIPv6(_ text: String) -> String? {
    var reach = CURLSHIM_FORBIDDEN
    var canonical = [CChar](repeating: 0, count: 46)
    guard !text.utf8.contains(0), curlshim_parse_address(text, &reach, &canonical) == 6 else { return nil }
    return String(decoding: canonical.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func canonicalName(_ bytes: ArraySlice<UInt8>) throws(InvalidURL) -> String {
    guard !bytes.isEmpty else { throw InvalidURL("the URL has no host") }
    guard bytes.count <= 253 else { throw InvalidURL("the URL's host is longer than 253 bytes") }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for label in labels {
      guard (1...63).contains(label.count), label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-"),
        label.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
      else {
        throw InvalidURL(
          "the URL's host is no plain host name (letters, digits, hyphens and single dots; IDNs as xn--)")
      }
    }
    let host = lowercased(bytes)
    // 2130706433, 0x7f000001, 127.1: resolvers take them for addresses, readers for names.
    if let last = labels.last, isNumber(last), reach(ofHost: host) == nil {
      throw InvalidURL("the URL's host is a number but no dotted IPv4 address: write it as four decimal numbers")
    }
    return host
  }

  private static func isNumber(_ label: ArraySlice<UInt8>) -> Bool {
    if label.allSatisfy(isDigit) { return true }
    return label.count >= 2 && label.first == UInt8(ascii: "0")
      && label[label.startIndex + 1] | 0x20 == UInt8(ascii: "x")
  }

  private static func port(_ bytes: ArraySlice<UInt8>) throws(InvalidURL) -> UInt16? {
    guard let first = bytes.first else { return nil }
    let digits = bytes.dropFirst()
    guard first == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.allSatisfy(isDigit),
      digits.first != UInt8(ascii: "0"), let port = UInt16(String(decoding: digits, as: UTF8.self))
    else { throw InvalidURL("the URL's port must be a number from 1 to 65535") }
    return port
  }

  // MARK: Path and query

  static func canonicalPath(_ bytes: [UInt8]) throws(InvalidURL) -> String {
    let path = try canonical(bytes, encoding: [], part: "path") { isPathCharacter($0) || $0 == UInt8(ascii: "/") }
    for segment in path.utf8.split(separator: UInt8(ascii: "/")) {
      var decoded: [UInt8] = []
      var rest = segment[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), let high = rest.popFirst().flatMap(hexValue),
          let low = rest.popFirst().flatMap(hexValue)
        {
          decoded.append(high << 4 | low)
        } else {
          decoded.append(byte)
        }
      }
      guard decoded.allSatisfy({ $0 > 0x1F && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") })
      else {
        throw InvalidURL("the URL's path hides a slash, backslash or control character in percent-encoding")
      }
      let name = decoded.prefix { $0 != UInt8(ascii: ";") }
      guard name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] else {
        throw InvalidURL("the URL's path has a dot segment (. or ..): write the path that is meant")
      }
    }
    return path
  }

  static func canonicalQuery(_ bytes: [UInt8]) throws(InvalidURL) -> String {
    // What servers write into paging links although RFC 3986 wants it encoded.
    let lenient = Array("|\"<>[]\\^`{}".utf8)
    return try canonical(bytes, encoding: lenient, part: "query") {
      isPathCharacter($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?")
    }
  }

  /// Percent-encodes one path segment or query value whole.
  static func percentEncoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) { bytes.append(byte) } else { appendEncoded(byte, to: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func canonical(
    _ bytes: [UInt8], encoding lenient: [UInt8], part: String, allowed: (UInt8) -> Bool
  ) throws(InvalidURL) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.count, let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
        else {
          throw InvalidURL("the URL's \(part) has a % that is not followed by two hexadecimal digits")
        }
        appendEncoded(high << 4 | low, to: &out)
        index += 3
        continue
      }
      if allowed(byte) {
        out.append(byte)
      } else if lenient.contains(byte) {
        appendEncoded(byte, to: &out)
      } else {
        throw InvalidURL("the URL's \(part) has a character that must be percent-encoded")
      }
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func appendEncoded(_ byte: UInt8, to bytes: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  // MARK: Characters (RFC 3986 appendix A)

  private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
  private static func isUnreserved(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "-._~".utf8.contains(byte) }
  private static func isPathCharacter(_ byte: UInt8) -> Bool {
    isUnreserved(byte) || "!$&'()*+,;=:@".utf8.contains(byte)
  }
  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
