import JSON

/// What is kept of one hook call for those who must later explain it: who asked, what was looked at, what was found, what
/// was shown and what was held back, and how long it took.
///
/// It holds no token and no health information. A patient appears as a keyed hash that only this database can make; values,
/// names, and the words of cards do not appear. Every text in it is an identifier that the software, its content or its
/// configuration chose, or a CDS Hooks id.
public struct AuditLine: Sendable {
  /// How a call ended.
  public enum Outcome: String, Sendable {
    /// 200 with the cards that were found, if any.
    case answered
    /// 200 without cards, since the user is no clinician.
    case notForUser = "not-for-user"
    /// 401.
    case unauthenticated
    /// 4xx: the request was wrong.
    case refused
    /// 412: required data could not be had.
    case dataMissing = "data-missing"
    /// 5xx.
    case failed
  }

  /// Where the answer to one data requirement came from.
  public struct DataSource: Sendable {
    /// The requirement's key, such as `creatinine`.
    public var key: String
    /// `prefetch`, `fhir` or `context`; `none` when it could not be had.
    public var provenance: String
    /// How many resources it held.
    public var count: Int
    /// Why it is incomplete, as a short fixed word; nil when it is complete.
    public var gap: String?

    /// A source.
    public init(key: String, provenance: String, count: Int, gap: String? = nil) {
      self.key = key
      self.provenance = provenance
      self.count = count
      self.gap = gap
    }
  }

  /// One finding and what became of it.
  public struct FindingFate: Sendable {
    /// The finding's id in its content.
    public var id: String
    /// `info`, `warning` or `critical`.
    public var severity: String
    /// The card that showed it; nil when it was withheld.
    public var card: String?
    /// Why it was withheld, as a short fixed word such as `duplicate`, `limit`, `dismissed`.
    public var reason: String?

    /// A fate.
    public init(id: String, severity: String, card: String?, reason: String? = nil) {
      self.id = id
      self.severity = severity
      self.card = card
      self.reason = reason
    }
  }

  /// One model that was asked.
  public struct ModelRun: Sendable {
    /// The model's id.
    public var id: String
    /// The model's version.
    public var version: String
    /// `completed`, `failed` or `late`.
    public var outcome: String
    /// How long it took.
    public var microseconds: Int

    /// A run.
    public init(id: String, version: String, outcome: String, microseconds: Int) {
      self.id = id
      self.version = version
      self.outcome = outcome
      self.microseconds = microseconds
    }
  }

  /// When the call came, in milliseconds since 1970 (UTC).
  public var time: Int64
  /// The correlation id that the response and the log carry.
  public var request: String
  /// The registration's name in the configuration; nil when nobody was recognised.
  public var client: String?
  /// The tenant that the client named.
  public var tenant: String?
  /// The JWT's id; never the JWT.
  public var tokenID: String?
  /// The service's id; nil for discovery and for unknown services.
  public var service: String?
  /// The hook's name.
  public var hook: String?
  /// The hook instance.
  public var hookInstance: String?
  /// The user's reference when it is a Practitioner or PractitionerRole; nil otherwise.
  public var user: String?
  /// The keyed hash of the patient; see ``SQLiteRecords/patientHash(_:)``.
  public var patient: String?
  /// How it ended.
  public var outcome: Outcome
  /// The HTTP status of the answer.
  public var status: Int
  /// Why, as a short fixed word, when it was refused or failed.
  public var reason: String?
  /// The data that was looked at.
  public var data: [DataSource] = []
  /// The models that were asked.
  public var models: [ModelRun] = []
  /// The findings.
  public var findings: [FindingFate] = []
  /// Response rules that a card broke and how it was mended, as rule names.
  public var repairs: [String] = []
  /// Time by stage, in microseconds, in order.
  public var timings: [(stage: String, microseconds: Int)] = []

  /// A line with the parts that every call has.
  public init(time: Int64, request: String, outcome: Outcome, status: Int) {
    self.time = time
    self.request = request
    self.outcome = outcome
    self.status = status
  }

  /// The line as the chain hashes and stores it: JSON whose members are in a fixed order.
  func serialized() -> [UInt8] {
    var writer = JSONWriter(capacity: 768)
    writer.object {
      $0.member("time", Int(time))
      $0.member("request", request)
      $0.member("client", client)
      $0.member("tenant", tenant)
      $0.member("tokenID", tokenID)
      $0.member("service", service)
      $0.member("hook", hook)
      $0.member("hookInstance", hookInstance)
      $0.member("user", user)
      $0.member("patient", patient)
      $0.member("outcome", outcome.rawValue)
      $0.member("status", status)
      $0.member("reason", reason)
      Self.write(data, as: "data", to: &$0) { source, writer in
        writer.member("key", source.key)
        writer.member("from", source.provenance)
        writer.member("count", source.count)
        writer.member("gap", source.gap)
      }
      Self.write(models, as: "models", to: &$0) { model, writer in
        writer.member("id", model.id)
        writer.member("version", model.version)
        writer.member("outcome", model.outcome)
        writer.member("us", model.microseconds)
      }
      Self.write(findings, as: "findings", to: &$0) { finding, writer in
        writer.member("id", finding.id)
        writer.member("severity", finding.severity)
        writer.member("card", finding.card)
        writer.member("withheld", finding.reason)
      }
      if !repairs.isEmpty {
        $0.key("repairs")
        $0.array { for repair in repairs { $0.value(repair) } }
      }
      if !timings.isEmpty {
        $0.key("us")
        $0.object { for timing in timings { $0.member(timing.stage, timing.microseconds) } }
      }
    }
    return writer.bytes
  }

  private static func write<Element>(
    _ elements: [Element], as name: String, to writer: inout JSONWriter, _ body: (Element, inout JSONWriter) -> Void
  ) {
    guard !elements.isEmpty else { return }
    writer.key(name)
    writer.array { for element in elements { $0.object { body(element, &$0) } } }
  }
}
