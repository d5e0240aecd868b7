/// The header fields of an answer, in the order received; names are compared without regard to case (RFC 9110
/// section 5.1). Kept as the bytes received and read on demand: most answers are asked for one field or two.
public struct HTTPResponseHeaders: Sendable {
  private let bytes: [UInt8]

  /// Reads `Name: value` lines; lines that are none are left out.
  public init(lines bytes: [UInt8]) { self.bytes = bytes }

  /// The first value of a field; nil when it is absent. Bytes outside UTF-8 are replaced.
  public subscript(_ name: String) -> String? {
    var found: String?
    forEachLine { line, colon in
      guard URLText.isEqual(line[..<colon], ignoringCase: name) else { return true }
      found = Self.value(line[(colon + 1)...])
      return false
    }
    return found
  }

  /// All values of a field, in order.
  public func values(of name: String) -> [String] {
    var found: [String] = []
    forEachLine { line, colon in
      if URLText.isEqual(line[..<colon], ignoringCase: name) { found.append(Self.value(line[(colon + 1)...])) }
      return true
    }
    return found
  }

  /// All fields, names as received.
  public var fields: [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    forEachLine { line, colon in
      found.append((String(decoding: line[..<colon], as: UTF8.self), Self.value(line[(colon + 1)...])))
      return true
    }
    return found
  }

  /// The media type of `Content-Type`, lower case and without parameters.
  public var mediaType: String? {
    guard let value = self["content-type"] else { return nil }
    let type = value.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != UInt8(ascii: " ") && $0 != 0x09 }
    return type.isEmpty ? nil : URLText.lowercased(type)
  }

  /// Calls `body` with each line and the index of its colon until it answers false.
  private func forEachLine(_ body: (ArraySlice<UInt8>, Int) -> Bool) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      if !body(line, colon) { return }
    }
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 || byte == 0x0D }
    var trimmed = bytes
    while let first = trimmed.first, isSpace(first) { trimmed.removeFirst() }
    while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
    return String(decoding: trimmed, as: UTF8.self)
  }
}
