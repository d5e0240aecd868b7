import JSON

extension ResponseRules {
  /// A rule that is broken, and where.
  public struct Violation: Sendable, Hashable {
    /// The rule.
    public let rule: ResponseRule
    /// Where, as a path into the response.
    public let path: String
  }

  /// Every rule that `response` breaks. Independent of the repairs: it is what a proven response is held against.
  public func violations(of response: HookResponse) -> [Violation] {
    var found: [Violation] = []
    for (index, card) in response.cards.enumerated() { found += violations(of: card, at: "cards[\(index)]") }
    if !response.systemActions.isEmpty, !profile.acceptsSystemActions {
      found.append(Violation(rule: .systemActions, path: "systemActions"))
    }
    for (index, action) in response.systemActions.enumerated() {
      found += violations(of: action, at: "systemActions[\(index)]")
    }
    let uuids = response.cards.flatMap { card in [card.uuid] + card.suggestions.map(\.uuid) }.compactMap(\.self)
    if Set(uuids).count != uuids.count { found.append(Violation(rule: .uuid, path: "cards")) }
    if let given = response.extension, given.opened == nil {
      found.append(Violation(rule: .extensionObject, path: "extension"))
    }
    return found
  }

  func violations(of card: Card, at path: String) -> [Violation] {
    var found: [Violation] = []
    func require(_ holds: Bool, _ rule: ResponseRule, _ place: String) {
      if !holds { found.append(Violation(rule: rule, path: "\(path).\(place)")) }
    }
    require(!card.summary.isEmpty, .summaryRequired, "summary")
    require(card.summary.unicodeScalars.count < 140, .summaryLength, "summary")
    require(PlainText.line(card.summary) == card.summary, .plainText, "summary")
    if let detail = card.detail {
      require(!detail.isEmpty && isSafe(detail), .detailMarkup, "detail")
    }
    let source = card.source
    require(!source.label.isEmpty, .sourceLabel, "source.label")
    require(PlainText.line(source.label) == source.label, .plainText, "source.label")
    for (url, name) in [(source.url, "url"), (source.icon, "icon")] {
      require(url.map { profile.allows($0) } ?? true, .sourceURL, "source.\(name)")
    }
    if let topic = source.topic {
      require(TopicCode.isValid(topic.code) && !topic.system.isEmpty, .topicCode, "source.topic")
    }
    require(card.uuid.map(UUIDText.isValid) ?? false, .uuid, "uuid")
    require(card.suggestions.isEmpty == (card.selectionBehavior == nil), .selectionBehavior, "selectionBehavior")
    let recommended = card.suggestions.count { $0.isRecommended == true }
    require(recommended <= 1 || card.selectionBehavior == .any, .recommendation, "suggestions")
    for (index, suggestion) in card.suggestions.enumerated() {
      let place = "suggestions[\(index)]"
      require(!suggestion.label.isEmpty, .suggestionLabel, "\(place).label")
      require(PlainText.line(suggestion.label) == suggestion.label, .plainText, "\(place).label")
      require(suggestion.uuid.map(UUIDText.isValid) ?? false, .uuid, "\(place).uuid")
      for (number, action) in suggestion.actions.enumerated() {
        found += violations(of: action, at: "\(path).\(place).actions[\(number)]")
      }
    }
    for (index, link) in card.links.enumerated() {
      let place = "links[\(index)]"
      require(!link.label.isEmpty && profile.allows(link.url), .link, place)
      require(PlainText.line(link.label) == link.label, .plainText, "\(place).label")
      require(link.kind == .smart || link.appContext == nil, .appContext, "\(place).appContext")
    }
    for (index, reason) in card.overrideReasons.enumerated() {
      require(
        !reason.code.isEmpty && !reason.system.isEmpty && reason.display.nonEmpty != nil, .overrideReason,
        "overrideReasons[\(index)]")
    }
    require(card.extension.map { $0.opened != nil } ?? true, .extensionObject, "extension")
    return found
  }

  func violations(of action: Action, at path: String) -> [Violation] {
    var found: [Violation] = []
    func require(_ holds: Bool, _ rule: ResponseRule, _ place: String) {
      if !holds { found.append(Violation(rule: rule, path: "\(path).\(place)")) }
    }
    require(!action.description.isEmpty, .actionDescription, "description")
    require(PlainText.line(action.description) == action.description, .plainText, "description")
    switch action.kind {
    case .create:
      require(action.resource.map(isResource) ?? false, .actionResource, "resource")
      require(action.resourceID == nil, .actionResource, "resourceId")
    case .update:
      let id = action.resource?["id"]?.string
      require(
        (action.resource.map(isResource) ?? false) && id.map { FHIRID.isValid($0) } ?? false, .actionResource,
        "resource")
    case .delete:
      require(action.resource == nil, .deleteTarget, "resource")
      require(action.resourceID.flatMap { FHIRID.split($0) } != nil, .deleteTarget, "resourceId")
    }
    if let patientID, let resource = action.resource {
      require(ActionSubject.isPatient(patientID, of: resource), .actionSubject, "resource")
    }
    require(action.extension.map { $0.opened != nil } ?? true, .extensionObject, "extension")
    return found
  }

  private func isResource(_ resource: JSONTree) -> Bool {
    resource["resourceType"]?.string.map { FHIRID.isTypeName($0) } ?? false
  }

  private func isSafe(_ detail: String) -> Bool {
    switch profile.detailForm {
    case .markdown: MarkdownText.sanitize(detail, linksAllowed: profile.allows) == detail
    case .plain: PlainText.lines(detail) == detail
    }
  }
}
