import JSON

/// Fits a response to what its client can show and do. What cannot be a button stays as text: nothing is lost in silence.
extension ClientProfile {
  /// Something that was changed for the client, for the log.
  public struct Adaptation: Sendable, Hashable {
    /// What was changed.
    public enum Kind: String, Sendable, Hashable {
      /// A suggestion became text.
      case suggestionAsText = "suggestion-as-text"
      /// An order was given the client's own code.
      case localCode = "local-code"
      /// A link was left out.
      case linkRemoved = "link-removed"
      /// An app context was left out.
      case appContextRemoved = "app-context-removed"
      /// The detail became plain text.
      case plainDetail = "plain-detail"
      /// A text was shortened.
      case shortened
      /// The selection behaviour was exchanged for one that the client knows.
      case selectionBehavior = "selection-behavior"
    }

    /// What was changed.
    public let kind: Kind
    /// Where, as a path into the response.
    public let path: String
  }

  /// The response as this client can use it, and what was changed.
  public func adapted(_ response: HookResponse) -> (response: HookResponse, adaptations: [Adaptation]) {
    var adaptations: [Adaptation] = []
    var result = response
    result.cards = response.cards.enumerated().map { index, card in
      var adapter = CardAdapter(profile: self, path: "cards[\(index)]", card: card)
      adapter.adapt()
      adaptations += adapter.adaptations
      return adapter.card
    }
    return (result, adaptations)
  }
}

/// Fits one card.
private struct CardAdapter {
  let profile: ClientProfile
  let path: String
  var card: Card
  var adaptations: [ClientProfile.Adaptation] = []

  init(profile: ClientProfile, path: String, card: Card) {
    self.profile = profile
    self.path = path
    self.card = card
  }

  mutating func adapt() {
    adaptSuggestions()
    adaptLinks()
    adaptDetail()
  }

  private mutating func note(_ kind: ClientProfile.Adaptation.Kind, _ place: String) {
    adaptations.append(.init(kind: kind, path: "\(path).\(place)"))
  }

  private mutating func adaptSuggestions() {
    var kept: [Suggestion] = []
    var asText: [String] = []
    for (index, suggestion) in card.suggestions.enumerated() {
      if let adapted = adapt(suggestion, at: "suggestions[\(index)]") {
        kept.append(adapted)
      } else {
        asText.append(suggestion.label)
      }
    }
    if !kept.isEmpty, let behavior = card.selectionBehavior, !profile.selectionBehaviors.contains(behavior) {
      note(.selectionBehavior, "selectionBehavior")
      switch behavior {
      case .any: card.selectionBehavior = .atMostOne
      case .atMostOne:
        // Alternatives that exclude each other must not become a list to tick: one stays, the others are named.
        card.selectionBehavior = .any
        let chosen = kept.firstIndex { $0.isRecommended == true } ?? 0
        asText += kept.enumerated().filter { $0.offset != chosen }.map(\.element.label)
        kept = [kept[chosen]]
      }
    }
    card.suggestions = kept
    if kept.isEmpty { card.selectionBehavior = nil }
    guard !asText.isEmpty else { return }
    note(.suggestionAsText, "suggestions")
    let lines = asText.map { "- " + MarkdownText.escape($0) }.joined(separator: "\n")
    card.detail = [card.detail.nonEmpty, "To consider:\n\n" + lines].compactMap(\.self).joined(separator: "\n\n")
  }

  /// The suggestion as the client can take it; nil when it cannot be a button there.
  private mutating func adapt(_ suggestion: Suggestion, at place: String) -> Suggestion? {
    var suggestion = suggestion
    if let maximum = profile.maximumActions, suggestion.actions.count > maximum { return nil }
    for index in suggestion.actions.indices {
      guard let action = adaptedOrder(suggestion.actions[index], at: "\(place).actions[\(index)]") else { return nil }
      suggestion.actions[index] = action
      if profile.suggestionText == .actionDescription, suggestion.actions.count == 1 {
        suggestion.actions[index].description = suggestion.label
      }
    }
    if let maximum = profile.maximumLabel, suggestion.label.unicodeScalars.count > maximum {
      suggestion.label = PlainText.shorten(suggestion.label, to: maximum)
      note(.shortened, "\(place).label")
    }
    return suggestion
  }

  /// Puts the client's own code first. Nil when the order is not in the client's list and must then not be offered.
  private mutating func adaptedOrder(_ action: Action, at place: String) -> Action? {
    guard !profile.orderables.isEmpty, action.kind != .delete, let resource = action.resource,
      let element = ["code", "medicationCodeableConcept"].first(where: { resource[$0]?["coding"] != nil }),
      let codings = resource[element]?["coding"]?.elements
    else { return action }
    for coding in codings {
      let match = profile.orderables.first {
        $0.system == coding["system"]?.string && $0.code == coding["code"]?.string
      }
      guard let match else { continue }
      var local: JSONTree = ["system": .string(match.local.system), "code": .string(match.local.code)]
      local["display"] = match.local.display.map { .string($0) }
      var edited = resource
      edited[element]?["coding"] = .array([local] + codings)
      var adapted = action
      adapted.resource = edited
      note(.localCode, place)
      return adapted
    }
    return profile.unmappedOrderable == .keep ? action : nil
  }

  private mutating func adaptLinks() {
    var links: [CardLink] = []
    for (index, link) in card.links.enumerated() {
      guard profile.allows(link.url), link.kind != .smart || profile.supportsSMARTLinks else {
        note(.linkRemoved, "links[\(index)]")
        continue
      }
      var link = link
      if link.appContext != nil, !profile.supportsAppContext {
        // An app that counts on its context would open on nothing: the link goes with it.
        note(.appContextRemoved, "links[\(index)]")
        continue
      }
      if link.kind == .absolute { link.isAutolaunchable = nil }
      links.append(link)
    }
    card.links = links
  }

  private mutating func adaptDetail() {
    guard var detail = card.detail.nonEmpty else { return }
    if profile.detailForm == .plain {
      detail = MarkdownText.plain(PlainText.shorten(detail, to: CardRepair.maximumDetail))
      note(.plainDetail, "detail")
    }
    if let maximum = profile.maximumDetail, detail.unicodeScalars.count > maximum {
      detail = PlainText.shorten(detail, to: maximum)
      note(.shortened, "detail")
    }
    card.detail = detail
  }
}
