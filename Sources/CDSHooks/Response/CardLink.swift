import JSON

/// A link of a card to a page or to a SMART app.
public struct CardLink: Sendable, Hashable {
  /// How a client opens the link.
  public enum Kind: String, Sendable, Hashable {
    /// Used exactly as written.
    case absolute
    /// A SMART app's launch URL: the client adds the launch parameters.
    case smart
  }

  /// The text that people see.
  public var label: String
  /// An absolute URL.
  public var url: String
  /// How a client opens it.
  public var kind: Kind
  /// Opaque text for the app, delivered with its token. Only for `smart` links.
  public var appContext: String?
  /// A hint that the client may open the link by itself (2.0.1).
  public var isAutolaunchable: Bool?

  /// A link.
  public init(label: String, url: String, kind: Kind, appContext: String? = nil, isAutolaunchable: Bool? = nil) {
    self.label = label
    self.url = url
    self.kind = kind
    self.appContext = appContext
    self.isAutolaunchable = isAutolaunchable
  }

  func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("label", label)
      object.member("url", url)
      object.member("type", kind.rawValue)
      object.member("autolaunchable", isAutolaunchable)
      object.member("appContext", appContext)
    }
  }
}
