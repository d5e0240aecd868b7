extension JSONValue {
  /// The value of a string, or nil for any other value. Copies.
  public var string: String? {
    let node = node
    switch node.kind {
    case .string: return String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    case .escapedString:
      let text = Array(document.bytes[Int(node.start)..<Int(node.end)])
      return String(decoding: JSONText.unescape(text.span), as: UTF8.self)
    default: return nil
    }
  }

  /// The value of `true` or `false`, or nil for any other value.
  public var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// A number as written, or nil for any other value: `1.50` is "1.50".
  public var numberText: String? {
    let node = node
    guard node.kind == .number else { return nil }
    return String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
  }

  /// A number written as an integer that fits, or nil: `1.0` and `1e3` are not written as integers.
  public var int: Int? {
    let node = node
    guard node.kind == .number else { return nil }
    let isNegative = document.bytes[Int(node.start)] == UInt8(ascii: "-")
    var value = 0
    for byte in document.bytes[(Int(node.start) + (isNegative ? 1 : 0))..<Int(node.end)] {
      guard byte &- 0x30 < 10 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.subtractingReportingOverflow(Int(byte - 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    // Collected as a negative number, whose range is the larger one.
    return isNegative ? value : (value == .min ? nil : -value)
  }

  /// Whether the value is a string equal to `other`, compared without a copy unless the text holds escapes.
  public func stringEquals(_ other: StaticString) -> Bool {
    let node = node
    guard node.kind == .string else { return node.kind == .escapedString && string == other.description }
    let length = other.utf8CodeUnitCount
    guard Int(node.end - node.start) == length else { return false }
    for offset in 0..<length where document.bytes[Int(node.start) + offset] != other.utf8Start[offset] { return false }
    return true
  }

  /// Whether the value is a string equal to `other`; see ``stringEquals(_:)-(StaticString)``.
  @_disfavoredOverload public func stringEquals(_ other: String) -> Bool {
    let node = node
    guard node.kind == .string else { return node.kind == .escapedString && string == other }
    var other = other
    return other.withUTF8 { other in
      guard Int(node.end - node.start) == other.count else { return false }
      for offset in other.indices where document.bytes[Int(node.start) + offset] != other[offset] { return false }
      return true
    }
  }
}
