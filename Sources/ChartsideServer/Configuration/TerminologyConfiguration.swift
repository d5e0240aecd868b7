public import HTTPClient

/// A terminology server, asked about what the value sets of the content cannot tell.
public struct TerminologyConfiguration: Sendable {
  /// Its base URL.
  public var base: BaseURL
  /// How it is reached.
  public var trust = TrustPolicy()
  /// How many codes and answers are kept.
  public var maximumCodes = 200_000
  /// How long an answer holds; a failure holds for a hundredth of it, half a minute at most.
  public var lifetime: Duration = .seconds(3600)

  /// A server with the defaults.
  public init(base: BaseURL) { self.base = base }
}

extension TerminologyConfiguration {
  /// Nil where the section names no server.
  init?(_ section: ConfigurationSection, folder: String) throws(ConfigurationError) {
    let trust = try TrustPolicy(section.section("trust"), folder: folder)
    let maximumCodes = try section.value("cache")?.int(1000...10_000_000)
    let lifetime = try section.value("lifetime")?.duration(.seconds(60)...Duration.seconds(7 * 86_400))
    guard let value = try section.value("base-url") else {
      guard !section.isPresent else { throw section.fail("base-url", "is needed: where the terminology server is") }
      return nil
    }
    guard let base = try? BaseURL(value.text) else {
      throw value.fail("must be an https URL without query or fragment")
    }
    if base.url.scheme == .http, !trust.allowedSchemes.contains(.http) {
      throw value.fail("is an http URL: anybody on the way could change its answers; see trust.allow-http")
    }
    self.init(base: base)
    self.trust = trust
    if let maximumCodes { self.maximumCodes = maximumCodes }
    if let lifetime { self.lifetime = lifetime }
    try section.finish()
  }
}
