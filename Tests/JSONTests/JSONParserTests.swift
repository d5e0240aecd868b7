@testable import JSON
import Testing

@Suite("Parsing: RFC 8259 and nothing more")
struct JSONParserTests {
  @Test(
    "accepts",
    arguments: [
      "null", "true", "false", "0", "-0", "1.50", "-12.5e+10", "1E9", "\"\"", "\"a\\u00e9\\n\\/\"", "[]", "{}",
      " [ 1 , 2 ] ",
      "{\"a\":{\"a\":1},\"b\":[{\"a\":2}]}", "\"\\ud83d\\ude00\"", "[[[]]]", "\t\r\n1\n",
    ])
  func accepts(text: String) throws { _ = try JSONDocument(parsing: text) }

  @Test(
    "refuses, and says where",
    arguments: [
      ("", "syntax", 0, ""), ("nul", "syntax", 0, ""), ("True", "syntax", 0, ""), ("01", "syntax", 1, ""),
      ("1.", "syntax", 2, ""), (".5", "syntax", 0, ""), ("1e", "syntax", 2, ""), ("-", "syntax", 1, ""),
      ("+1", "syntax", 0, ""), ("NaN", "syntax", 0, ""), ("Infinity", "syntax", 0, ""), ("1 2", "syntax", 2, ""),
      ("[1,]", "syntax", 3, "[1]"), ("[1 2]", "syntax", 3, "[1]"), ("[,1]", "syntax", 1, "[0]"),
      ("{\"a\":1,}", "syntax", 7, ""), ("{a:1}", "syntax", 1, ""), ("{\"a\" 1}", "syntax", 5, "a"),
      ("{\"a\":}", "syntax", 5, "a"), ("{\"a\":[{\"b\":tru}]}", "syntax", 11, "a[0].b"), ("[", "syntax", 1, "[0]"),
      ("{", "syntax", 1, ""), ("{\"a\":1", "syntax", 6, "a"), ("\"a", "syntax", 0, ""), ("\"\\x\"", "syntax", 1, ""),
      ("\"\\u12g4\"", "syntax", 1, ""), ("\"\n\"", "syntax", 1, ""), ("'a'", "syntax", 0, ""),
      ("[1}", "syntax", 2, "[1]"),
      ("// c\n1", "syntax", 0, ""), ("\"\\ud83d\"", "encoding", 1, ""), ("\"\\ude00\"", "encoding", 1, ""),
      ("\"\\ud83d\\u0041\"", "encoding", 1, ""), ("{\"a\":1,\"a\":2}", "duplicateKey", 11, "a"),
      ("{\"x\":{\"a\":1,\"b\":{\"a\":0},\"a\":2}}", "duplicateKey", 28, "x.a"),
      ("{\"a\":1,\"\\u0061\":2}", "duplicateKey", 16, "a"),
    ])
  func refuses(text: String, kind: String, offset: Int, path: String) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
    #expect(error?.kind.description == kind)
    #expect(error?.offset == offset)
    #expect(error?.path == path)
  }

  @Test(
    "refuses bytes that are not UTF-8",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
    ] as [[UInt8]])
  func refusesBadUTF8(bytes: [UInt8]) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
    #expect(error?.kind == .encoding)
    #expect(error?.offset == 1)
  }

  @Test("a byte order mark is not white space")
  func refusesByteOrderMark() {
    #expect(throws: JSONError.self) { try JSONDocument(parsing: [0xEF, 0xBB, 0xBF, 0x31]) }
  }

  @Test("each limit holds at its boundary")
  func limits() throws {
    let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
    _ = try JSONDocument(parsing: deep(64))
    #expect(kind(of: deep(65)) == .tooDeep)
    #expect(kind(of: deep(200_000)) == .tooDeep)
    #expect(kind(of: "[1,2]", JSONLimits(nodes: 2)) == .tooManyNodes)
    _ = try JSONDocument(parsing: "[1,2]", limits: JSONLimits(nodes: 3))
    #expect(kind(of: "[1]", JSONLimits(bytes: 2)) == .tooLong)
    _ = try JSONDocument(parsing: "[1]", limits: JSONLimits(bytes: 3))
  }

  @Test("an object of many members is checked for duplicates in linear time and at its last member")
  func manyMembers() throws {
    let members = (0..<5000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let document = try JSONDocument(parsing: "{\(members)}")
    #expect(document.root.count == 5000)
    #expect(document.root["k4999"].int == 4999)
    #expect(kind(of: "{\(members),\"k17\":0}") == .duplicateKey)
  }

  @Test("names that collide under the plain hash are still told apart")
  func collidingNames() throws {
    // A birthday search over short names yields a family that shares a slot of a table of 2048.
    var byHash: [UInt32: [String]] = [:]
    for number in 0..<400_000 {
      let name = String(number, radix: 36)
      byHash[NameTable.plainHash(Array(name.utf8).span) & 0x7FF, default: []].append(name)
    }
    let family = byHash.values.max { $0.count < $1.count } ?? []
    let text = "{" + family.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    let document = try JSONDocument(parsing: text)
    #expect(document.root.count == family.count)
    #expect(family.allSatisfy { document.root[$0].int == 1 })
  }

  @Test("a name's every byte counts in its hash, at every length", arguments: 1...40)
  func hashes(length: Int) {
    let name = [UInt8](repeating: 0x61, count: length)
    let hash = NameTable.plainHash(name.span)
    for place in 0..<length {
      var other = name
      other[place] = 0x62
      #expect(NameTable.plainHash(other.span) != hash)
    }
    #expect(NameTable.plainHash((name + [0x61]).span) != hash)
  }

  @Test(
    "a string ends, or is refused, at the right byte wherever it stands among plain ones",
    arguments: ["\u{1F}", "\0", "\n", "\\", "\"", "\u{20}", "\u{21}", "\u{23}", "[", "]", "\u{7F}", "é", "\u{80}", "🫀"])
  func stringScan(unit: String) throws {
    for before in 0..<20 {
      for after in 0..<20 {
        let head = String(repeating: "a", count: before)
        let text = head + unit + String(repeating: "!", count: after)
        switch unit {
        case "\"":
          let document = try JSONDocument(parsing: "[\"\(head)\",\"\(String(repeating: "!", count: after))\"]")
          #expect(document.root[0].string == head && document.root.count == 2)
        case "\\":
          #expect(try JSONDocument(parsing: "[\"\(head)\\n\(head)\"]").root[0].string == "\(head)\n\(head)")
        case "\u{1F}", "\0", "\n":
          let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: "[\"\(text)\"]") }
          #expect(error?.kind == .syntax && error?.offset == 2 + before)
        default: #expect(try JSONDocument(parsing: "[\"\(text)\"]").root[0].string == text)
        }
      }
    }
  }

  private func kind(of text: String, _ limits: JSONLimits = .default) -> JSONError.Kind? {
    do {
      _ = try JSONDocument(parsing: text, limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }
}
