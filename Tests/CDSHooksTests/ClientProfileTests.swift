import CDSHooks
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Client profiles")
struct ClientProfileTests {
  @Test("the profiles that ship are read", arguments: ["default", "sidebar", "preference-list"])
  func shipped(name: String) throws {
    let file = ConformanceData.projectRoot.appendingPathComponent("Profiles/clients/\(name).json")
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    let profile = try ClientProfile(decoding: JSONDocument(parsing: Array(Data(contentsOf: file))))
    #expect(profile.name == name)
    var standard = ClientProfile.standard
    standard.description = profile.description
    #expect((profile == standard) == (name == "default"))
  }

  @Test(arguments: [
    (#"{}"#, "name"), (#"{"name": ""}"#, "name"), (#"{"name": "x", "limitz": {}}"#, "limitz"),
    (#"{"name": "x", "limits": {"cards": 0}}"#, "limits.cards"),
    (#"{"name": "x", "limits": {"card": 1}}"#, "limits.card"),
    (#"{"name": "x", "detail": "html"}"#, "detail"),
    (#"{"name": "x", "selectionBehavior": ["all"]}"#, "selectionBehavior"),
    (#"{"name": "x", "links": {"allowed": ["http://a/"]}}"#, "links.allowed"),
    (#"{"name": "x", "systemActions": "no"}"#, "systemActions"),
    (#"{"name": "x", "orderables": {"codes": [{"system": "s", "code": "c"}]}}"#, "orderables.codes[0].local"),
    (#"[]"#, ""),
  ])
  func mistakesAreNamed(text: String, path: String) throws {
    let document = try Samples.document(text)
    let error = #expect(throws: ClientProfileError.self) { try ClientProfile(decoding: document) }
    #expect(error?.path == path)
  }

  @Test(
    "an allowed prefix matches host and port whole",
    arguments: [
      ("https://good.example/guides/x", true), ("https://good.example/guides/", true),
      ("https://good.example/other", false),
      ("https://good.example.evil.example/guides/", false), ("http://good.example/guides/", false),
      ("https://good.example:8443/guides/", false), ("https://GOOD.example/guides/x?y#z", true),
      ("https://user@good.example/guides/", false), ("https://good.example/guides/../other", false),
      ("javascript:alert(1)", false),
    ])
  func links(url: String, allowed: Bool) {
    var profile = ClientProfile.standard
    profile.allowedLinks = ["https://good.example/guides/"]
    #expect(profile.allows(url) == allowed)
  }

  @Test func alternativesDoNotBecomeAListToTick() {
    var profile = ClientProfile.standard
    profile.selectionBehaviors = [.any]
    let card = Samples.card { card in
      card.suggestions = [Suggestion(label: "Lower the dose"), Suggestion(label: "Stop it", isRecommended: true)]
    }
    let (response, adaptations) = profile.adapted(HookResponse(cards: [card]))
    #expect(response.cards[0].suggestions.map(\.label) == ["Stop it"] && response.cards[0].selectionBehavior == .any)
    #expect(response.cards[0].detail?.contains("Lower the dose") == true)
    #expect(adaptations.map(\.kind) == [.selectionBehavior, .suggestionAsText])
  }

  @Test func whatCannotBeOrderedStaysAsText() throws {
    var profile = ClientProfile.standard
    profile.maximumActions = 1
    profile.suggestionText = .actionDescription
    profile.orderables = [
      .init(system: "http://loinc.org", code: "4548-4", local: Coding(code: "A1C", system: "urn:x"))
    ]
    profile.unmappedOrderable = .omitSuggestion
    func order(_ code: String) -> JSONTree {
      ["resourceType": "ServiceRequest", "code": ["coding": [["system": "http://loinc.org", "code": .string(code)]]]]
    }
    let card = Samples.card { card in
      card.selectionBehavior = .any
      card.suggestions = [
        Suggestion(label: "Order HbA1c", actions: [.create(order("4548-4"), description: "d")]),
        Suggestion(label: "Order lipids", actions: [.create(order("57698-3"), description: "d")]),
        Suggestion(
          label: "Both", actions: [.delete("A/1", description: "d"), .create(order("4548-4"), description: "d")]),
      ]
    }
    let adapted = profile.adapted(HookResponse(cards: [card])).response.cards[0]
    #expect(adapted.suggestions.map(\.label) == ["Order HbA1c"])
    let action = try #require(adapted.suggestions.first?.actions.first)
    #expect(action.description == "Order HbA1c")
    #expect(action.resource?["code"]?["coding"]?.elements?.map { $0["code"]?.string } == ["A1C", "4548-4"])
    #expect(adapted.detail?.contains("- Order lipids\n- Both") == true)
  }

  @Test func narrowClientsGetShortPlainText() {
    var profile = ClientProfile.standard
    profile.detailForm = .plain
    profile.maximumDetail = 20
    profile.supportsAppContext = false
    let card = Samples.card { card in
      card.detail = "**Bold** words that go on and on"
      card.links = [CardLink(label: "app", url: "https://a/", kind: .smart, appContext: "x")]
    }
    let response = profile.adapted(HookResponse(cards: [card])).response
    #expect(response.cards[0].detail == "Bold words that go…" && response.cards[0].links.isEmpty)
    let rules = ResponseRules(profile: profile)
    #expect(rules.violations(of: rules.prove(response).response).isEmpty)
  }
}
