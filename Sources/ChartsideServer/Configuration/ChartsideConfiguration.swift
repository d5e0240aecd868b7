public import ClinicalTypes
public import Logging
public import Reasoning
public import WebServer

/// What the configuration file and the environment say, checked for form. Files that it names are read later.
public struct ChartsideConfiguration: Sendable {
  /// Authentication of CDS clients.
  public struct Authentication: Sendable {
    /// Whether hook calls need a verified token. Off only for trials without real patients.
    public var isRequired = true
    /// Whether discovery needs one too.
    public var isRequiredForDiscovery = true
    /// Whether published test keys are accepted. Never with real patients.
    public var testMode = false
  }

  /// The site.
  public struct Site: Sendable {
    /// Its name, for pages and logs.
    public var name = "Chartside"
    /// Its time zone, an IANA name such as `America/New_York`: days and dates in rules are its days.
    public var timeZone = "UTC"
  }

  /// The records.
  public struct Records: Sendable {
    /// The SQLite file; nil keeps nothing.
    public var path: String?
    /// How long lines, cards and feedback are kept; nil keeps all.
    public var retention: Duration?
  }

  /// The log.
  public struct Log: Sendable {
    /// The least level that is written.
    public var level = Logger.Level.info
    /// Whether there is a line for each request.
    public var writesRequests = true
  }

  /// One service of the content.
  struct ServiceSettings: Sendable {
    var isEnabled: Bool?
    var options: [(name: String, values: [ConfigurationValue])]
    /// The section, for errors about the service itself.
    var place: ConfigurationValue
  }

  /// What discovery names.
  public enum Discovery: String, Sendable, CaseIterable {
    /// The aggregates, and services that belong to none.
    case aggregates
    /// Every service. A client that registers all that it finds then shows the same cards twice.
    case all
  }

  /// The time at which calls are evaluated, for published content whose data are dated; nil for the clock. No setting of a
  /// file reaches it.
  public var evaluationTime: PartialDateTime?
  /// How many cards are shown at once; critical ones do not count.
  public var cards = CompositionLimits()
  /// What discovery names.
  public var discovery = Discovery.aggregates
  /// The services that the site switches or sets, by id.
  var services: [String: ServiceSettings] = [:]

  /// Hook calls.
  public struct Hooks: Sendable {
    /// How long a hook call may take in all.
    public var deadline: Duration = .milliseconds(4500)
    /// The same for `appointment-book`, `order-dispatch` and `order-sign`, for which clients wait longer.
    public var longDeadline: Duration = .seconds(9)
  }

  /// The listening server.
  public var server = WebServerConfiguration()
  /// The address under which EHRs know the service, without a trailing slash, such as `https://cds.example.org`; nil where
  /// nothing depends on it.
  public var publicBaseURL: String?
  /// Whether `/metrics` is served.
  public var servesMetrics = true
  /// Folders of content besides what ships.
  public var contentFolders: [String] = []
  /// The site.
  public var site = Site()
  /// The EHRs, by name.
  public var ehrs: [EHRConfiguration] = []
  /// The terminology server; nil for none.
  public var terminology: TerminologyConfiguration?
  /// The remote models, by the id of their registration.
  public var models: [ModelConfiguration] = []
  /// The records.
  public var records = Records()
  /// Authentication.
  public var authentication = Authentication()
  /// The log.
  public var log = Log()
  /// Hook calls.
  public var hooks = Hooks()

  /// The defaults, which serve nobody: no EHR is registered.
  public init() {}
}
