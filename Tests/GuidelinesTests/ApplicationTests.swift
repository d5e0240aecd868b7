import CDSHooks
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

@Suite("A plan is applied with all that it leads to")
struct ApplicationTests {
  private typealias Content = ApplicationContent

  private static let own = CQLContent.library(
    "OwnDose",
    cql: """
      library OwnDose version '1.0.0'
      using FHIR version '4.0.1'
      include FHIRHelpers version '4.0.1'
      context Patient
      define "Dose": 'half of it'
      """)

  private static let patient = #"{"patient":{"resourceType":"Patient","id":"p"}}"#

  private static let ownDose =
    #","library":["https://example.org/Library/OwnDose"],"productCodeableConcept":{"text":"x"},"dynamicValue":["#
    + Content.setting("dosageInstruction[0].text", "Dose", "text/cql-identifier") + "]"

  // MARK: Plans in plans

  @Test("a plan that an action stands for is applied: its RequestGroup is the action's resource")
  func nested() throws {
    let outer = Content.plan("outer", actions: Content.nested("inner", more: #","priority":"urgent""#))
    let inner = Content.plan(
      "inner", actions: Content.action("a") + "," + Content.nested("innermost"))
    let innermost = Content.plan("innermost", actions: Content.action("a"))
    let carePlan = try Content.apply(
      "outer", [outer, inner, innermost, Content.activity("a", kind: "Task")])
    func text(_ path: String) -> String? { Content.text(path, in: carePlan) }
    #expect(text("contained[0].action[0].resource.reference") == ##""#inner""##)
    #expect(text("contained[0].action[0].priority") == #""urgent""#)
    let groups = carePlan["contained"].elements.filter { $0["resourceType"]?.string == "RequestGroup" }
    #expect(groups.map { $0["id"]?.string } == ["outer", "innermost", "inner"])
    #expect(groups[2]["instantiatesCanonical"]?[0]?.string == "https://example.org/PlanDefinition/inner|1")
    #expect(
      groups[2]["action"].elements.map { $0["resource"]?["reference"]?.string } == ["#a", "#innermost"])
    #expect(groups[1]["action"]?[0]?["resource"]?["reference"]?.string == "#a-2", "no id twice")
  }

  @Test("a plan inside another asks for its own data and decides by its own CQL", arguments: [true, false])
  func nestedLogic(isTaking: Bool) throws {
    let artifacts = [
      Content.plan("outer", actions: Content.nested("bleeding-guard")), CQLContent.plan(trigger: "patient-view"),
      CQLContent.valueSet, CQLContent.library("BleedingGuard", cql: Self.always, version: "2.0.0"),
      CQLContent.library("TestCommon", cql: CQLContent.common),
    ]
    let prescriptions = isTaking ? [CQLContent.prescription("w")] : []
    let application = try PlanApplication(of: "outer", in: Content.library(artifacts))
    #expect(application.requirements.map(\.type).contains("MedicationRequest"))
    let carePlan = try Content.apply("outer", artifacts, prefetch: CQLContent.prefetch(prescriptions: prescriptions))
    let resource = carePlan["contained"][0]["action"][0]["resource"]["reference"].string
    #expect(resource == (isTaking ? "#bleeding-guard" : nil))
    #expect(carePlan["contained"].elements.count == (isTaking ? 2 : 1))
  }

  /// The bleeding guard without its condition about drafts, which patient-view does not have.
  private static let always = CQLContent.main.replacing(
    #"exists "New Drugs" and exists Common."Active Anticoagulants""#, with: #"exists Common."Active Anticoagulants""#)

  @Test("plans that stand for each other in a circle are a fault")
  func circle() throws {
    let error = #expect(throws: ContentErrors.self) {
      try Content.apply(
        "a", [Content.plan("a", actions: Content.nested("b")), Content.plan("b", actions: Content.nested("a"))])
    }
    #expect(error?.errors.first?.message.contains("in a circle") == true)
    let itself = #expect(throws: ContentErrors.self) {
      try Content.apply("a", [Content.plan("a", actions: Content.nested("a"))])
    }
    #expect(itself?.errors.first?.message.contains("in a circle") == true)
  }

  // MARK: Values that are computed

  @Test("a definition's own values come first, the action's after, with the CQL of the definition's library")
  func activityValues() throws {
    let settings = #","dynamicValue":["# + Content.setting("%resource.dosageInstruction[1].text", "'and this'") + "]"
    let carePlan = try Content.apply(
      "p",
      [
        Content.plan("p", actions: Content.action("a", more: settings)),
        Content.activity("a", kind: "MedicationRequest", Self.ownDose), Self.own,
      ], prefetch: Self.patient)
    let doses = carePlan["contained"][1]["dosageInstruction"].elements.map { $0["text"]?.string }
    #expect(doses == ["half of it", "and this"])
  }

  @Test("the same in the suggestion of a card, though the plan itself has no CQL")
  func activityValuesOfCards() throws {
    let suggestion = """
      {"title":"Card","documentation":[{"type":"citation","display":"S"}],"trigger":[{"type":"named-event","name":"patient-view"}],
       "action":[{"title":"Take half","type":{"coding":[{"code":"create"}]},
                  "definitionCanonical":"https://example.org/ActivityDefinition/a"}]}
      """
    let library = try Content.library([
      Content.plan("p", actions: suggestion), Content.activity("a", kind: "MedicationRequest", Self.ownDose), Self.own,
    ])
    let service = try #require(library.services.first)
    let findings = try service.model.findings(
      over: Content.chart(service.requirements, prefetch: Self.patient), deadline: .patient)
    let action = try #require(findings.first?.suggestions.first?.actions.first)
    #expect(findings.first?.suggestions.first?.label == "Take half")
    #expect(action.resource?["dosageInstruction"]?.elements?.first?["text"]?.string == "half of it")
  }

  @Test(
    "where a value goes",
    arguments: [
      ("occurrence", "@2026-12-01", "occurrenceDateTime", #""2026-12-01""#),
      ("occurrencePeriod.start", "@2026-12-01", "occurrencePeriod.start", #""2026-12-01""#),
      ("%resource.note[0].text", "'n'", "note[0].text", #""n""#),
      ("note.text", "'n'", "note[0].text", #""n""#), ("code[0].text", "'n'", "code.text", #""n""#),
      ("priority[0]", "'stat'", "priority", #""stat""#),
      ("ServiceRequest.orderDetail[1].text", "'n'", "orderDetail[0].text", #""n""#),
      ("performer", "'Practitioner/x'", "performer[0].reference", #""Practitioner/x""#),
      ("quantity", "5 'mg'", "quantityQuantity.value", "5"),
      ("asNeeded", "true", "asNeededBoolean", "true"),
      ("occurrence", "'2026-12-01'", "occurrenceDateTime", #""2026-12-01""#),
      ("code", "'HbA1c'", "code.text", #""HbA1c""#),
    ])
  func paths(path: String, expression: String, place: String, value: String) throws {
    let settings = #","dynamicValue":["# + Content.setting(path, expression) + "]"
    let carePlan = try Content.apply(
      "p",
      [
        Content.plan("p", actions: Content.action("a", more: settings)),
        Content.activity("a", kind: "ServiceRequest", #","timingTiming":{"code":{"text":"daily"}}"#),
      ])
    let request = carePlan["contained"][1]
    #expect(Content.text(place, in: request) == value)
    #expect((request["occurrenceTiming"] == nil) == path.hasPrefix("occurrence"), "one value of several types")
  }

  @Test(
    "a value that R4 does not know there is a fault, and no request",
    arguments: [
      ("priority", "'soon'"), ("priority", "5"), ("doNotPerform", "'yes'"), ("note", "'text'"),
      ("occurrence", "'soon'"),
      ("quantityQuantity", "5"), ("code", "true"), ("code", "%patient.name"), ("authoredOn", "5 'mg'"),
    ])
  func misfits(path: String, expression: String) throws {
    let settings = #","dynamicValue":["# + Content.setting(path, expression) + "]"
    let patient = #"{"patient":{"resourceType":"Patient","id":"p","name":[{"family":"f"}]}}"#
    let module = #"""
      {"resourceType":"Library","id":"m","url":"https://example.org/Library/m","status":"active",
       "type":{"coding":[{"code":"module-definition"}]},"dataRequirement":[{"id":"patient","type":"Patient"}]}
      """#
    let error = #expect(throws: GuidelineError.self) {
      try Content.apply(
        "p",
        [
          Content.plan(
            "p", actions: Content.action("a", more: settings), more: #","library":["https://example.org/Library/m"]"#),
          Content.activity("a", kind: "ServiceRequest"), module,
        ], prefetch: patient)
    }
    #expect(error?.path == "action[0].dynamicValue[0].expression")
  }

  @Test(
    "a path that leads nowhere is a fault, with its place",
    arguments: [
      ("colour", "ServiceRequest has no element 'colour'"), ("code.colour", "CodeableConcept has no element 'colour'"),
      ("occurrence.start", "ServiceRequest.occurrence is of several types"), ("priority[1]", "is no list"),
    ])
  func faults(path: String, message: String) throws {
    let settings = #","dynamicValue":["# + Content.setting(path, "'x'") + "]"
    for (plan, activity, file) in [
      (Content.action("a", more: settings), "", "content-0.json"), (Content.action("a"), settings, "content-1.json"),
    ] {
      let error = #expect(throws: ContentErrors.self) {
        try Content.apply(
          "p", [Content.plan("p", actions: plan), Content.activity("a", kind: "ServiceRequest", activity)])
      }
      #expect(error?.errors.first?.message.contains(message) == true, "\(String(describing: error))")
      #expect(error?.errors.first?.file == file)
    }
  }

  // MARK: Groups of actions

  @Test("an applied action keeps how its parts belong together, and who takes part")
  func behaviours() throws {
    let behaviours = [
      "groupingBehavior": "logical-group", "selectionBehavior": "exactly-one", "requiredBehavior": "must",
      "precheckBehavior": "yes", "cardinalityBehavior": "multiple",
    ]
    let more =
      behaviours.map { #","\#($0)":"\#($1)""# }.joined()
      + #","participant":[{"type":"patient"},{"type":"practitioner"},{"role":{"text":"nurse"}}]"#
    let carePlan = try Content.apply(
      "p", [Content.plan("p", actions: Content.action("a", more: more)), Content.activity("a", kind: "Task")])
    let action = carePlan["contained"][0]["action"][0]
    for (name, value) in behaviours { #expect(action[name].string == value) }
    #expect(
      action["participant"].elements.map { $0["reference"]?.string } == ["Patient/p", "Practitioner/d"])
  }

  @Test(
    "how many of a card's suggestions may be taken",
    arguments: [
      ("any", SelectionBehavior.any, ["One", "Two"]), ("all", .any, ["One", "Two"]),
      ("one-or-more", .any, ["One", "Two"]), ("at-most-one", .atMostOne, ["One", "Two"]),
      ("exactly-one", .atMostOne, ["One", "Two"]), ("all-or-none", .atMostOne, ["One and Two"]),
    ])
  func selection(code: String, behaviour: SelectionBehavior, labels: [String]) throws {
    let create =
      #""type":{"coding":[{"code":"create"}]},"definitionCanonical":"https://example.org/ActivityDefinition/a""#
    let card = """
      {"title":"Card","selectionBehavior":"\(code)","trigger":[{"type":"named-event","name":"patient-view"}],
       "action":[{"title":"One",\(create)},{"title":"Two","requiredBehavior":"must",\(create)}]}
      """
    let library = try Content.library([Content.plan("p", actions: card), Content.activity("a", kind: "Task")])
    let service = try #require(library.services.first)
    let finding = try #require(
      try service.model.findings(over: Content.chart(service.requirements), deadline: .patient).first)
    #expect(finding.selectionBehavior == behaviour)
    #expect(finding.suggestions.map(\.label) == labels)
    #expect(finding.suggestions.map(\.actions.count).reduce(0, +) == 2, "nothing is lost")
    #expect(finding.suggestions.last?.isRecommended == true)
  }

  @Test("a suggestion that names an activity which is not there stays one in words")
  func suggestionInWords() throws {
    let card = """
      {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}],
       "action":[{"title":"Order it","type":{"coding":[{"code":"create"}]},"definitionCanonical":"https://example.org/ActivityDefinition/none"},
                 {"title":"Cancel it","type":{"coding":[{"code":"remove"}]}}]}
      """
    let library = try Content.library([Content.plan("p", actions: card)])
    let service = try #require(library.services.first)
    let finding = try #require(
      try service.model.findings(over: Content.chart(service.requirements), deadline: .patient).first)
    #expect(finding.suggestions.map(\.label) == ["Order it", "Cancel it"])
    #expect(finding.suggestions.flatMap(\.actions).isEmpty)
  }

  @Test("groups without a title may hold groups: the cards are below, under all conditions and the nearest trigger")
  func groups() throws {
    func condition(_ expression: String) -> String {
      #""condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"\#(expression)"}}]"#
    }
    let group = """
      {"trigger":[{"type":"named-event","name":"patient-view"}],\(condition("true")),
       "action":[{\(condition("true")),"action":[{"title":"Deep"},{"title":"Never",\(condition("false"))}]},
                 {\(condition("false")),"action":[{"title":"Not here"}]},{"title":"Shallow"}]}
      """
    let library = try Content.library([Content.plan("p", actions: group)])
    let service = try #require(library.services.first)
    #expect(service.hooks == ["patient-view"])
    let findings = try service.model.findings(over: Content.chart(service.requirements), deadline: .patient)
    #expect(findings.map(\.summary) == ["Deep", "Shallow"])
  }
}
