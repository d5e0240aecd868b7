import JSON

extension JSONValue {
  /// Calls `body` with the bytes of a string, unescaped; without a copy unless the string holds escapes.
  func withTextBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    let node = node
    switch node.kind {
    case .string:
      return document.bytes.withUnsafeBytes {
        body(UnsafeRawBufferPointer(rebasing: $0[Int(node.start)..<Int(node.end)]))
      }
    case .escapedString:
      guard var text = string else { return nil }
      return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    default: return nil
    }
  }
}
