public import JSON

/// What is said openly of a model: for people and for machines. What nobody has stated stays unstated, with the reason; it is
/// never made up.
public struct ModelCard: Sendable {
  /// Rules that run here, or a model that somebody else hosts.
  public enum Kind: String, Sendable, Hashable {
    /// Decision support of the content, run natively.
    case embedded
    /// A remote reasoning model.
    case remote
  }

  /// What stands beside an attribute.
  public enum Statement: Sendable, Hashable {
    /// What is known.
    case known(String)
    /// Why nothing is.
    case unknown(String)
  }

  /// The model's id.
  public let id: String
  /// Its name.
  public let name: String
  /// Its version.
  public let version: String
  /// Its kind.
  public let kind: Kind
  private let statements: [String: Statement]
  private let otherwise: String

  /// A card.
  /// - Parameters:
  ///   - id: the model's id.
  ///   - name: its name.
  ///   - version: its version.
  ///   - kind: its kind.
  ///   - statements: what is stated, by the attribute's id; others are dropped.
  ///   - otherwise: why the rest is not.
  public init(
    id: String, name: String, version: String, kind: Kind, statements: [String: Statement], otherwise: String
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.kind = kind
    self.statements = statements
    self.otherwise = otherwise
  }

  /// The table: every attribute with what is known of it, the site's own measurements among them.
  public func rows(_ report: ModelReport) -> [(attribute: ModelCardAttribute, statement: Statement)] {
    ModelCardAttribute.all.map { attribute in
      if attribute.id == "local-validity" { return (attribute, Self.localValidity(report)) }
      return (attribute, statements[attribute.id] ?? .unknown(otherwise))
    }
  }

  /// The card for machines.
  public func json(_ report: ModelReport) -> JSONTree {
    [
      "id": .string(id), "name": .string(name), "version": .string(version), "kind": .string(kind.rawValue),
      "attributes": .array(
        rows(report).map { attribute, statement in
          var row = JSONObject()
          row["id"] = .string(attribute.id)
          row["title"] = .string(attribute.title)
          row["group"] = .string(attribute.group)
          row["hti1EvidenceBased"] = .array(attribute.evidenceBased.map { .number(String($0)) })
          row["hti1Predictive"] = .array(attribute.predictive.map { .number(String($0)) })
          row["chai"] = attribute.chai.map(JSONTree.string) ?? .null
          switch statement {
          case .known(let text): row["value"] = .string(text)
          case .unknown(let reason):
            row["value"] = .null
            row["reason"] = .string(reason)
          }
          return .object(row)
        }),
      "localValidity": report.json,
    ]
  }

  private static func localValidity(_ report: ModelReport) -> Statement {
    var parts: [String] = []
    if report.answers > 0 {
      parts.append(
        "\(report.answers) answers judged (\(report.shadowAnswers) in shadow mode) with \(report.findings) findings: "
          + "\(report.passed) passed every check, \(report.agreed) said what a rule says, "
          + "\(report.findings - report.passed - report.agreed) were refused. "
          + "\(report.rulesOnly) findings of the rules were not among them.")
    }
    if report.proposals > 0 {
      parts.append(
        "Of \(report.proposals) proposals that passed, clinicians ordered \(share(report.ordered, of: report.proposals)) within a day."
      )
    }
    if report.cards > 0 {
      parts.append(
        "\(report.cards) cards: \(share(report.accepted, of: report.cards)) accepted, "
          + "\(share(report.overridden, of: report.cards)) overridden.")
    }
    return parts.isEmpty
      ? .unknown("Nothing has been measured at this site yet.") : .known(parts.joined(separator: " "))
  }

  /// `12 (24 %, 95 % interval 14–37 %)`
  private static func share(_ count: Int, of total: Int) -> String {
    guard let interval = ModelReport.interval(count, of: total) else { return "\(count)" }
    func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
    return "\(count) (\(percent(Double(count) / Double(total))) %, 95 % interval "
      + "\(percent(interval.lowerBound))–\(percent(interval.upperBound)) %)"
  }
}
