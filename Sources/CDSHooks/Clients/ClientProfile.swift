/// What one EHR can show and do, as data: clients differ more than the specification lets one think.
///
/// Profiles are JSON files in `Profiles/clients`; see ``init(decoding:)`` for their form.
public struct ClientProfile: Sendable, Equatable {
  /// How a client renders `detail`.
  public enum DetailForm: String, Sendable, Hashable {
    /// As GitHub-flavoured Markdown.
    case markdown
    /// As it stands.
    case plain
  }

  /// Which text of a suggestion a client shows.
  public enum SuggestionText: String, Sendable, Hashable {
    /// `suggestion.label`, as specified.
    case label
    /// Only `action.description`: it is then made to say what the label says.
    case actionDescription = "action-description"
  }

  /// A prefix that links must have to be shown (`https://guidelines.example/`): scheme, host and port must match whole.
  public typealias LinkPrefix = String

  /// A code of ours and what it is called in the client's own list of orderables.
  public struct Orderable: Sendable, Hashable {
    /// The code system of the content.
    public var system: String
    /// The code of the content.
    public var code: String
    /// What the client orders by.
    public var local: Coding

    /// A mapping.
    public init(system: String, code: String, local: Coding) {
      self.system = system
      self.code = code
      self.local = local
    }
  }

  /// What happens to a suggestion whose order the client's list does not hold.
  public enum UnmappedOrderable: String, Sendable, Hashable {
    /// It is sent with the standard code.
    case keep
    /// It is left out, and its text stays on the card.
    case omitSuggestion = "omit-suggestion"
  }

  /// The profile's name.
  public var name: String
  /// What it stands for, for people.
  public var description: String?
  /// The selection behaviours that the client understands.
  public var selectionBehaviors: Set<SelectionBehavior> = [.atMostOne, .any]
  /// The most actions in a suggestion; nil for any number.
  public var maximumActions: Int?
  /// Which text of a suggestion is shown.
  public var suggestionText: SuggestionText = .label
  /// How `detail` is rendered.
  public var detailForm: DetailForm = .markdown
  /// The prefixes that links may have; nil where the client shows every link.
  public var allowedLinks: [LinkPrefix]?
  /// Whether SMART links can be launched.
  public var supportsSMARTLinks = true
  /// Whether an app context reaches the app.
  public var supportsAppContext = true
  /// Whether system actions were agreed.
  public var acceptsSystemActions = false
  /// Whether critical cards interrupt the user, so that their text must stand alone.
  public var criticalPopsUp = false
  /// The most cards in a response; critical ones never count.
  public var maximumCards: Int?
  /// The most cards of one topic; critical ones never count.
  public var maximumCardsPerTopic: Int?
  /// The most Unicode scalars of a summary; at most 139.
  public var maximumSummary = 139
  /// The most Unicode scalars of a detail.
  public var maximumDetail: Int?
  /// The most Unicode scalars of a label.
  public var maximumLabel: Int?
  /// The client's own orderables.
  public var orderables: [Orderable] = []
  /// What happens where an order is not among them. Only looked at when there are any.
  public var unmappedOrderable: UnmappedOrderable = .keep

  /// A client that keeps to the specification.
  public init(name: String) { self.name = name }

  /// The profile of a client that nothing is known of: CDS Hooks 2.0.1 as written, without what needs agreement.
  public static let standard = ClientProfile(name: "default")

  /// Whether the client shows a link to `url`: absolute, https and on its list.
  public func allows(_ url: String) -> Bool {
    guard let parts = AbsoluteURL.parts(url), parts.scheme == "https" else { return false }
    guard let allowedLinks else { return true }
    return allowedLinks.contains { prefix in
      guard let allowed = AbsoluteURL.parts(prefix), allowed.scheme == parts.scheme, allowed.host == parts.host,
        allowed.port == parts.port
      else { return false }
      return parts.rest.hasPrefix(allowed.rest)
        && AbsoluteURL.isServiceBase(String(url.prefix { $0 != "?" && $0 != "#" }))
    }
  }
}
