public import JSON

/// What was done to a record: counts by kind of identifier, action and place. It never holds a value, and its places are
/// those of the definitions ("Patient.contact.name"), not of the record.
public struct DeidentificationReport: Sendable, Equatable {
  /// What happened to an element.
  public enum Action: String, Sendable, Hashable, CaseIterable, Comparable {
    /// It left as it was, after a check.
    case kept
    /// It left in a coarser or pseudonymous form, or with parts masked.
    case generalized
    /// It did not leave.
    case removed

    /// The order of declaration.
    public static func < (left: Action, right: Action) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// A line of the report.
  public struct Entry: Sendable, Hashable {
    /// What the element can give away.
    public var identifierClass: IdentifierClass
    /// What happened to it.
    public var action: Action
    /// The element's definition.
    public var path: String
    /// How often.
    public var count: Int
  }

  /// The profile's name and version.
  public let profile: String
  /// Whether the profile claims Safe Harbor.
  public let isSafeHarbor: Bool
  /// What the profile demands before anything is sent.
  public let agreement: String
  /// The lines, sorted by kind, action and path.
  public let entries: [Entry]

  init(profile: DeidentificationProfile, counts: [ReportKey: Int]) {
    self.profile = profile.name + "|" + profile.version
    isSafeHarbor = profile.isSafeHarbor
    agreement = profile.agreement
    entries = counts.map { key, count in
      Entry(identifierClass: key.identifierClass, action: key.action, path: key.path, count: count)
    }.sorted { ($0.identifierClass, $0.action, $0.path) < ($1.identifierClass, $1.action, $1.path) }
  }

  /// How many elements met this end.
  public func count(_ action: Action, _ identifierClass: IdentifierClass? = nil) -> Int {
    entries.lazy.filter { $0.action == action && (identifierClass == nil || $0.identifierClass == identifierClass) }
      .reduce(0) { $0 + $1.count }
  }

  /// The report as JSON.
  public var json: JSONTree {
    [
      "profile": .string(profile), "safeHarbor": .bool(isSafeHarbor),
      "agreement": isSafeHarbor ? .null : .string(agreement),
      "totals": .object(
        Action.allCases.reduce(into: JSONObject()) { $0[$1.rawValue] = .number(String(count($1))) }),
      "entries": .array(
        entries.map {
          [
            "class": .string($0.identifierClass.rawValue), "action": .string($0.action.rawValue),
            "path": .string($0.path), "count": .number(String($0.count)),
          ]
        }),
    ]
  }
}

/// What is counted together.
struct ReportKey: Hashable {
  var identifierClass: IdentifierClass
  var action: DeidentificationReport.Action
  var path: String
}
