public import JSON

/// The answer to a hook: cards for the user, and actions that the client may apply without one.
///
/// No cards means "nothing to say" and is written as `{"cards":[]}`; every other empty member is left out.
public struct HookResponse: Sendable {
  /// The advice, most urgent first.
  public var cards: [Card]
  /// Changes for the client to make alone; only where that was agreed beforehand.
  public var systemActions: [Action]
  /// Agreed members of other parties.
  public var `extension`: JSONTree?

  /// A response.
  public init(cards: [Card] = [], systemActions: [Action] = [], extension: JSONTree? = nil) {
    self.cards = cards
    self.systemActions = systemActions
    self.`extension` = `extension`
  }

  /// Writes the response as JSON.
  public func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.key("cards")
      object.array { array in for card in cards { card.write(to: &array) } }
      object.elements("systemActions", systemActions) { $0.write(to: &$1) }
      object.member("extension", `extension`)
    }
  }

  /// The response as JSON text (UTF-8).
  public func serialized() -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes `name` and its elements, or nothing when there are none: the protocol forbids empty arrays.
  mutating func elements<Element>(_ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void) {
    guard !elements.isEmpty else { return }
    key(name)
    array { array in for element in elements { write(element, &array) } }
  }
}
