import ClinicalTypes
import FHIR
import JSON
import Testing

/// Input that is made to hurt is answered, and in time that grows with its size.
@Suite struct HostileInputTests {
  @Test func manyNulls() throws {
    let nulls = Array(repeating: "null", count: 20_000).joined(separator: ",")
    let objects = Array(repeating: #"{"id":"a"}"#, count: 20_000).joined(separator: ",")
    let alone = try JSONDocument(fhir: #"{"resourceType":"Patient","name":[{"given":[\#(nulls)]}]}"#)
    #expect(StructuralValidator(maximumIssues: 5).validate(alone.root).count == 6)
    let paired = try JSONDocument(
      fhir: #"{"resourceType":"Patient","name":[{"given":[\#(nulls)],"_given":[\#(objects)]}]}"#)
    #expect(StructuralValidator().validate(paired.root).isEmpty)
  }

  @Test func manyUnknownMembers() throws {
    let members = (0..<20_000).map { #""birthDat\#($0)":1"# }.joined(separator: ",")
    let document = try JSONDocument(fhir: #"{"resourceType":"Patient",\#(members)}"#)
    #expect(StructuralValidator(maximumIssues: 10).validate(document.root).count == 11)
  }

  @Test func oneIDOnManyServers() throws {
    let entries = (0..<5_000).map {
      #"{"fullUrl":"https://s\#($0).example/Patient/1","resource":{"resourceType":"Patient","id":"1"}}"#
    }
    let document = try JSONDocument(
      fhir: #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries.joined(separator: ","))]}"#)
    #expect(ResourceStore([document.root]).resources.count == 5_000)
  }

  @Test func aGroupOfMany() throws {
    let members = (0..<5_000).map { #"{"entity":{"reference":"Patient/\#($0)"}}"# }.joined(separator: ",")
    let document = try JSONDocument(fhir: #"{"resourceType":"Group","id":"g","member":[\#(members)]}"#)
    #expect(ResourceStore([document.root]).resources(ofType: "Group", patient: "4999").count == 1)
  }

  @Test func valueSetsThatImportEachOtherOverAndOver() throws {
    let sets = try (0..<15).map { level in
      let next = #"{"valueSet":["urn:v:\#(level + 1)"]}"#
      let include =
        level == 14 ? #"{"system":"s","concept":[{"code":"c"}]}"# : [next, next, next, next].joined(separator: ",")
      return try JSONDocument(
        fhir:
          #"{"resourceType":"ValueSet","url":"urn:v:\#(level)","status":"active","compose":{"include":[\#(include)]}}"#
      ).root
    }
    #expect(try LocalTerminology(sets.compactMap { Resource($0) }).expand("urn:v:0").codes.map(\.code) == ["c"])
  }

  @Test func bundlesInBundles() throws {
    var json = #"{"resourceType":"Patient","id":"1"}"#
    for _ in 0..<20 { json = #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":\#(json)}]}"# }
    #expect(ResourceStore([try JSONDocument(fhir: json).root]).resources.map(\.id) == ["1"])
    #expect(StructuralValidator().validate(try JSONDocument(fhir: json).root).isEmpty)
  }

  @Test(arguments: [
    "#", "/", "Patient/", String(repeating: "/", count: 10_000), "http://", "urn:uuid:", "\u{0}", "é/é",
  ])
  func oddReferences(text: String) {
    _ = Reference(parsing: text)
    #expect(ResourceStore([]).resolve(Reference(parsing: text)) == nil)
  }
}
