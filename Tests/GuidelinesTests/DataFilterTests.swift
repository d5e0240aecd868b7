import CDSHooks
import ClinicalTypes
import FHIR
import Guidelines
import JSON
import Reasoning
import Testing

@Suite("A data requirement's filters hold for what comes, whatever was asked")
struct DataFilterTests {
  private static let card = #"{"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}]}"#

  private static func library(_ requirement: String, action: String = card) throws -> GuidelineLibrary {
    let module = """
      {"resourceType":"Library","id":"m","url":"https://example.org/Library/m","status":"active",
       "type":{"coding":[{"code":"module-definition"}]},"dataRequirement":[\(requirement)]}
      """
    let plan = ApplicationContent.plan("p", actions: action, more: #","library":["https://example.org/Library/m"]"#)
    return try ApplicationContent.library([plan, module])
  }

  private func chart(_ library: GuidelineLibrary, _ prefetch: String) throws -> (Chart, GuidelineService) {
    let service = try #require(library.services.first)
    let text = """
      {"hook":"patient-view","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
       "context":{"userId":"Practitioner/d","patientId":"p"},"prefetch":{\(prefetch)}}
      """
    let request = try HookRequest(decoding: JSONDocument(fhir: text), answering: service.hooks)
    let now = try #require(PartialDateTime(fhirDateTime: "2026-11-23T10:00:00-05:00"))
    let chart = try ChartAssembler(request: request, requirements: service.requirements)
      .assemble(now: now, deadline: .now + .seconds(60))
    return (chart, service)
  }

  private static func bundle(_ resources: [String]) -> String {
    let entries = resources.map { "{\"resource\":\($0)}" }.joined(separator: ",")
    return #"{"resourceType":"Bundle","type":"searchset","entry":[\#(entries)]}"#
  }

  @Test(
    "a card that asks for what is recent does not take an old result for one",
    arguments: [
      (#""valueDuration":{"value":6,"unit":"months","code":"mo"}"#, "2024-03-01", ["No recent A1c"], [String]()),
      (#""valueDuration":{"value":6,"unit":"months","code":"mo"}"#, "2026-05-23", [], []),
      (#""valueDuration":{"value":6,"unit":"months"}"#, "2026-05-22", ["No recent A1c"], []),
      (#""valuePeriod":{"start":"2026-06-01"}"#, "2026-05-31", ["No recent A1c"], []),
      (#""valuePeriod":{"start":"2026-06-01"}"#, "2026-06-01T00:30:00-05:00", [], []),
      (#""valueDateTime":"2026-11-20""#, "2026-11-19", ["No recent A1c"], []),
      // A year may be before or after June.
      (#""valuePeriod":{"start":"2026-06-01"}"#, "2026", ["No recent A1c"], ["a1c"]),
      (#""valuePeriod":{"start":"2026-06-01"}"#, nil, ["No recent A1c"], ["a1c"]),
    ] as [(String, String?, [String], [String])])
  func dates(filter: String, date: String?, cards: [String], gaps: [String]) async throws {
    let action = """
      {"title":"No recent A1c","trigger":[{"type":"named-event","name":"patient-view"}],
       "condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%a1c.empty()"}}]}
      """
    let library = try Self.library(
      #"{"id":"a1c","type":"Observation","dateFilter":[{"path":"effective",\#(filter)}]}"#, action: action)
    let dated = date.map { #","effectiveDateTime":"\#($0)""# } ?? ""
    let result =
      #"{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"}\#(dated)}"#
    let (chart, service) = try chart(library, "\"a1c\":\(Self.bundle([result]))")
    let findings = try await service.reason(over: chart, deadline: .now + .seconds(60))
    #expect(findings.map(\.summary) == cards)
    #expect(chart.gapKeys.filter { $0 == "a1c" } == gaps)
  }

  @Test(
    "an element is named by a path or by the search parameter that looks at it; the answer is held to both",
    arguments: [
      (
        "MedicationRequest", #""codeFilter":[{"searchParam":"status","code":[{"code":"active"}]}]"#, "&status=active",
        [#""status":"active","intent":"order""#, #""status":"stopped","intent":"order""#], 1
      ),
      (
        "Condition",
        #""codeFilter":[{"searchParam":"clinical-status","code":[{"system":"s","code":"active"}]}]"#,
        "&clinical-status=s|active",
        [#""clinicalStatus":{"coding":[{"system":"s","code":"active"}]}"#, #""clinicalStatus":{"text":"active"}"#], 1
      ),
      (
        "Observation", #""codeFilter":[{"path":"Observation.category","code":[{"code":"laboratory"}]}]"#,
        "&category=laboratory", [#""status":"final","category":[{"coding":[{"code":"laboratory"}]}]"#], 1
      ),
      (
        "Condition", #""dateFilter":[{"searchParam":"onset-date","valuePeriod":{"start":"2026-01-01"}}]"#,
        "&onset-date=ge2026-01-01",
        [#""onsetPeriod":{"start":"2025-12-01"}"#, #""onsetDateTime":"2025-12-31""#, #""onsetDateTime":"2026-01-01""#],
        2
      ),
      (
        "Observation", #""dateFilter":[{"path":"effectiveDateTime","valuePeriod":{"start":"2026-01-01"}}]"#,
        "&date=ge2026-01-01", [#""status":"final","effectiveDateTime":"2026-01-01""#], 1
      ),
      // R4 has no search parameter for it.
      (
        "Observation", #""dateFilter":[{"path":"issued","valueDateTime":"2026-01-05"}]"#, "",
        [
          #""status":"final","issued":"2026-01-05T12:00:00.000Z""#,
          #""status":"final","issued":"2026-01-06T12:00:00Z""#,
        ], 1
      ),
      (
        "Encounter", #""dateFilter":[{"path":"period","valueDuration":{"value":24,"code":"h"}}]"#, "",
        [
          #""status":"finished","period":{"start":"2026-11-20","end":"2026-11-23T08:00:00-05:00"}"#,
          #""status":"finished","period":{"end":"2026-11-22T14:00:00Z"}"#,
          #""status":"in-progress","period":{"start":"2026-11-01"}"#,
        ], 2
      ),
      ("Coverage", #""codeFilter":[{"path":"status","code":[{"code":"active"}]}]"#, "&status=active", [], 0),
    ])
  func elements(type: String, filter: String, query: String, resources: [String], count: Int) throws {
    let library = try Self.library(#"{"id":"key","type":"\#(type)",\#(filter)}"#)
    let texts = resources.enumerated().map { index, members in
      let owner = type == "Condition" || type == "Observation" || type == "MedicationRequest" || type == "Encounter"
      return
        #"{"resourceType":"\#(type)","id":"r\#(index)","\#(owner ? "subject" : "patient")":{"reference":"Patient/p"},\#(members)}"#
    }
    let (chart, service) = try chart(library, "\"key\":\(Self.bundle(texts))")
    let text = service.requirements.first { $0.key == "key" }?.template.text ?? ""
    #expect(text.hasPrefix("\(type)?patient={{context.patientId}}\(query)"), "\(text)")
    #expect(chart.resources("key").count == count)
  }

  @Test("CQL asks on its own beside a requirement that leaves out by date, whose gap is none of its retrieves")
  func besideLogic() throws {
    let telling = CQLContent.main.replacing("parameter userId", with: "parameter gaps List<String>\nparameter userId")
      .replacing("' drafts, asked by '", with: "' drafts, without ' & Combine(gaps, '/') & ', asked by '")
    let results = CQLContent.bundle([CQLContent.inr("3.1", date: "2026-01-02")])
    let undated = CQLContent.bundle([CQLContent.inr("2.0", date: "").replacing(#""effectiveDateTime":"","#, with: "")])
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")]).replacing(
      #""observation":\#(CQLContent.bundle([]))"#, with: #""observation":\#(results),"recent":\#(undated)"#)
    for (main, detail) in [
      (CQLContent.main, "INR 3.1, 1 drafts, asked by Practitioner/d"),
      (telling, "INR 3.1, 1 drafts, without recent, asked by Practitioner/d"),
    ] {
      let module = CQLContent.library("BleedingGuard", cql: main, version: "2.0.0").replacing(
        #"{"type":"MedicationRequest"}"#,
        with: """
          {"id":"recent","type":"Observation","dateFilter":[{"path":"effective","valueDuration":{"value":1,"code":"mo"}}]}
          """)
      let library = try CQLContent.guidelines(main: main, more: [module])
      #expect(try CQLContent.findings(library, prefetch: prefetch).map(\.detail) == [detail])
    }
  }

  @Test(
    "what cannot be asked for, or not checked, is a fault of the content",
    arguments: [
      (#""type":"Location""#, "type", "belongs to no patient"),
      (#""type":"Practitioner""#, "type", "belongs to no patient"),
      (
        #""type":"MedicationRequest","codeFilter":[{"searchParam":"state","code":[{"code":"active"}]}]"#,
        "codeFilter[0].searchParam", "no search parameter 'state' for codes"
      ),
      (
        #""type":"Observation","codeFilter":[{"searchParam":"date","code":[{"code":"x"}]}]"#,
        "codeFilter[0].searchParam",
        "for codes"
      ),
      (
        #""type":"Observation","codeFilter":[{"searchParam":"combo-code","code":[{"code":"x"}]}]"#, "codeFilter[0]",
        "code and component.code"
      ),
      (
        #""type":"Patient","codeFilter":[{"searchParam":"deceased","code":[{"code":"true"}]}]"#,
        "codeFilter[0].searchParam", "cannot be compared here"
      ),
      (#""type":"Observation","codeFilter":[{"path":"cod","code":[{"code":"x"}]}]"#, "codeFilter[0].path", "'code'"),
      (#""type":"Observation","codeFilter":[{"code":[{"code":"x"}]}]"#, "codeFilter[0]", "names no element"),
      (#""type":"Observation","codeFilter":[{"path":"code"}]"#, "codeFilter[0]", "lists no codes"),
      (
        #""type":"Observation","dateFilter":[{"path":"colour","valueDateTime":"2026"}]"#, "dateFilter[0].path",
        "'colour'"
      ),
      (#""type":"Observation","dateFilter":[{"path":"status","valueDateTime":"2026"}]"#, "dateFilter[0].path", "dates"),
      (#""type":"Observation","dateFilter":[{"path":"effective"}]"#, "dateFilter[0]", "says no time"),
      (
        #""type":"Observation","dateFilter":[{"path":"effective","valueDateTime":"yesterday"}]"#,
        "dateFilter[0].valueDateTime", "no FHIR dateTime"
      ),
      (
        #""type":"Observation","dateFilter":[{"path":"effective","valueDuration":{"value":6,"code":"g"}}]"#,
        "dateFilter[0].valueDuration", "whole number"
      ),
      (
        #""type":"Observation","dateFilter":[{"path":"effective","valueDuration":{"value":0.5,"code":"a"}}]"#,
        "dateFilter[0].valueDuration", "whole number"
      ),
    ])
  func faults(requirement: String, path: String, message: String) {
    #expect {
      try Self.library(#"{"id":"key",\#(requirement)}"#)
    } throws: { error in
      (error as? ContentErrors)?.errors.contains {
        $0.path == "dataRequirement[0].\(path)" && $0.message.contains(message)
      } == true
    }
  }
}
