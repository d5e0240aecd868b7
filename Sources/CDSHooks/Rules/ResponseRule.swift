/// A rule that every response keeps before it leaves. The raw value is a stable id for reports and metrics.
public enum ResponseRule: String, Sendable, Hashable, CaseIterable {
  /// A card has a summary.
  case summaryRequired = "summary-required"
  /// A summary has fewer than 140 Unicode scalars.
  case summaryLength = "summary-length"
  /// Summaries and labels are plain text of one line, which no renderer can take for markup.
  case plainText = "plain-text"
  /// Detail holds no HTML and no control characters.
  case detailMarkup = "detail-markup"
  /// Detail holds no images, and links only to allowed https addresses.
  case detailLinks = "detail-links"
  /// The source has a label.
  case sourceLabel = "source-label"
  /// The source's addresses are absolute https URLs that the client lets through.
  case sourceURL = "source-url"
  /// A topic has a system and an alphanumeric code of at most 100 characters: some clients lose overrides otherwise.
  case topicCode = "topic-code"
  /// Cards and suggestions have uuids, each its own, so that feedback can name them.
  case uuid = "uuid"
  /// A suggestion has a label.
  case suggestionLabel = "suggestion-label"
  /// Suggestions come with a selection behaviour, and it with them.
  case selectionBehavior = "selection-behavior"
  /// Only one suggestion is recommended where only one can be taken.
  case recommendation = "recommendation"
  /// An action has a description.
  case actionDescription = "action-description"
  /// Creates and updates carry a resource; an update's has an id.
  case actionResource = "action-resource"
  /// A delete names `Type/id` and carries no resource.
  case deleteTarget = "delete-target"
  /// An action concerns the patient of the call and no other.
  case actionSubject = "action-subject"
  /// A link has a label and an absolute https URL that the client lets through.
  case link = "link"
  /// Only SMART links carry an app context.
  case appContext = "app-context"
  /// Override reasons have code, system and display.
  case overrideReason = "override-reason"
  /// Extensions are JSON objects.
  case extensionObject = "extension-object"
  /// System actions are sent only to a client that agreed to them.
  case systemActions = "system-actions"

  /// The requirements of Inferno's list (`cds-hooks_2.0@N`) and the 3.0 invariants that the rule covers; empty where the
  /// rule is Chartside's own.
  public var requirements: [String] {
    func list(_ numbers: [Int], _ invariants: [String] = []) -> [String] {
      numbers.map { "cds-hooks_2.0@\($0)" } + invariants
    }
    return switch self {
    case .summaryRequired, .summaryLength: list([83])
    case .plainText: []
    case .detailMarkup: list([85])
    case .detailLinks: []
    case .sourceLabel: list([90, 105])
    case .sourceURL: list([107, 111])
    case .topicCode: list([115, 216, 217])
    case .uuid: list([80, 119])
    case .suggestionLabel: list([117])
    case .selectionBehavior: list([93, 95, 96], ["cds-resp-6"])
    case .recommendation: list([122], ["cds-resp-1"])
    case .actionDescription: list([128], ["cds-resp-5"])
    case .actionResource: list([130, 131, 132])
    case .deleteTarget: list([133, 134, 135], ["cds-resp-2"])
    case .actionSubject: []
    case .link: list([138, 139, 142])
    case .appContext: list([146, 147], ["cds-resp-3"])
    case .overrideReason: list([98, 100, 136, 219], ["cds-resp-4"])
    case .extensionObject: list([214])
    case .systemActions: list([75])
    }
  }
}
