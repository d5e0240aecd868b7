import CDSHooks
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

@Suite("What accepting a suggestion does")
struct SuggestionActionTests {
  private typealias Content = ApplicationContent

  private static func condition(_ expression: String) -> String {
    #""condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"\#(expression)"}}]"#
  }

  private static func order(_ description: String, _ more: String = "") -> String {
    """
    {"description":"\(description)"\(more.isEmpty ? "" : "," + more),"type":{"coding":[{"code":"create"}]},
     "definitionCanonical":"https://example.org/ActivityDefinition/a"}
    """
  }

  private static func library(_ suggestion: String, card: String = "") throws -> GuidelineLibrary {
    let card = """
      {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}]\(card),"action":[\(suggestion)]}
      """
    return try Content.library([Content.plan("p", actions: card), Content.activity("a", kind: "Task")])
  }

  private static func finding(_ suggestion: String, card: String = "") throws -> Finding {
    let service = try #require(try library(suggestion, card: card).services.first)
    return try #require(
      try service.model.findings(over: Content.chart(service.requirements), deadline: .patient).first)
  }

  struct Case: CustomTestStringConvertible {
    var name: String
    var suggestion: String
    /// The descriptions of what is done, for each suggestion.
    var offered: [[String]]
    var testDescription: String { name }
  }

  @Test(
    "conditions hold at every level",
    arguments: [
      Case(
        name: "of an action",
        suggestion: #"{"title":"S","action":[\#(order("yes")),\#(order("no", condition("false")))]}"#,
        offered: [["yes"]]),
      Case(
        name: "that hold",
        suggestion: #"{"title":"S","action":[\#(order("yes", condition("true"))),\#(order("too"))]}"#,
        offered: [["yes", "too"]]),
      Case(
        name: "nothing is false",
        suggestion: #"{"title":"S","action":[\#(order("yes")),\#(order("no", condition("{}")))]}"#, offered: [["yes"]]),
      Case(
        name: "none is left, so there is no suggestion",
        suggestion:
          #"{"title":"S","action":[\#(order("no", condition("false")))]},{"title":"T","action":[\#(order("yes"))]}"#,
        offered: [["yes"]]),
      Case(name: "one in words alone stays", suggestion: #"{"title":"Talk about it"}"#, offered: [[]]),
      Case(
        name: "of the suggestion that is an action itself", suggestion: order("no", condition("false")), offered: []),
      Case(
        name: "of a group around an action",
        suggestion:
          #"{"title":"S","action":[{"title":"G",\#(condition("false")),"action":[\#(order("no"))]},\#(order("yes"))]}"#,
        offered: [["yes"]]),
      Case(
        name: "groups in groups",
        suggestion:
          #"{"title":"S","action":[{"groupingBehavior":"logical-group","action":[{"selectionBehavior":"all","action":[\#(order("one")),\#(order("two", condition("false")))]}]},\#(order("three"))]}"#,
        offered: [["one", "three"]]),
      Case(
        name: "an order, and what goes with it",
        suggestion: order("own", #""action":[\#(order("with")),\#(order("no", condition("false")))]"#),
        offered: [["own", "with"]]),
      Case(
        name: "the same one level below, under its condition",
        suggestion:
          #"{"title":"S","action":[\#(order("own", #""action":[\#(order("with"))]"#)),\#(order("no", condition("false") + #","action":[\#(order("neither"))]"#))]}"#,
        offered: [["own", "with"]]),
    ])
  func conditions(written: Case) throws {
    let finding = try Self.finding(written.suggestion)
    #expect(finding.suggestions.map { $0.actions.map(\.description) } == written.offered)
  }

  @Test("a group without words below a card holds suggestions, under its conditions")
  func groups() throws {
    func suggestion(_ title: String) -> String { #"{"title":"\#(title)","action":[\#(Self.order(title))]}"# }
    let group = #"{"action":[\#(suggestion("a")),{"selectionBehavior":"any","action":[\#(suggestion("b"))]}]}"#
    let never = #"{\#(Self.condition("false")),"action":[\#(suggestion("c"))]}"#
    let finding = try Self.finding(group + "," + never, card: #","selectionBehavior":"any""#)
    #expect(finding.suggestions.map(\.label) == ["a", "b"])
    #expect(finding.selectionBehavior == .any)
    let error = #expect(throws: ContentErrors.self) { try Self.library(group) }
    #expect(error?.errors.map(\.path) == ["action[0].action[0].action[1].selectionBehavior"])
    let wordless = #expect(throws: ContentErrors.self) { try Self.library(#"{"priority":"routine"}"#) }
    #expect(wordless?.errors.map(\.path) == ["action[0].action[0].title"])
  }

  @Test(
    "a choice among the actions of one suggestion is refused: taking it would take them all",
    arguments: ["exactly-one", "at-most-one", "one-or-more", "any"])
  func choices(selection: String) {
    let choice = #""selectionBehavior":"\#(selection)","action":[\#(Self.order("a")),\#(Self.order("b"))]"#
    for (suggestion, path) in [
      (#"{"title":"S",\#(choice)}"#, "action[0].action[0].selectionBehavior"),
      (#"{"title":"S","action":[{\#(choice)}]}"#, "action[0].action[0].action[0].selectionBehavior"),
    ] {
      let error = #expect(throws: ContentErrors.self) { try Self.library(suggestion) }
      #expect(error?.errors.map(\.path) == [path])
    }
  }

  @Test("a condition that cannot be evaluated makes the plan fail, and an unknown name is refused at once")
  func faults() throws {
    #expect(throws: GuidelineError.self) {
      try Self.finding(#"{"title":"S","action":[\#(Self.order("x", Self.condition("(true | false).single()")))]}"#)
    }
    let error = #expect(throws: ContentErrors.self) {
      try Self.library(#"{"title":"S","action":[\#(Self.order("x", Self.condition("%nothing.exists()")))]}"#)
    }
    #expect(error?.errors.map(\.path) == ["action[0].action[0].action[0].condition[0].expression"])
  }

  @Test(
    "an action without a type makes what it names; an event is nothing that a card can do",
    arguments: [
      (#""type":{"coding":[{"code":"create"}]},"#, ["yes", "more"]), ("", ["yes", "more"]),
      (#""type":{"coding":[{"code":"fire-event"}]},"#, ["yes"]),
    ])
  func types(type: String, offered: [String]) throws {
    let other =
      #"{"description":"more",\#(type)"definitionCanonical":"https://example.org/ActivityDefinition/a"}"#
    let suggestion = #"{"title":"S","action":[\#(Self.order("yes")),\#(other)]}"#
    #expect(try Self.finding(suggestion).suggestions.map { $0.actions.map(\.description) } == [offered])
    let notes = ContentCheck(try Self.library(suggestion)).notes.map(\.path)
    #expect(notes == (offered.count == 1 ? ["action[0].action[0].action[1].type"] : []))
  }

  @Test("where one may be taken, the first recommended one stays recommended", arguments: ["exactly-one", "any"])
  func recommended(selection: String) throws {
    func suggestion(_ title: String, _ more: String) -> String { #"{"title":"\#(title)",\#(more)}"# }
    let must = #""requiredBehavior":"must""#
    let suggestions = [
      suggestion("a", #""precheckBehavior":"no""#), suggestion("b", must + "," + Self.condition("false")),
      suggestion("c", must), suggestion("d", #""precheckBehavior":"yes""#),
    ]
    let written = suggestions.joined(separator: ",")
    let finding = try Self.finding(written, card: #","selectionBehavior":"\#(selection)""#)
    #expect(
      finding.suggestions.map { $0.isRecommended ?? false }
        == (selection == "any" ? [false, true, true] : [false, true, false]))
    let check = ContentCheck(try Self.library(written, card: #","selectionBehavior":"\#(selection)""#))
    #expect(check.warnings.map(\.path) == (selection == "any" ? [] : ["action[0].action"]))
  }

  @Test("an activity inside the plan, with an address of its own or without", arguments: [true, false])
  func contained(hasURL: Bool) throws {
    let url = hasURL ? #""url":"https://example.org/ActivityDefinition/own","# : ""
    let contained = """
      ,"contained":[{"resourceType":"ActivityDefinition","id":"own",\(url)"status":"active","kind":"ServiceRequest",
       "code":{"text":"HbA1c"},"dynamicValue":[\(Content.setting("note.text", "'from inside'"))]}]
      """
    func library(_ name: String) throws -> GuidelineLibrary {
      let card = """
        {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}],"action":[{"title":"S","action":[
         {"type":{"coding":[{"code":"create"}]},"definitionCanonical":"\(name)"}]}]}
        """
      return try Content.library([Content.plan("p", actions: card, more: contained)])
    }
    let service = try #require(try library("#own").services.first)
    let finding = try #require(
      try service.model.findings(over: Content.chart(service.requirements), deadline: .patient).first)
    let made = try #require(finding.suggestions.first?.actions.first?.resource)
    #expect(made["code"]?["text"]?.string == "HbA1c")
    #expect(made["note"]?.elements?.first?["text"]?.string == "from inside")
    #expect(
      made["instantiatesCanonical"]?.elements?.map(\.string)
        == (hasURL ? ["https://example.org/ActivityDefinition/own"] : nil))
    let error = #expect(throws: ContentErrors.self) { try library("#other") }
    #expect(error?.errors.first?.message == "the ActivityDefinition #other is not in the content")
  }
}
