import HTTPTypes

/// The W3C Trace Context header `traceparent` (https://www.w3.org/TR/trace-context/, section 3.2): checked and handed on.
enum TraceContext {
  static let fieldName: HTTPField.Name = {
    HTTPField.Name("traceparent") ?? .via  // a valid token: never .via
  }()

  /// The value when its form is `00-<32 hex>-<16 hex>-<2 hex>` with ids that are not all zero, else nil.
  static func checked(_ value: String) -> String? {
    let bytes = Array(value.utf8)
    guard bytes.count == 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash, !value.hasPrefix("ff") else {
      return nil
    }
    for (index, byte) in bytes.enumerated() where index != 2 && index != 35 && index != 52 {
      guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else { return nil }
    }
    guard bytes[3..<35].contains(where: { $0 != 0x30 }), bytes[36..<52].contains(where: { $0 != 0x30 }) else {
      return nil
    }
    return value
  }

  /// The trace id within a checked value.
  static func traceID(of value: String) -> Substring { value.dropFirst(3).prefix(32) }

  private static let dash = UInt8(ascii: "-")
}
