import HTTPClient
import Testing

@Suite struct HTTPURLTests {
  @Test(arguments: [
    ("https://ehr.example.org", "https://ehr.example.org/"),
    ("HTTPS://EHR.Example.ORG:443/fhir", "https://ehr.example.org/fhir"),
    ("http://ehr.example.org:80/", "http://ehr.example.org/"),
    ("https://ehr.example.org:8443/a%2db?x=%7c", "https://ehr.example.org:8443/a%2Db?x=%7C"),
    ("https://ehr.example.org/Observation?code=a|b,c", "https://ehr.example.org/Observation?code=a%7Cb,c"),
    ("https://ehr.example.org?x", "https://ehr.example.org/?x"),
    ("https://[2001:DB8:0::1]:8443/", "https://[2001:db8::1]:8443/"),
    ("https://127.0.0.1/", "https://127.0.0.1/"),
    ("https://a_b.example.org/..x/.../", "https://a_b.example.org/..x/.../"),
  ])
  func hasOneCanonicalForm(text: String, canonical: String) throws {
    let url = try HTTPURL(text)
    #expect(url.absoluteString == canonical)
    #expect(try HTTPURL(url.absoluteString) == url)
  }

  @Test(arguments: [
    "", "ehr.example.org", "//ehr.example.org/", "https:/ehr.example.org", "https://", "https:///path",
    "file:///etc/passwd",
    "ftp://ehr.example.org/", "gopher://ehr.example.org/", "javascript:alert(1)", "https://user:pw@ehr.example.org/",
    "https://ehr.example.org@evil.example/", "https://ehr.example.org\\@evil.example/", "https://ehr.example.org/#x",
    "https://ehr.example.org:0/", "https://ehr.example.org:/", "https://ehr.example.org:65536/",
    "https://ehr.example.org:+80/",
    "https://ehr.example.org:0443/", "https://ehr..example.org/", "https://ehr.example.org./", "https://-a.example/",
    "https://exämple.org/", "https://ehr.example.org/a b", "https://ehr.example.org/\r\nX: y",
    "https://ehr.example.org/a\u{0}",
    "https://ehr.example.org/fhir/../admin", "https://ehr.example.org/fhir/%2e%2E/admin",
    "https://ehr.example.org/fhir/.%2e",
    "https://ehr.example.org/./x", "https://ehr.example.org/fhir/..;x=1/admin", "https://ehr.example.org/a%2Fb",
    "https://ehr.example.org/a%5Cb", "https://ehr.example.org/a%0d%0ab", "https://ehr.example.org/a\\b",
    "https://ehr.example.org/%",
    "https://ehr.example.org/%4", "https://ehr.example.org/%zz", "https://ehr.example.org/?a b", "https://[::1/",
    "https://[::1]x/",
    "https://[fe80::1%25eth0]/", "https://[127.0.0.1]/", "https://2130706433/", "https://0x7f000001/",
    "https://017700000001/",
    "https://127.1/", "https://127.0.0.01/", "https://127.0.0.0x1/", "https://1.2.3.4.5/", "https://256.0.0.1/",
  ])
  func refusesWhatCouldBeReadInTwoWays(text: String) {
    let error = #expect(throws: InvalidURL.self) { try HTTPURL(text) }
    #expect(error?.reason.contains("ehr.example") != true)
  }

  @Test func refusesWhatIsTooLong() {
    #expect(throws: InvalidURL.self) { try HTTPURL("https://ehr.example.org/" + String(repeating: "a", count: 20_000)) }
    #expect(throws: InvalidURL.self) { try HTTPURL("https://" + String(repeating: "a", count: 64) + ".org/") }
  }

  @Test func keepsItsQueryOutOfDescriptions() throws {
    let url = try HTTPURL("https://ehr.example.org/Observation?patient=secret")
    var dumped = ""
    dump(url, to: &dumped)
    for text in ["\(url)", String(reflecting: url), url.location, dumped] { #expect(!text.contains("secret")) }
  }

  @Test(arguments: [
    ("?page=2", "https://ehr.example.org/fhir/Observation?page=2"),
    ("/fhir/x?y", "https://ehr.example.org/fhir/x?y"),
    ("https://other.example/", "https://other.example/"),
  ])
  func resolvesReferences(reference: String, expected: String) throws {
    let page = try HTTPURL("https://ehr.example.org/fhir/Observation?code=x")
    #expect(try page.resolving(reference).absoluteString == expected)
  }

  @Test(arguments: ["//evil.example/", "../admin", "Observation?page=2", "", "javascript:x"])
  func refusesOtherReferences(reference: String) throws {
    let page = try HTTPURL("https://ehr.example.org/fhir/Observation")
    #expect(throws: InvalidURL.self) { try page.resolving(reference) }
  }
}

@Suite struct BaseURLTests {
  @Test(arguments: [
    "https://ehr.example.org/fhir", "https://ehr.example.org/fhir/", "https://EHR.example.org:443/fhir//",
  ])
  func ignoresTrailingSlashes(text: String) throws {
    #expect(try BaseURL(text).absoluteString == "https://ehr.example.org/fhir")
  }

  @Test func hasNoQuery() { #expect(throws: InvalidURL.self) { try BaseURL("https://ehr.example.org/fhir?x") } }

  @Test(arguments: [
    ("https://ehr.example.org/fhir", true), ("https://ehr.example.org/fhir/Patient/1?x", true),
    ("https://ehr.example.org/fhir?x", true), ("https://ehr.example.org/fhirx", false),
    ("https://ehr.example.org/", false),
    ("https://ehr.example.org/FHIR/x", false), ("http://ehr.example.org/fhir/x", false),
    ("https://ehr.example.org:8443/fhir/x", false), ("https://ehr.example.org.evil.example/fhir/x", false),
  ])
  func isAPrefixAtSlashesOnly(text: String, expected: Bool) throws {
    #expect(try BaseURL("https://ehr.example.org/fhir").isPrefix(of: HTTPURL(text)) == expected)
  }

  @Test func theRootIsAPrefixOfItsOrigin() throws {
    let root = try BaseURL("https://ehr.example.org")
    #expect(root.absoluteString == "https://ehr.example.org")
    #expect(try root.isPrefix(of: HTTPURL("https://ehr.example.org/x")))
    #expect(try root.appending(["Patient", "1"]).absoluteString == "https://ehr.example.org/Patient/1")
  }

  @Test func encodesSegmentsWhole() throws {
    let base = try BaseURL("https://ehr.example.org/fhir")
    #expect(
      try base.appending(["Patient", "a?b c"], query: "_format=json").absoluteString
        == "https://ehr.example.org/fhir/Patient/a%3Fb%20c?_format=json")
    #expect(try base.appending([]).absoluteString == "https://ehr.example.org/fhir")
    for segments in [["..", "admin"], ["a/b"], [""], ["%2e%2e"].map { _ in "." }] {
      #expect(throws: InvalidURL.self) { try base.appending(segments) }
    }
  }
}
