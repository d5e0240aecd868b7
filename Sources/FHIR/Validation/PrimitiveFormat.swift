/// The lexical forms of FHIR's primitives, matched by hand: no regular expression runs on input. (R4, "datatypes".)
enum PrimitiveFormat {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// What is wrong with a string primitive, or nil if its form is right.
  static func fault(_ text: Text, _ kind: PrimitiveKind) -> String? {
    switch kind {
    case .id: isID(text) ? nil : "expected an id: 1 to 64 letters, digits, '-' and '.'"
    case .code: isCode(text) ? nil : "expected a code: no blanks at its ends, no double blanks"
    case .uri, .url, .canonical: isURI(text) ? nil : "expected a URI without blanks"
    case .oid: isOID(text) ? nil : "expected 'urn:oid:' and an OID"
    case .uuid: isUUID(text) ? nil : "expected 'urn:uuid:' and a UUID in lower case"
    case .date: DateFormat.isDate(text) ? nil : "expected a date: YYYY, YYYY-MM or YYYY-MM-DD"
    case .dateTime:
      DateFormat.isDateTime(text) ? nil : "expected a dateTime: a date, or YYYY-MM-DDThh:mm:ss with a zone"
    case .instant: DateFormat.isInstant(text) ? nil : "expected an instant: YYYY-MM-DDThh:mm:ss with a zone"
    case .time: DateFormat.isTime(text) ? nil : "expected a time: hh:mm:ss"
    case .base64Binary: isBase64(text) ? nil : "expected base64"
    case .string, .markdown: isText(text) ? nil : "expected text with at least one character that is no blank"
    case .xhtml: isDivision(text) ? nil : "expected XHTML in one <div>"
    case .boolean, .decimal, .integer, .positiveInt, .unsignedInt: "expected a JSON \(kind.jsonKind)"
    }
  }

  /// What is wrong with the characters of any string: only tab, line feed and carriage return are allowed below the
  /// blank. JSON lets the others in as escapes only, so that strings without escapes need no look.
  static func controlFault(_ text: Text) -> String? {
    text.contains { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 } ? "control characters are not allowed" : nil
  }

  /// What is wrong with a number, or nil. `decimal` takes any JSON number; JSON's grammar forbids leading zeros.
  static func fault(number text: Text, _ kind: PrimitiveKind) -> String? {
    switch kind {
    case .decimal: return nil
    case .integer: return integer(text) != nil ? nil : "expected an integer of 32 bits"
    case .positiveInt:
      return integer(text).map { $0 >= 1 } == true ? nil : "expected an integer from 1 to 2147483647"
    case .unsignedInt:
      return integer(text).map { $0 >= 0 } == true ? nil : "expected an integer from 0 to 2147483647"
    default: return "expected a JSON \(kind.jsonKind)"
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  static func isIDCharacter(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

  private static func integer(_ text: Text) -> Int? {
    guard !text.isEmpty, text.count <= 11 else { return nil }
    var value = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    let signed = isNegative ? -value : value
    return Int(Int32.min)...Int(Int32.max) ~= signed ? signed : nil
  }

  private static func isID(_ text: Text) -> Bool {
    (1...64).contains(text.count) && text.allSatisfy(isIDCharacter)
  }

  private static func isCode(_ text: Text) -> Bool {
    var wasBlank = true
    for byte in text {
      if isBlank(byte) {
        if wasBlank { return false }
        wasBlank = true
      } else {
        wasBlank = false
      }
    }
    return !wasBlank
  }

  private static func isURI(_ text: Text) -> Bool { !text.isEmpty && !text.contains(where: isBlank) }

  private static func isText(_ text: Text) -> Bool { text.contains { !isBlank($0) } }

  /// Whether text, blanks aside, is a `<div …>` or `<h:div …>` element from end to end. What is in it is not parsed.
  private static func isDivision(_ text: Text) -> Bool {
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
    else {
      return false
    }
    let body = Text(rebasing: text[first...last])
    return (starts(body, with: "<div") || starts(body, with: "<h:div") || starts(body, with: "<xhtml:div"))
      && body[body.count - 1] == UInt8(ascii: ">")
  }

  private static func starts(_ text: Text, with prefix: StaticString) -> Bool {
    guard text.count >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where text[index] != prefix.utf8Start[index] { return false }
    return true
  }

  private static func isOID(_ text: Text) -> Bool {
    guard starts(text, with: "urn:oid:"), text.count > 8, text[8] &- 0x30 < 3 else { return false }
    var (digits, leadsWithZero, arcs) = (0, false, 0)
    for byte in text[9...] {
      if byte == UInt8(ascii: ".") {
        if arcs > 0, digits == 0 || (leadsWithZero && digits > 1) { return false }
        arcs += 1
        digits = 0
      } else {
        guard isDigit(byte), arcs > 0 else { return false }
        if digits == 0 { leadsWithZero = byte == 0x30 }
        digits += 1
      }
    }
    return arcs > 0 && digits > 0 && !(leadsWithZero && digits > 1)
  }

  private static func isUUID(_ text: Text) -> Bool {
    guard starts(text, with: "urn:uuid:"), text.count == 45 else { return false }
    for (index, byte) in text[9...].enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        if byte != UInt8(ascii: "-") { return false }
      } else if !(isDigit(byte) || byte &- 0x61 < 6) {
        return false
      }
    }
    return true
  }

  private static func isBase64(_ text: Text) -> Bool {
    var (count, padding) = (0, 0)
    for byte in text {
      switch byte {
      case UInt8(ascii: "="): padding += 1
      case _ where isBlank(byte): continue
      case _
      where isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/"):
        if padding > 0 { return false }
      default: return false
      }
      count += 1
    }
    return count > 0 && count % 4 == 0 && padding <= 2
  }
}
