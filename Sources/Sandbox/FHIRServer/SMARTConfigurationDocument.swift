import JSON

/// The sandbox's `.well-known/smart-configuration`. Its tokens come with hooks, so that there is no token endpoint to
/// ask; the address given answers 404.
enum SMARTConfigurationDocument {
  static func serialized(base: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { document in
      document.member("issuer", base)
      let origin = base.hasSuffix("/fhir") ? String(base.dropLast(5)) : base
      document.member("jwks_uri", origin + "/sandbox/jwks.json")
      document.member("token_endpoint", origin + "/sandbox/token")
      list(&document, "grant_types_supported", [])
      list(&document, "capabilities", ["permission-patient", "permission-v1", "permission-v2"])
      list(&document, "code_challenge_methods_supported", ["S256"])
      list(&document, "scopes_supported", ["patient/*.rs"])
    }
    return writer.bytes
  }

  private static func list(_ writer: inout JSONWriter, _ name: String, _ values: [String]) {
    writer.key(name)
    writer.array { array in for value in values { array.value(value) } }
  }
}
