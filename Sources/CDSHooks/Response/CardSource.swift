import JSON

/// Who stands behind a card (`card.source`).
public struct CardSource: Sendable, Hashable {
  /// The name that people see: the guideline, its publisher or the model.
  public var label: String
  /// An absolute URL of the source itself, never a view of this patient.
  public var url: String?
  /// An absolute URL of a 100 × 100 PNG.
  public var icon: String?
  /// What the card is about. Clients group, filter and remember overrides by it.
  public var topic: Coding?

  /// A source.
  public init(label: String, url: String? = nil, icon: String? = nil, topic: Coding? = nil) {
    self.label = label
    self.url = url
    self.icon = icon
    self.topic = topic
  }

  func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("label", label)
      object.member("url", url)
      object.member("icon", icon)
      if let topic {
        object.key("topic")
        topic.write(to: &object)
      }
    }
  }
}
