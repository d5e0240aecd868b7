import FHIR
import JSON
import Testing

/// The lexical forms of primitives at their borders.
@Suite struct PrimitiveFormatTests {
  @Test(arguments: [
    ("date", ["1970", "1970-01", "1970-12-31", "2000-02-29", "0001-01-01"]),
    ("dateTime", ["1970", "1970-01-01T00:00:00Z", "2016-12-31T23:59:60Z", "1970-01-01T00:00:00.123456-13:59"]),
    ("instant", ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.1+14:00"]), ("time", ["00:00:00", "23:59:59.999"]),
    ("id", ["a", "A-1.b", String(repeating: "a", count: 64)]), ("code", ["a", "a b", "a-b_c"]),
    ("uri", ["urn:a", "http://example.org/é"]), ("oid", ["urn:oid:1.2", "urn:oid:2.0.840"]),
    ("uuid", ["urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"]),
    ("base64Binary", ["YQ==", "YWI=", "YWJj", "YW Jj\\nYWJj"]),
    ("string", ["a", " a "]),
  ])
  func valid(type: String, values: [String]) throws {
    for value in values { #expect(try faults(type, "\"\(value)\"").isEmpty, "\(type) \(value)") }
  }

  @Test(arguments: [
    (
      "date",
      ["", "0000", "197", "1970-1", "1970-13", "1970-00", "1970-01-32", "1900-02-29", "1970-01-01T00:00:00Z", "1970-"]
    ),
    (
      "dateTime",
      [
        "1970-01-01T", "1970-01-01T00:00:00", "1970-01-01T24:00:00Z", "1970-01T00:00:00Z", "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00+14:01", "1970-01-01T00:00:00+0100", "1970-01-01 00:00:00Z", "1970-01-01T00:00Z",
      ]
    ),
    ("instant", ["1970", "1970-01-01", "1970-01-01T00:00:00"]),
    ("time", ["24:00:00", "00:00", "00:60:00", "T00:00:00"]),
    ("id", ["", "a_b", "é", String(repeating: "a", count: 65)]), ("code", ["", " a", "a ", "a  b", "a\\tb c\\t"]),
    ("uri", ["", "a b"]), ("oid", ["urn:oid:1", "urn:oid:3.1", "urn:oid:1.02", "urn:oid:1..2", "urn:oid:1.2.", "1.2"]),
    ("uuid", ["urn:uuid:0C3151BD-1cbf-4d64-b04d-cd9187a4c6e0", "0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"]),
    ("base64Binary", ["", "YQ=", "Y", "=YQ=", "YQ==YQ==", "Y!=="]), ("string", ["", "  ", "\\n"]),
  ])
  func invalid(type: String, values: [String]) throws {
    for value in values { #expect(try faults(type, "\"\(value)\"").count == 1, "\(type) \(value)") }
  }

  @Test(arguments: [
    (
      "integer", ["0", "-2147483648", "2147483647"],
      ["2147483648", "-2147483649", "1.0", "1e2", "99999999999999999999"]
    ),
    ("positiveInt", ["1", "2147483647"], ["0", "-1", "1.5"]), ("unsignedInt", ["0"], ["-1", "-0.0"]),
    ("decimal", ["0", "-1.50", "1e-20", "1.000000000000000000000"], ["true"]),
    ("boolean", ["true", "false"], ["0", "1"]),
  ])
  func numbers(type: String, valid: [String], invalid: [String]) throws {
    for value in valid { #expect(try faults(type, value).isEmpty, "\(type) \(value)") }
    for value in invalid { #expect(try faults(type, value).count == 1, "\(type) \(value)") }
  }

  private func faults(_ type: String, _ json: String) throws -> [ValidationIssue] {
    let type = try #require(FHIRTypes.shared.type(named: type))
    return StructuralValidator().validate(try JSONDocument(fhir: json).root, as: type)
  }
}
