extension TagSyntax {
  /// The tags of a comment: `@name: value` to the end of the line, or `@name: "a value of several lines"`.
  static func read(in comment: ArraySlice<UInt8>) -> [TagSyntax] {
    guard comment.contains(UInt8(ascii: "@")) else { return [] }
    var tags: [TagSyntax] = []
    var index = comment.startIndex
    while let sign = comment[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = sign + 1
      var end = index
      while end < comment.endIndex, Lexer.isWordPart(comment[end]) || comment[end] == UInt8(ascii: "-") { end += 1 }
      let name = String(decoding: comment[index..<end], as: UTF8.self)
      index = end
      guard !name.isEmpty, sign == comment.startIndex || !Lexer.isWordPart(comment[sign - 1]) else { continue }
      guard index < comment.endIndex, comment[index] == UInt8(ascii: ":") else {
        tags.append(TagSyntax(name: name, value: ""))
        continue
      }
      index += 1
      while index < comment.endIndex, comment[index] == 0x20 || comment[index] == 0x09 { index += 1 }
      let stop: UInt8
      if index < comment.endIndex, comment[index] == UInt8(ascii: "\"") {
        index += 1
        stop = UInt8(ascii: "\"")
      } else {
        stop = 0x0A
      }
      let last = comment[index...].firstIndex(of: stop) ?? comment.endIndex
      tags.append(TagSyntax(name: name, value: trimmed(comment[index..<last])))
      index = min(last + 1, comment.endIndex)
    }
    return tags
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
