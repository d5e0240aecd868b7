import CDSHooks
import JSON

extension Indicator {
  /// The indicator that a published plan computes; nil for a text that is none.
  init?(published text: String) {
    switch text.lowercased() {
    case "info": self = .info
    case "warning": self = .warning
    case "critical", "hard-stop": self = .critical
    default: return nil
    }
  }
}

/// How published plans write what ours write otherwise.
enum PublishedHabits {
  /// The element that a `dynamicValue.path` means: `action.title`, `%action.title` and `title` are one. The indicator has no
  /// element in R4; plans made for older engines put it in an extension of the action or activity.
  static func element(_ path: String?) -> String? {
    guard let path else { return nil }
    switch path {
    case "action.extension", "%action.extension", "activity.extension", "action.indicator": return "indicator"
    default:
      var path = Substring(path)
      if path.hasPrefix("%") { path = path.dropFirst() }
      // An action inside another is sometimes written as `action.action.title`.
      while path.hasPrefix("action.") { path = path.dropFirst(7) }
      return String(path)
    }
  }

  /// Deeper groups are read as cards.
  private static let maximumDepth = 16

  /// The actions that are cards, with the hooks and the conditions of the actions around them.
  ///
  /// An action without a title of its own, fixed or computed, only groups: the cards are below it, at whatever depth. An
  /// action without a trigger has those of the actions around it, else those below it, else all that the plan names.
  static func cards(of plan: JSONValue) -> [PublishedCard] {
    let cards = cards(below: plan, at: "", within: [], hooks: [])
    let all = cards.flatMap(\.hooks).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return cards.map { card in
      var card = card
      if card.hooks.isEmpty { card.hooks = all }
      return card
    }
  }

  private static func cards(
    below element: JSONValue, at prefix: String, within around: [(action: JSONValue, path: String)], hooks: [String]
  ) -> [PublishedCard] {
    element["action"].elements.enumerated().flatMap { index, action -> [PublishedCard] in
      let path = "\(prefix)action[\(index)]"
      var named = self.hooks(of: action)
      if named.isEmpty { named = hooks }
      // Below a group, what only describes is a card in words.
      let isGroup =
        !isTitled(action) && !action["action"].elements.isEmpty
        && (around.isEmpty || action["description"] == nil) && around.count < maximumDepth
      if isGroup {
        return cards(below: action, at: path + ".", within: around + [(action, path)], hooks: named)
      }
      return [
        PublishedCard(action: action, path: path, hooks: named.isEmpty ? hooksBelow(action) : named, around: around)
      ]
    }
  }

  private static func isTitled(_ action: JSONValue) -> Bool {
    action["title"] != nil || PlanExtension.finding.first(on: action) != nil
      || action["dynamicValue"].elements.contains { element($0["path"].string) == "title" }
  }

  /// Whether an action below a card has no words and no order of its own, and only holds others.
  static func isGroup(_ action: JSONValue) -> Bool {
    !isTitled(action) && action["description"] == nil && action["definitionCanonical"] == nil
      && !action["action"].elements.isEmpty
  }

  /// How many of a card's suggestions may be taken, by FHIR's code for a group of actions. CDS Hooks knows two behaviours:
  /// where several may be taken, any may; the rest is at most one.
  static func selection(_ code: String?) -> SelectionBehavior {
    switch code {
    case "any", "all", "one-or-more": .any
    default: .atMostOne
    }
  }

  /// Whether a suggestion is the recommended one: FHIR has it pre-checked, or says that it must be done.
  static func isRecommended(_ action: JSONValue) -> Bool {
    action["precheckBehavior"].stringEquals("yes") || action["requiredBehavior"].stringEquals("must")
  }

  /// Whether an action fires an event: nothing that a card could ask of an EHR.
  static func isEvent(_ action: JSONValue) -> Bool {
    action["type"]["coding"].elements.contains { $0["code"]?.stringEquals("fire-event") == true }
  }

  /// Whether an action has neither words nor actions of its own, so that it can only stand for another plan.
  static func isBare(_ action: JSONValue) -> Bool {
    ["title", "description", "dynamicValue", "action"].allSatisfy { action[$0] == nil }
      && PlanExtension.finding.first(on: action) == nil
  }

  /// Whether an action of the plan, at whatever depth, has a trigger.
  static func hasTrigger(_ element: JSONValue) -> Bool {
    element["trigger"] != nil || element["action"].elements.contains { hasTrigger($0) }
  }

  /// The former ids of a plan: its old identifiers in the system of service ids.
  static func aliases(of plan: JSONValue) -> [String] {
    plan["identifier"].elements.compactMap { identifier in
      identifier["system"].stringEquals("https://chartside.health/fhir/service-id")
        && identifier["use"].stringEquals("old") ? identifier["value"].string : nil
    }
  }

  private static func hooks(of action: JSONValue) -> [String] {
    action["trigger"].elements.compactMap { $0["type"].stringEquals("named-event") ? $0["name"].string : nil }
  }

  private static func hooksBelow(_ action: JSONValue) -> [String] {
    action["action"].elements.flatMap { inner in hooks(of: inner) }
  }
}

/// An action that is a card, and what it has from the actions around it, the outermost first.
struct PublishedCard {
  let action: JSONValue
  let path: String
  var hooks: [String]
  let around: [(action: JSONValue, path: String)]
}
