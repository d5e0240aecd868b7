import FHIR
import Testing

@Suite struct SearchQueryTests {
  @Test func parts() throws {
    let query = try SearchQuery(
      parsing:
        "Observation?patient=1&code=http://loinc.org|4548-4,http%3A%2F%2Floinc.org%7C17856-6&date:missing=false&_count=50"
    )
    #expect(query.type == "Observation")
    #expect(query.parameters.map(\.name) == ["patient", "code", "date", "_count"])
    let code = try #require(query.parameter("code"))
    #expect(code.values.map(\.token.system) == ["http://loinc.org", "http://loinc.org"])
    #expect(code.values.map(\.token.code) == ["4548-4", "17856-6"])
    #expect(query.parameter("date")?.modifier == "missing")
    #expect(query.parameter("patient")?.values[0].token.system == nil)
    #expect(query.parameter("none") == nil)
  }

  @Test(arguments: [
    "Patient", "Patient?name=Jos%C3%A9", "Observation?code=a%7Cb,c%7Cd&_count=50", "Condition?code:in=http://x.org/vs",
    "Observation?date=ge2026-01-01T00:00:00%2B01:00", "Patient?name=a%5C,b", "Patient?name=a%26b%3Dc",
  ])
  func formattingGivesTheTextBack(text: String) throws { #expect(try SearchQuery(parsing: text).text == text) }

  @Test func escapes() throws {
    let query = try SearchQuery(parsing: #"Patient?name=a\,b,c\|d|e\\"#)
    let values = try #require(query.parameter("name")?.values)
    #expect(values.map(\.text) == ["a,b", "c|d|e\\"])
    #expect(values[1].token.system == "c|d")
    #expect(values[1].token.code == "e\\")
    #expect(SearchValue(literal: "1,2|3$4\\").text == "1,2|3$4\\")
    #expect(SearchValue(system: "", code: "x").raw == "|x")
    #expect(SearchValue(system: "", code: "x").token.system == "")
    let built = SearchQuery(
      type: "Patient", parameters: [.init("identifier", values: [SearchValue(system: "urn:a,b", code: "c|d")])])
    let read = try SearchQuery(parsing: built.text)
    #expect(read.parameter("identifier")?.values[0].token.system == "urn:a,b")
    #expect(read.parameter("identifier")?.values[0].token.code == "c|d")
  }

  @Test func plus() throws {
    #expect(try SearchQuery(parsing: "Patient?name=a+b").parameter("name")?.values[0].text == "a+b")
    #expect(try SearchQuery(parsing: "Patient?name=a+b", plusIsBlank: true).parameter("name")?.values[0].text == "a b")
  }

  @Test(arguments: [
    "", "?a=b", "Nonsense?a=b", "Patient/1", "Patient?name", "Patient?=x", "Patient?name=%", "Patient?name=%4",
    "Patient?name=%zz", "Patient?name=%FF", "quantity?a=b", "Resource?a=b",
  ])
  func faults(text: String) {
    #expect(throws: SearchQueryError.self) { try SearchQuery(parsing: text) }
  }

  @Test func errorsDoNotQuoteValues() {
    do {
      _ = try SearchQuery(parsing: "Patient?name=secret%zz")
      Issue.record("expected an error")
    } catch { #expect(!error.description.contains("secret")) }
  }

  @Test func emptyParametersAreSkipped() throws {
    #expect(try SearchQuery(parsing: "/Patient?&a=b&&c=").parameters.map(\.name) == ["a", "c"])
  }
}
