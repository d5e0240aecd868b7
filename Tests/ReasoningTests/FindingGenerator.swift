import CDSHooks
import JSON
import Reasoning
import TestSupport

/// Findings of every shape, most of them wrong in some way.
struct FindingGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private static let texts = [
    "", " ", "Metformin is contraindicated", "<script>alert(1)</script>", "a\u{0}b\u{202E}c\nnext",
    "eGFR <30 & falling",
    String(repeating: "long words ", count: 30), String(repeating: "x", count: 400), "![i](https://evil.example/p)",
    "[l](javascript:alert(1)) and [m](https://ok.example/)", "👨‍👩‍👧‍👦 família \u{301}", "[r]: http://evil.example", "\\",
    "&lt;b&gt; &amp;",
    "`code <b>` **bold** __x__ ~~y~~", "- a\n- b\n\n# Title", "]( ![ ]: \\] \\![",
  ]
  private static let urls = [
    "https://ok.example/x", "http://no.example/", "javascript:alert(1)", "", "/relative", "https://u@x/",
    "https://ok.example/../a",
  ]

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
  private mutating func text() -> String { pick(Self.texts) }
  private mutating func some<Element>(_ make: (inout FindingGenerator) -> Element, upTo count: Int = 3) -> [Element] {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in make(&self) }
  }

  mutating func findings() -> [Finding] { some({ $0.finding() }, upTo: 12) }

  private mutating func finding() -> Finding {
    Finding(
      id: pick(["a", "b", "c"]), topic: coding(), severity: pick(Indicator.allCases), summary: text(),
      detail: pick([nil, text()]),
      evidence: some {
        Evidence(label: $0.text(), value: $0.text(), unit: $0.text(), date: $0.text(), reference: $0.text())
      },
      missing: some { $0.text() }, suggestions: some { $0.suggestion() },
      selectionBehavior: pick(SelectionBehavior.allCases),
      source: CardSource(label: text(), url: pick([nil, pick(Self.urls)]), icon: pick([nil, pick(Self.urls)])),
      citations: some { Citation(text: $0.text(), url: $0.pick(Self.urls)) }, overrideReasons: some { $0.coding() },
      links: some { generator in
        CardLink(
          label: generator.text(), url: generator.pick(Self.urls), kind: generator.pick([.absolute, .smart]),
          appContext: generator.pick([nil, "x"]))
      }, orderReference: pick([nil, "MedicationRequest/a", "MedicationRequest/b"]))
  }

  private mutating func coding() -> Coding {
    Coding(
      code: pick(["a", "b-c", "", String(repeating: "z", count: 150)]), system: pick(["https://s", ""]),
      display: pick([nil, text()]))
  }

  private mutating func suggestion() -> Suggestion {
    Suggestion(
      label: text(), uuid: pick([nil, "x"]), isRecommended: pick([nil, true, false]), actions: some { $0.action() })
  }

  private mutating func action() -> Action {
    let resources: [JSONTree?] = [
      nil, "MedicationRequest/1", [:], ["resourceType": "MedicationRequest"],
      ["resourceType": "MedicationRequest", "id": "1"],
      ["resourceType": "MedicationRequest", "id": "1", "subject": ["reference": "Patient/p1"]],
      ["resourceType": "MedicationRequest", "id": "1", "subject": ["reference": "Patient/p2"]],
    ]
    return Action(
      kind: pick([.create, .update, .delete]), description: text(), resource: pick(resources),
      resourceID: pick([nil, "MedicationRequest/1", "../x"]), extension: pick([nil, ["a": 1], "x"]))
  }

  mutating func profile() -> ClientProfile {
    var profile = ClientProfile.standard
    profile.selectionBehaviors = pick([[.atMostOne, .any], [.any], [.atMostOne]])
    profile.maximumActions = pick([nil, 1])
    profile.detailForm = pick([.markdown, .plain])
    profile.allowedLinks = pick([nil, ["https://ok.example/"]])
    profile.maximumSummary = pick([139, 60])
    profile.maximumDetail = pick([nil, 200])
    profile.maximumLabel = pick([nil, 20])
    profile.supportsAppContext = pick([true, false])
    return profile
  }
}
