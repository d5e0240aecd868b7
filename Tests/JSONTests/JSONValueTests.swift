import JSON
import Testing

@Suite("Views over the tape")
struct JSONValueTests {
  let root: JSONValue

  init() throws {
    root = try JSONDocument(
      parsing: """
        {"resourceType":"Patient","active":true,"name":[{"family":"Ruiz","given":["Ana","Luc\\u00eda"]}],
         "weight":1.50,"big":123456789012345678901234567890,"n":-9223372036854775808,"none":null,"empty":[],"deep":{"a":{"b":[0,[7]]}}}
        """
    ).root
  }

  @Test("paths read in one line, and a wrong turn is nil")
  func paths() {
    #expect(root["name"][0]["family"].string == "Ruiz")
    #expect(root["name"][0]["given"][1].string == "Lucía")
    #expect(root["deep"]["a"]["b"][1][0].int == 7)
    #expect(root["name"][1] == nil)
    #expect(root["name"][-1] == nil)
    #expect(root["name"]["family"] == nil)
    #expect(root["active"]["x"][0].string == nil)
    #expect(root[0] == nil)
    #expect(root["nowhere"] == nil)
  }

  @Test("scalars keep their written form and their type")
  func scalars() {
    #expect(root["weight"].numberText == "1.50")
    #expect(root["weight"].int == nil)
    #expect(root["big"].numberText == "123456789012345678901234567890")
    #expect(root["big"].int == nil)
    #expect(root["n"].int == .min)
    #expect(root["active"].bool == true)
    #expect(root["active"].string == nil)
    #expect(root["none"]?.isNull == true)
    #expect(root["resourceType"].stringEquals("Patient"))
    #expect(!root["resourceType"].stringEquals("Patien"))
    #expect(root["name"][0]["given"][1].stringEquals("Lucía"))
  }

  @Test("elements and members keep document order")
  func order() {
    #expect(root["name"][0]["given"].elements.compactMap(\.string) == ["Ana", "Lucía"])
    #expect(Array(root.members.map(\.key).prefix(3)) == ["resourceType", "active", "name"])
    #expect(root["empty"]?.count == 0)
    #expect(root["empty"].elements.isEmpty)
    #expect(root["weight"]?.count == 0)
    #expect(root.count == 9)
  }

  @Test("every value knows its path and its source")
  func places() {
    #expect(root["deep"]["a"]["b"][1][0]?.path == "deep.a.b[1][0]")
    #expect(root["name"][0]["given"][1]?.path == "name[0].given[1]")
    #expect(root.path == "")
    #expect(root["name"][0]["given"][0].map { String(decoding: $0.sourceBytes, as: UTF8.self) } == "\"Ana\"")
    #expect(root["deep"]["a"]["b"].map { String(decoding: $0.sourceBytes, as: UTF8.self) } == "[0,[7]]")
  }

  @Test("a vocabulary gives a name the same id in every document; other names get their own")
  func vocabulary() throws {
    let vocabulary = JSONVocabulary(["id", "code", "id"])
    let first = try JSONDocument(parsing: #"{"x":1,"code":2}"#, vocabulary: vocabulary)
    let second = try JSONDocument(parsing: #"{"code":3,"y":4,"x":5}"#, vocabulary: vocabulary)
    #expect(vocabulary.count == 2)
    #expect(first.keyID(of: "code") == vocabulary.id(of: "code"))
    #expect(first.root[keyID: 1].int == 2)
    #expect(second.root[keyID: 1].int == 3)
    #expect(first.keyID(of: "x") == 2)
    #expect(second.keyID(of: "x") == 3)
    #expect(second.keyName(3) == "x")
    #expect(first.keyID(of: "y") == nil)
  }
}
