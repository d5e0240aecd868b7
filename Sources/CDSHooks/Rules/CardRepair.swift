import JSON

/// Mends a card where what it says is untouched. What it cannot mend stays faulty, for ``ResponseRules`` to replace.
struct CardRepair {
  let rules: ResponseRules
  let path: String
  var card: Card
  private(set) var findings: [RuleFinding] = []

  /// The most Unicode scalars of a detail, far beyond what anyone reads: a runaway text must not fill a chart.
  static let maximumDetail = 32_768

  init(rules: ResponseRules, path: String, card: Card) {
    self.rules = rules
    self.path = path
    self.card = card
  }

  mutating func repair(used: inout Set<String>) {
    repairSource()
    repairSummary()
    repairDetail()
    repairSuggestions(used: &used)
    repairLinks()
    let reasons = card.overrideReasons.filter { !$0.code.isEmpty && !$0.system.isEmpty && $0.display.nonEmpty != nil }
    if reasons.count < card.overrideReasons.count {
      card.overrideReasons = reasons
      note(.overrideReason, "overrideReasons", .removed)
    }
    if let given = card.extension, given.opened == nil {
      card.extension = nil
      note(.extensionObject, "extension", .removed)
    }
    if let uuid = freshUUID(insteadOf: card.uuid, at: "uuid", used: &used) { card.uuid = uuid }
  }

  private mutating func note(_ rule: ResponseRule, _ place: String, _ remedy: RuleFinding.Remedy = .repaired) {
    findings.append(RuleFinding(rule: rule, path: "\(path).\(place)", remedy: remedy))
  }

  private mutating func line(_ text: String, at place: String) -> String {
    let plain = PlainText.line(text)
    if plain != text { note(.plainText, place) }
    return plain
  }

  /// A new uuid where there is none, a faulty one or one that is taken; nil where the given one serves.
  private mutating func freshUUID(insteadOf given: String?, at place: String, used: inout Set<String>) -> String? {
    if let given, UUIDText.isValid(given), used.insert(given).inserted { return nil }
    var uuid = rules.identifiers.next()
    while !used.insert(uuid).inserted { uuid = CardIdentifiers.random.next() }
    // Cards get their uuids here as a matter of course; only a bad one is worth a report.
    if given != nil { note(.uuid, place) }
    return uuid
  }

  private mutating func repairSource() {
    card.source.label = line(card.source.label, at: "source.label")
    if card.source.label.isEmpty {
      card.source.label = rules.fallbackSource
      note(.sourceLabel, "source.label")
    }
    if let url = card.source.url, !rules.profile.allows(url) {
      card.source.url = nil
      note(.sourceURL, "source.url", .removed)
    }
    if let icon = card.source.icon, !rules.profile.allows(icon) {
      card.source.icon = nil
      note(.sourceURL, "source.icon", .removed)
    }
    guard let topic = card.source.topic, !TopicCode.isValid(topic.code) || topic.system.isEmpty else { return }
    let code = TopicCode.repaired(topic.code)
    if code.isEmpty || topic.system.isEmpty {
      card.source.topic = nil
      note(.topicCode, "source.topic", .removed)
    } else {
      card.source.topic?.code = code
      note(.topicCode, "source.topic.code")
    }
  }

  private mutating func repairSummary() {
    card.summary = line(card.summary, at: "summary")
    let limit = min(139, rules.profile.maximumSummary)
    guard card.summary.unicodeScalars.count > limit else { return }
    let whole = card.summary
    card.summary = PlainText.shorten(whole, to: limit)
    note(.summaryLength, "summary")
    let words = rules.profile.detailForm == .markdown ? MarkdownText.escape(whole) : whole
    let detail = card.detail.nonEmpty
    if detail?.contains(words) != true { card.detail = [words, detail].compactMap(\.self).joined(separator: "\n\n") }
  }

  private mutating func repairDetail() {
    guard let given = card.detail else { return }
    let detail = PlainText.shorten(given, to: Self.maximumDetail)
    let safe =
      switch rules.profile.detailForm {
      case .markdown: MarkdownText.sanitize(detail, linksAllowed: rules.profile.allows)
      case .plain: PlainText.lines(detail)
      }
    guard safe != given || safe.isEmpty else { return }
    card.detail = safe.nonEmptyText
    note(.detailMarkup, "detail")
  }

  private mutating func repairSuggestions(used: inout Set<String>) {
    for (index, given) in card.suggestions.enumerated() {
      let place = "suggestions[\(index)]"
      var suggestion = given
      suggestion.label = line(given.label, at: "\(place).label")
      if suggestion.label.isEmpty, let description = suggestion.actions.first?.description {
        suggestion.label = PlainText.line(description)
        note(.suggestionLabel, "\(place).label")
      }
      for (number, action) in given.actions.enumerated() {
        suggestion.actions[number] = repaired(action, label: suggestion.label, at: "\(place).actions[\(number)]")
      }
      suggestion.uuid = freshUUID(insteadOf: given.uuid, at: "\(place).uuid", used: &used) ?? given.uuid
      card.suggestions[index] = suggestion
    }
    if card.suggestions.isEmpty != (card.selectionBehavior == nil) {
      // The narrower one: two answers must not both be taken unless the author says so.
      card.selectionBehavior = card.suggestions.isEmpty ? nil : .atMostOne
      note(.selectionBehavior, "selectionBehavior")
    }
    let recommended = card.suggestions.count { $0.isRecommended == true }
    if recommended > 1, card.selectionBehavior != .any {
      for index in card.suggestions.indices { card.suggestions[index].isRecommended = nil }
      note(.recommendation, "suggestions")
    }
  }

  private mutating func repaired(_ given: Action, label: String, at place: String) -> Action {
    var action = given
    let description = PlainText.line(action.description)
    if description.isEmpty {
      action.description = label
      note(.actionDescription, "\(place).description")
    } else if description != action.description {
      action.description = description
      note(.plainText, "\(place).description")
    }
    switch action.kind {
    case .create where action.resourceID != nil:
      action.resourceID = nil
      note(.actionResource, "\(place).resourceId")
    case .delete:
      guard let resource = action.resource else { break }
      if action.resourceID == nil {
        // Older services put the resource, or its id, where `resourceId` belongs.
        if let reference = resource.string, FHIRID.split(reference) != nil {
          action.resourceID = reference
        } else if let type = resource["resourceType"]?.string, let id = resource["id"]?.string {
          action.resourceID = "\(type)/\(id)"
        }
      }
      // Still checked below: whose record the resource is must be known before it is dropped.
      if let patientID = rules.patientID, resource.opened != nil, !ActionSubject.isPatient(patientID, of: resource) {
        break
      }
      action.resource = nil
      note(.deleteTarget, "\(place).resource")
    case .create, .update: break
    }
    if let given = action.extension, given.opened == nil {
      action.extension = nil
      note(.extensionObject, "\(place).extension", .removed)
    }
    return action
  }

  private mutating func repairLinks() {
    var links: [CardLink] = []
    for (index, given) in card.links.enumerated() {
      var link = given
      link.label = line(link.label, at: "links[\(index)].label")
      guard !link.label.isEmpty, rules.profile.allows(link.url) else {
        note(.link, "links[\(index)]", .removed)
        continue
      }
      if link.kind == .absolute, link.appContext != nil {
        link.appContext = nil
        note(.appContext, "links[\(index)].appContext", .removed)
      }
      links.append(link)
    }
    card.links = links
  }
}

extension String {
  /// The text, unless it is empty.
  var nonEmptyText: String? { isEmpty ? nil : self }
}
