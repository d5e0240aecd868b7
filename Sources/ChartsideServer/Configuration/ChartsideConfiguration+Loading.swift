import Foundation
import HTTPClient
import Logging
import Reasoning
import SMART
import WebServer

extension ChartsideConfiguration {
  /// Reads a file and the environment over it.
  /// - Throws: ``ConfigurationError``.
  public init(file: String, environment: [String: String])
    throws(ConfigurationError)
  {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ConfigurationError(
        origin: .whole(file), setting: "", problem: "cannot be read; check the path and its permissions")
    }
    guard let yaml = String(validating: data, as: UTF8.self) else {
      throw ConfigurationError(origin: .whole(file), setting: "", problem: "is not YAML in UTF-8")
    }
    try self.init(yaml: yaml, file: file, environment: environment)
  }

  /// Reads YAML text; `file` is named in errors, and relative paths are taken from its folder.
  public init(yaml: String, file: String, environment: [String: String]) throws(ConfigurationError) {
    self.init()
    let environment = ConfigurationEnvironment(environment)
    let root = try ConfigurationSection(yaml: yaml, file: file, environment: environment)
    let folder = file.contains("/") ? String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]) : ""
    try readServer(root.section("server"), folder: folder)
    try readContent(root.section("content"), folder: folder)
    try readSite(root.section("site"))
    try readRecords(root.section("records"), folder: folder)
    try readAuthentication(root.section("authentication"))
    try readHooks(root.section("hooks"))
    try readLog(root.section("logging"))
    try readCards(root.section("cards"))
    try readServices(root)
    terminology = try TerminologyConfiguration(root.section("terminology"), folder: folder)
    for (name, section) in try root.named("ehrs") {
      ehrs.append(try EHRConfiguration(name: name, section: section, folder: folder))
    }
    for (name, section) in try root.named("models") {
      models.append(try ModelConfiguration(name: name, section: section, folder: folder, environment: environment))
    }
    try root.finish()
    try environment.finish()
    try checkTogether(root)
  }

  private mutating func readServer(_ section: ConfigurationSection, folder: String) throws(ConfigurationError) {
    if let host = try section.value("host") { server.host = try host.string() }
    if let port = try section.value("port") { server.port = try port.int(0...65535) }
    if let url = try section.value("public-base-url") {
      let text = try url.string()
      guard let base = try? BaseURL(text) else {
        throw url.fail("must be an http or https URL without query or fragment")
      }
      guard !base.absoluteString.hasSuffix("/cds-services") else {
        throw url.fail("must end before '/cds-services', which is added to it")
      }
      publicBaseURL = base.absoluteString
      server.isPubliclySecure = base.url.scheme == .https
    }
    if let origins = try section.values("cors-origins") {
      var listed: [String] = []
      for origin in origins {
        let text = try origin.string()
        guard let url = try? HTTPURL(text), !text.hasSuffix("/"), url.path == "/" || url.path.isEmpty, url.query == nil
        else {
          throw origin.fail(
            "must be an origin such as https://ehr.example.org: scheme, host and port, no path, never *")
        }
        listed.append(text)
      }
      server.cors = CORSPolicy(origins: listed)
    }
    if let metrics = try section.value("metrics") { servesMetrics = try metrics.bool() }
    let tls = try section.section("tls")
    if let certificate = try tls.value("certificate-file") {
      guard let key = try tls.value("key-file") else { throw tls.fail("certificate-file", "needs key-file beside it") }
      server.tls = .init(
        certificateFile: try certificate.file(relativeTo: folder), privateKeyFile: try key.file(relativeTo: folder))
    } else if let key = try tls.value("key-file") {
      throw key.fail("needs certificate-file beside it")
    }
    try tls.finish()
    try readLimits(section.section("limits"))
    try section.finish()
  }

  private mutating func readLimits(_ section: ConfigurationSection) throws(ConfigurationError) {
    let seconds = Duration.milliseconds(100)...Duration.seconds(3600)
    if let value = try section.value("body") { server.limits.maximumBodyBytes = try value.bytes(1 << 10...1 << 30) }
    if let value = try section.value("bodies-in-flight") {
      server.limits.maximumBodyBytesInFlight = try value.bytes(1 << 20...1 << 36)
    }
    if let value = try section.value("headers") {
      server.limits.maximumHeaderBytes = try value.bytes(1 << 10...1 << 20)
    }
    if let value = try section.value("connections") { server.limits.maximumConnections = try value.int(1...100_000) }
    if let value = try section.value("keep-alive") { server.limits.keepAlive = try value.duration(seconds) }
    if let value = try section.value("body-idle") { server.limits.bodyIdle = try value.duration(seconds) }
    if let value = try section.value("body-deadline") { server.limits.bodyDeadline = try value.duration(seconds) }
    if let value = try section.value("write-deadline") { server.limits.writeDeadline = try value.duration(seconds) }
    if let value = try section.value("shutdown") { server.limits.shutdown = try value.duration(seconds) }
    try section.finish()
  }

  private mutating func readContent(_ section: ConfigurationSection, folder: String) throws(ConfigurationError) {
    for value in try section.values("folders") ?? [] {
      let path = try value.path(relativeTo: folder)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        throw value.fail("names a folder that does not exist")
      }
      contentFolders.append(path)
    }
    if let value = try section.value("discovery") { discovery = try value.choice(Discovery.self) }
    try section.finish()
  }

  private mutating func readSite(_ section: ConfigurationSection) throws(ConfigurationError) {
    if let name = try section.value("name") { site.name = try name.string() }
    if let zone = try section.value("time-zone") {
      site.timeZone = try zone.string()
      guard TimeZone(identifier: site.timeZone) != nil else {
        throw zone.fail("must be the name of a time zone such as America/New_York")
      }
    }
    try section.finish()
  }

  private mutating func readRecords(_ section: ConfigurationSection, folder: String) throws(ConfigurationError) {
    if let path = try section.value("path") { records.path = try path.path(relativeTo: folder) }
    if let retention = try section.value("retention") {
      records.retention = try retention.duration(.seconds(86_400)...(.seconds(86_400 * 36_525)))
    }
    try section.finish()
  }

  private mutating func readAuthentication(_ section: ConfigurationSection) throws(ConfigurationError) {
    if let value = try section.value("required") { authentication.isRequired = try value.bool() }
    authentication.isRequiredForDiscovery = authentication.isRequired
    if let value = try section.value("discovery") {
      enum Discovery: String, CaseIterable { case required, open }
      authentication.isRequiredForDiscovery = try value.choice(Discovery.self) == .required
    }
    if let value = try section.value("test-mode") { authentication.testMode = try value.bool() }
    try section.finish()
  }

  private mutating func readHooks(_ section: ConfigurationSection) throws(ConfigurationError) {
    let range = Duration.milliseconds(50)...Duration.seconds(60)
    if let value = try section.value("deadline") { hooks.deadline = try value.duration(range) }
    if let value = try section.value("long-deadline") { hooks.longDeadline = try value.duration(range) }
    try section.finish()
  }

  private mutating func readCards(_ section: ConfigurationSection) throws(ConfigurationError) {
    if let value = try section.value("per-topic") { cards.cardsPerTopic = try value.int(1...20) }
    if let value = try section.value("in-all") { cards.cards = try value.int(1...50) }
    try section.finish()
  }

  private mutating func readServices(_ root: ConfigurationSection) throws(ConfigurationError) {
    for (name, section) in try root.named("services") {
      var settings = ServiceSettings(isEnabled: nil, options: [], place: section.place)
      if let value = try section.value("enabled") { settings.isEnabled = try value.bool() }
      settings.options = try section.section("options").everything()
      try section.finish()
      services[name] = settings
    }
  }

  private mutating func readLog(_ section: ConfigurationSection) throws(ConfigurationError) {
    if let value = try section.value("level") { log.level = try value.choice(Logger.Level.self) }
    if let value = try section.value("requests") { log.writesRequests = try value.bool() }
    try section.finish()
  }

  /// Settings that depend on each other.
  private func checkTogether(_ root: ConfigurationSection) throws(ConfigurationError) {
    var issuers: [String: String] = [:]
    for ehr in ehrs {
      if let other = issuers.updateValue(ehr.name, forKey: ehr.issuer) {
        throw root.fail("ehrs", "\(other) and \(ehr.name) have the same issuer: an issuer is registered once")
      }
    }
    if authentication.isRequired {
      guard publicBaseURL != nil else {
        throw root.fail("server", "public-base-url is needed: tokens name it as their audience")
      }
      guard !ehrs.isEmpty else {
        throw root.fail(
          "ehrs", "no EHR is registered, so nobody could call; register one, or set authentication.required")
      }
    }
  }
}
