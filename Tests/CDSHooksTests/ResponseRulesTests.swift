import CDSHooks
import JSON
import Testing

@Suite("Response rules")
struct ResponseRulesTests {
  static let rules = ResponseRules(patientID: "p1", identifiers: .reproducible(from: "test"))

  private func prove(_ card: Card) -> (card: Card, findings: [RuleFinding]) {
    let proven = Self.rules.prove(HookResponse(cards: [card]))
    #expect(Self.rules.violations(of: proven.response).isEmpty, "a proven response keeps every rule")
    #expect(proven.response.cards.count == 1 && proven.response.cards[0].indicator == card.indicator)
    return (proven.response.cards[0], proven.findings)
  }

  @Test func aSoundCardGainsOnlyItsUUIDs() {
    let (card, findings) = prove(Samples.card())
    #expect(findings.isEmpty)
    #expect(card.uuid != nil && card.suggestions[0].uuid != nil && card.detail == Samples.card().detail)
  }

  @Test("cds-hooks_2.0@83: a long summary is cut at a word and kept in the detail")
  func longSummary() {
    let long = Array(repeating: "creatinine", count: 20).joined(separator: " ")
    let (card, findings) = prove(Samples.card { $0.summary = long })
    #expect(card.summary.unicodeScalars.count < 140 && card.summary.hasSuffix("creatinine…"))
    #expect(card.detail == long + "\n\neGFR below 30.")
    #expect(findings.map(\.rule) == [.summaryLength] && findings[0].remedy == .repaired)
  }

  @Test("139 scalars fit and 140 do not", arguments: [(139, true), (140, false)])
  func summaryBoundary(count: Int, fits: Bool) {
    let (card, _) = prove(Samples.card { $0.summary = String(repeating: "é", count: count) })
    #expect((card.summary.last != "…") == fits)
    #expect(card.summary.unicodeScalars.count == min(count, 139))
  }

  @Test func aSummaryIsNotCutInsideACharacter() {
    let family = "👨‍👩‍👧‍👦"  // seven scalars
    let (card, _) = prove(Samples.card { $0.summary = String(repeating: family, count: 30) })
    #expect(card.summary == String(repeating: family, count: 19) + "…")
  }

  @Test(
    "repairs that leave what is said untouched",
    arguments: [
      Change("a new line in the summary", .plainText) { $0.summary = "a\nb" },
      Change("a tag in the summary", .plainText) { $0.summary = "K <b>5</b>" },
      Change("cds-hooks_2.0@105: no source label", .sourceLabel) { $0.source.label = " " },
      Change("cds-hooks_2.0@107: a relative source", .sourceURL) { $0.source.url = "/guideline" },
      Change("cds-hooks_2.0@111: an icon by http", .sourceURL) { $0.source.icon = "http://a/i.png" },
      Change("cds-hooks_2.0@216: a topic with a hyphen", .topicCode) { $0.source.topic?.code = "a-b" },
      Change("cds-hooks_2.0@217: a topic without system", .topicCode) { $0.source.topic?.system = "" },
      Change("cds-hooks_2.0@93: no selection behaviour", .selectionBehavior) { $0.selectionBehavior = nil },
      Change("a selection behaviour without suggestions", .selectionBehavior) { $0.suggestions = [] },
      Change("cds-hooks_2.0@122: two recommended of one", .recommendation) { card in
        card.suggestions[0].isRecommended = true
        card.suggestions.append(Suggestion(label: "b", isRecommended: true))
      },
      Change("cds-hooks_2.0@128: an action without description", .actionDescription) {
        $0.suggestions[0].actions[0].description = ""
      },
      Change("cds-hooks_2.0@117: a suggestion without label", .suggestionLabel) { $0.suggestions[0].label = "" },
      Change("cds-hooks_2.0@133: the resource of a delete", .deleteTarget) {
        $0.suggestions[0].actions[0].resourceID = nil
        $0.suggestions[0].actions[0].resource = ["resourceType": "MedicationRequest", "id": "m1"]
      },
      Change("cds-hooks_2.0@133: an old id in resource", .deleteTarget) {
        $0.suggestions[0].actions[0].resourceID = nil
        $0.suggestions[0].actions[0].resource = "MedicationRequest/m1"
      },
      Change("cds-hooks_2.0@136: a reason without display", .overrideReason) {
        $0.overrideReasons = [Coding(code: "a", system: "b")]
      },
      Change("cds-hooks_2.0@147: context on an absolute link", .appContext) {
        $0.links = [CardLink(label: "l", url: "https://a/", kind: .absolute, appContext: "x")]
      },
      Change("cds-hooks_2.0@139: a link that is no URL", .link) {
        $0.links = [CardLink(label: "l", url: "javascript:alert(1)", kind: .absolute)]
      },
      Change("a faulty uuid", .uuid) { $0.uuid = "1" },
      Change("cds-hooks_2.0@85: HTML in the detail", .detailMarkup) { $0.detail = "<img src=x onerror=alert(1)>" },
      Change("an empty detail", .detailMarkup) { $0.detail = "" },
      Change("cds-hooks_2.0@214: an extension that is no object", .extensionObject) { $0.extension = "x" },
    ])
  func repairs(change: Change) {
    let (card, findings) = prove(Samples.card(change.apply))
    #expect(findings.contains { $0.rule == change.rule && $0.remedy != .replaced }, "\(findings)")
    #expect(!findings.contains { $0.remedy == .replaced })
    #expect(card.source.label.isEmpty == false)
  }

  @Test(
    "what cannot be mended becomes a notice of the same severity",
    arguments: [
      Change("cds-hooks_2.0@131: a create without resource", .actionResource) {
        $0.suggestions[0].actions = [Action(kind: .create, description: "x")]
      },
      Change("cds-hooks_2.0@131: a create of no type", .actionResource) {
        $0.suggestions[0].actions = [.create(["id": "x"], description: "x")]
      },
      Change("cds-hooks_2.0@132: an update without id", .actionResource) {
        $0.suggestions[0].actions = [.update(["resourceType": "MedicationRequest"], description: "x")]
      },
      Change("cds-hooks_2.0@134: a delete of nothing", .deleteTarget) { $0.suggestions[0].actions[0].resourceID = nil },
      Change("a delete that walks a path", .deleteTarget) { $0.suggestions[0].actions[0].resourceID = "Patient/../1" },
      Change("another patient's order", .actionSubject) {
        $0.suggestions[0].actions = [
          .create(["resourceType": "ServiceRequest", "subject": ["reference": "Patient/p2"]], description: "x")
        ]
      },
      Change("another patient's order under patient", .actionSubject) {
        $0.suggestions[0].actions = [
          .create(["resourceType": "Immunization", "patient": ["reference": "https://e/Patient/p2"]], description: "x")
        ]
      },
      Change("cds-hooks_2.0@83: no summary", .summaryRequired) { $0.summary = " \u{200B}\u{7}".filter { $0 == " " } },
      Change("cds-hooks_2.0@117: a suggestion without words", .suggestionLabel) {
        $0.suggestions = [Suggestion(label: "")]
      },
    ])
  func replacements(change: Change) {
    let original = Samples.card(change.apply)
    let (card, findings) = prove(original)
    #expect(findings.contains { $0.rule == change.rule && $0.remedy == .replaced }, "\(findings)")
    #expect(card.suggestions.isEmpty && card.links.isEmpty)
    #expect(card.detail?.contains("eGFR below 30.") == true, "its words are kept")
    #expect(!card.summary.isEmpty)
  }

  @Test("a runaway detail is bounded", arguments: ["](", "<"])
  func runaway(piece: String) {
    var plain = ClientProfile.standard
    plain.detailForm = .plain
    for profile in [ClientProfile.standard, plain] {
      let rules = ResponseRules(profile: profile)
      let card = Samples.card { $0.detail = String(repeating: piece, count: 40_000) }
      let proven = rules.prove(profile.adapted(HookResponse(cards: [card])).response)
      #expect(rules.violations(of: proven.response).isEmpty)
      #expect((proven.response.cards[0].detail ?? "").unicodeScalars.count <= 5 * 32_768)
    }
  }

  @Test func uuidsAreUnique() {
    let taken = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
    let card = Samples.card { $0.uuid = taken }
    let proven = Self.rules.prove(HookResponse(cards: [card, card]))
    #expect(Set(proven.response.cards.map(\.uuid)).count == 2)
    #expect(proven.findings.map(\.rule) == [.uuid])
  }

  @Test("cds-hooks_2.0@75: system actions need an agreement")
  func systemActions() {
    let action = Action.create(["resourceType": "Task"], description: "x")
    let refused = Self.rules.prove(HookResponse(systemActions: [action]))
    #expect(refused.response.systemActions.isEmpty && refused.findings.map(\.rule) == [.systemActions])
    var profile = ClientProfile.standard
    profile.acceptsSystemActions = true
    let agreed = ResponseRules(profile: profile).prove(
      HookResponse(systemActions: [action, .create([:], description: "")]))
    #expect(agreed.response.systemActions.count == 1)
  }

  @Test func everyRuleThatTheSpecificationHasNamesItsRequirement() {
    let own: Set<ResponseRule> = [.plainText, .detailLinks, .actionSubject]
    for rule in ResponseRule.allCases { #expect(rule.requirements.isEmpty == own.contains(rule), "\(rule)") }
  }

  /// A change to a sound card.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: ResponseRule
    let apply: @Sendable (inout Card) -> Void

    init(_ name: String, _ rule: ResponseRule, _ apply: @escaping @Sendable (inout Card) -> Void) {
      testDescription = name
      self.rule = rule
      self.apply = apply
    }
  }
}
