import HTTPClient
import SMART

extension EHRConfiguration {
  init(name: String, section: ConfigurationSection, folder: String) throws(ConfigurationError) {
    guard let issuer = try section.value("issuer") else {
      throw section.fail("issuer", "is needed: the \"iss\" of the EHR's tokens")
    }
    let url = try section.value("jwks-url")
    let file = try section.value("jwks-file")
    let keys: Keys
    switch (url, file) {
    case (let url?, nil):
      guard (try? HTTPURL(url.text)) != nil else { throw url.fail("must be an https URL") }
      keys = .url(url.text)
    case (nil, let file?): keys = .file(try file.file(relativeTo: folder))
    case (_?, let file?): throw file.fail("and jwks-url exclude each other")
    case (nil, nil): throw section.fail("jwks-url", "is needed (or jwks-file): where the EHR's public keys are")
    }
    self.init(name: name, issuer: try issuer.string(), keys: keys)

    if let values = try section.values("algorithms") {
      algorithms = []
      for value in values {
        guard let algorithm = SignatureAlgorithm(rawValue: value.text) else {
          throw value.fail("must be one of ES384, RS384, ES256, RS256")
        }
        algorithms.insert(algorithm)
      }
    }
    if let values = try section.values("tenants") { tenants = Set(values.map(\.text)) }
    if let values = try section.values("audiences") { audiences = Set(values.map(\.text)) }
    if let value = try section.value("token-lifetime") {
      tokenLifetime = try value.duration(.seconds(1)...Duration.seconds(3600))
    }
    if let value = try section.value("clock-skew") {
      clockSkew = try value.duration(.seconds(0)...Duration.seconds(300))
    }
    if let value = try section.value("allow-missing-typ") { allowsMissingType = try value.bool() }
    if let value = try section.value("client-id") { clientID = try value.string() }
    for value in try section.values("fhir-base-urls") ?? [] {
      guard let base = try? BaseURL(value.text) else {
        throw value.fail("must be an https URL without query or fragment")
      }
      fhirServers.append(base)
    }
    if let value = try section.value("fetch") { fetches = try value.bool() }
    if let value = try section.value("client-profile") { clientProfile = try value.string() }
    trust = try TrustPolicy(section.section("trust"), folder: folder)
    for base in fhirServers where base.url.scheme == .http && !trust.allowedSchemes.contains(.http) {
      throw section.fail(
        "fhir-base-urls", "has an http URL: tokens and data would travel in the open; see trust.allow-http")
    }
    try section.finish()
  }
}

extension TrustPolicy {
  /// How a server is reached, from a section `trust`.
  init(_ section: ConfigurationSection, folder: String) throws(ConfigurationError) {
    var trust = TrustPolicy()
    if let value = try section.value("ca-file") { trust.caFile = try value.file(relativeTo: folder) }
    if let value = try section.value("allow-private") { trust.allowPrivate = try value.bool() }
    if let value = try section.value("allow-loopback") { trust.allowLoopback = try value.bool() }
    if let value = try section.value("allow-http"), try value.bool() { trust.allowedSchemes = [.http, .https] }
    if let value = try section.value("proxy") {
      guard let url = try? HTTPURL(value.text) else { throw value.fail("must be an http or https URL") }
      trust.proxy = url
    }
    let certificate = try section.value("client-certificate-file")
    let key = try section.value("client-key-file")
    if let certificate {
      guard let key else { throw certificate.fail("needs client-key-file beside it") }
      trust.clientCertificate = ClientCertificate(
        certificateFile: try certificate.file(relativeTo: folder), keyFile: try key.file(relativeTo: folder))
    } else if let key {
      throw key.fail("needs client-certificate-file beside it")
    }
    try section.finish()
    self = trust
  }
}
