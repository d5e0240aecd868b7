import JSON

/// One answer that a card offers. All of its actions belong together (AND).
public struct Suggestion: Sendable {
  /// The text on the button.
  public var label: String
  /// Named by feedback; without it a client sends none.
  public var uuid: String?
  /// Whether this is the one to take. Several only where the card's selection behaviour is `any`.
  public var isRecommended: Bool?
  /// What taking it does.
  public var actions: [Action]

  /// A suggestion.
  public init(label: String, uuid: String? = nil, isRecommended: Bool? = nil, actions: [Action] = []) {
    self.label = label
    self.uuid = uuid
    self.isRecommended = isRecommended
    self.actions = actions
  }

  func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("label", label)
      object.member("uuid", uuid)
      object.member("isRecommended", isRecommended)
      object.elements("actions", actions) { $0.write(to: &$1) }
    }
  }
}
