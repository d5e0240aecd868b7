import JSON
import Testing
import TestSupport

@Suite("Writing")
struct JSONWriterTests {
  @Test("members in order, nil members left out, strings escaped")
  func members() throws {
    var writer = JSONWriter()
    writer.object {
      $0.member("b", "quote \" slash \\ \n\u{1} é 😀")
      $0.member("gone", nil as String?)
      $0.member("a", 7)
      $0.member("t", true)
      $0.key("list")
      $0.array {
        $0.null()
        $0.number("1.50")
        $0.object { _ in }
      }
    }
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(text == #"{"b":"quote \" slash \\ \n\u0001 é 😀","a":7,"t":true,"list":[null,1.50,{}]}"#)
    #expect(try JSONDocument(parsing: writer.bytes).root["b"].string == "quote \" slash \\ \n\u{1} é 😀")
  }

  @Test("a tree edits what it must and copies the rest as written")
  func trees() throws {
    let document = try JSONDocument(parsing: #"{"id":"a", "dose":{ "value" : 1.50 },"note":[{"text":"x"}]}"#)
    var tree = JSONTree(document.root)
    tree["status"] = "draft"
    tree["note"] = nil
    tree["id"] = "b"
    #expect(
      String(decoding: tree.serialized(), as: UTF8.self) == #"{"id":"b","dose":{ "value" : 1.50 },"status":"draft"}"#)
    #expect(tree["dose"]?["value"].map { String(decoding: $0.serialized(), as: UTF8.self) } == "1.50")
    let built: JSONTree = ["list": [1, true, "s"], "object": ["k": "v"]]
    #expect(String(decoding: built.serialized(), as: UTF8.self) == #"{"list":[1,true,"s"],"object":{"k":"v"}}"#)
  }

  @Test("what is written reads back the same, for random documents", arguments: 0..<40)
  func roundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let text = String(decoding: tree(depth: 5, &random).serialized(), as: UTF8.self)
    let document = try JSONDocument(parsing: text)
    #expect(String(decoding: JSONTree(document.root).serialized(), as: UTF8.self) == text)
    #expect(String(decoding: copy(document.root).serialized(), as: UTF8.self) == text)
  }

  /// Takes the document apart through its views and builds it anew.
  private func copy(_ value: JSONValue) -> JSONTree {
    switch value.kind {
    case .null: .null
    case .true, .false: .bool(value.bool ?? false)
    case .number: .number(value.numberText ?? "")
    case .string, .escapedString: .string(value.string ?? "")
    case .array: .array(value.elements.map(copy))
    case .object:
      .object(value.members.reduce(into: JSONObject()) { $0[$1.key] = copy($1.value) })
    }
  }

  private func tree(depth: Int, _ random: inout SeededGenerator) -> JSONTree {
    let strings = ["", "a", "é\"\\", "\u{0}\u{1F}", "😀\u{7F}", "a/b", "\t"]
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2:
      return .number(
        ["0", "-0", "1.50", "1e-7", "-12.25E+3", "12345678901234567890"].randomElement(using: &random) ?? "0")
    case 3, 4: return .string(strings.randomElement(using: &random) ?? "")
    case 5:
      var elements: [JSONTree] = []
      for _ in 0..<Int.random(in: 0..<5, using: &random) { elements.append(tree(depth: depth - 1, &random)) }
      return .array(elements)
    default:
      var object = JSONObject()
      for index in 0..<Int.random(in: 0..<14, using: &random) {
        object["k\(index)" + (strings.randomElement(using: &random) ?? "")] = tree(depth: depth - 1, &random)
      }
      return .object(object)
    }
  }
}
