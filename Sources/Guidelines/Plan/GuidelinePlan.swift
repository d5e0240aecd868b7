import CDSHooks
import CQL
import Reasoning

/// A PlanDefinition that is a CDS Hooks service, read and compiled: its variables, its cards and its data requirements.
struct GuidelinePlan: Sendable {
  var id: String
  var canonical: String
  var version: String
  /// Whether its publisher calls it a draft.
  var isDraft: Bool
  var title: String
  var description: String
  var usage: String?
  /// The hooks that its cards name, in order of appearance.
  var hooks: [String]
  var requirements: [DataRequirement]
  /// Those of the requirements that the content asks for under keys of its own.
  var explicit: [DataRequirement]
  /// What the CQL retrieves besides.
  var openNeeds: [DataNeed]
  /// What the answers should carry, by the key of the requirement.
  var inputProfiles: [String: [InputProfile]]
  var variables: [PlanVariable]
  var cards: [PlanCard]
  /// Other plans whose cards are this plan's too.
  var members: [PlanMember]
  /// Former ids.
  var aliases: [String]
  var isOffByDefault: Bool
  /// What a site may set.
  var options: [SiteOption]
  var file: String
  /// The plan's CQL, when an expression is written in it.
  var logic: PlanLogic?
  /// The CQL of activities that bring their own.
  var activityLogic: [PlanLogic] = []
  /// What codes are called on its cards.
  var names = CodeNames([])
  /// What keeps it from being part of a service.
  var cardFaults: [ContentError] = []

  /// All CQL that the plan can evaluate.
  var allLogic: [PlanLogic] { (logic.map { [$0] } ?? []) + activityLogic }

  /// The topic of cards that name none: the plan itself. Some EHRs keep overrides only under alphanumeric codes.
  var topic: Coding {
    Coding(
      code: id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }, system: "https://chartside.health/topics",
      display: title)
  }
}

/// A named expression, evaluated at most once a hook call, and only when something that is evaluated refers to it.
struct PlanVariable: Sendable {
  var name: String
  var expression: PlanExpression
}

/// A text that is fixed, or computed when an expression is given and yields one.
struct PlanText: Sendable {
  var fixed: String?
  var computed: PlanExpression?
}

/// A top-level action: one card, or one for each item of ``forEach`` or tuple of ``finding``.
struct PlanCard: Sendable {
  var id: String
  var path: String
  var hooks: Set<String>
  var forEach: PlanVariable?
  var finding: PlanFinding?
  var variables: [PlanVariable]
  var conditions: [PlanExpression]
  var title: PlanText
  var description: PlanText
  var priority: PlanText
  /// The card's indicator, as published plans compute it; goes before the priority.
  var indicator: PlanExpression?
  var topic: Coding?
  var source: CardSource
  var links: [CardLink]
  var citations: [Citation]
  var evidence: [PlanEvidence]
  var missing: [PlanExpression]
  var overrideReasons: [Coding]
  var selectionBehavior: SelectionBehavior
  /// Whether the suggestions are taken together or not at all.
  var areSuggestionsOne = false
  var suggestions: [PlanSuggestion]
}

/// An action that stands for another plan (`definitionCanonical`).
struct PlanMember: Sendable {
  var canonical: String
  var path: String
  var hooks: [String]
  /// Conditions of the outer plan.
  var conditions: [PlanExpression]
}

/// Which resources a card rests on, under which label.
struct PlanEvidence: Sendable {
  var label: String?
  var expression: PlanExpression
}

/// A second-level action: one suggestion.
struct PlanSuggestion: Sendable {
  var id: String
  var path: String
  var conditions: [PlanExpression]
  var title: PlanText
  var isRecommended: Bool
  var actions: [PlanMenuAction]
}

/// A third-level action: what accepting the suggestion does, from the plan's menu.
struct PlanMenuAction: Sendable {
  var path: String
  /// Its own conditions, after those of the groups around it.
  var conditions: [PlanExpression] = []
  var kind: Action.Kind
  var description: PlanText
  /// The menu's entry; nil for a removal.
  var activity: ActivityTemplate?
  /// The draft that is updated or removed.
  var target: PlanExpression?
  /// Elements of the resulting resource and what they become, in order.
  var settings: [PlanSetting]
}

/// One `dynamicValue`: an element of the resource and the expression that gives it its value.
struct PlanSetting: Sendable {
  var element: String
  var expression: PlanExpression
}
