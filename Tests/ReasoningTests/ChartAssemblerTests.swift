import CDSHooks
import FHIR
import JSON
import Reasoning
import Testing

@Suite("Assembling a chart")
struct ChartAssemblerTests {
  static let loinc = "http://loinc.org"

  private func requirements(isRequired: Bool = false, limit: Int? = nil) throws -> [DataRequirement] {
    [
      DataRequirement(
        key: "patient", type: "Patient", template: try PrefetchTemplate(parsing: "Patient/{{context.patientId}}"),
        isRequired: isRequired),
      DataRequirement(
        key: "egfr", type: "Observation",
        template: try PrefetchTemplate(
          parsing: "Observation?patient={{context.patientId}}&code=http://loinc.org|98979-8"),
        filters: [CodeFilter(path: "code", codes: [.init(system: Self.loinc, code: "98979-8")])], limit: limit),
    ]
  }

  static func observation(
    _ id: String, patient: String = "Patient/p1", code: String = "98979-8", date: String = "2026-10-01"
  ) -> String {
    """
    {"resourceType": "Observation", "id": "\(id)", "status": "final", "subject": {"reference": "\(patient)"}, "effectiveDateTime": "\(date)",
     "code": {"coding": [{"system": "http://loinc.org", "code": "\(code)"}]}}
    """
  }

  static func bundle(_ resources: [String], more: String = "") -> String {
    #"{"resourceType": "Bundle", "type": "searchset"\#(more), "entry": ["#
      + resources.map { #"{"resource": \#($0)}"# }.joined(separator: ",") + "]}"
  }

  static let patient = #"{"resourceType": "Patient", "id": "p1"}"#

  @Test func absentKeysAreFetchedAndPresentOnesAreNot() throws {
    let request = try Samples.request(prefetch: #"{"patient": \#(Self.patient)}"#)
    let plan = try ChartAssembler(request: request, requirements: requirements()).plan
    #expect(plan.satisfied == ["patient"])
    #expect(plan.fetches.map(\.query.relativeURL) == ["Observation?patient=p1&code=http://loinc.org|98979-8"])
  }

  @Test(
    "each state is fetched, refused or satisfied",
    arguments: [
      ("null", false, true), (#"{"resourceType": "Bundle"}"#, false, true),
      (#"{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "forbidden"}]}"#, false, false),
      (#"{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "timeout"}]}"#, true, false),
      (
        #"{"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "informational"}]}"#, true,
        false
      ),
      (#"{"resourceType": "Condition"}"#, true, false), (#""text""#, true, false),
      (Self.bundle([Self.observation("a")], more: #", "total": 2"#), true, false),
      (Self.bundle([Self.observation("a")]), false, true),
    ])
  func states(value: String, fetched: Bool, satisfied: Bool) throws {
    let request = try Samples.request(prefetch: #"{"patient": \#(Self.patient), "egfr": \#(value)}"#)
    let assembler = try ChartAssembler(request: request, requirements: requirements())
    #expect(assembler.plan.fetches.map(\.key) == (fetched ? ["egfr"] : []))
    #expect(assembler.plan.satisfied.contains("egfr") == satisfied)
    let chart = try assembler.assemble(now: Samples.now(), deadline: Samples.deadline)
    #expect(chart["egfr"]?.isComplete == satisfied)
    #expect(chart.gapKeys == (satisfied ? [] : ["egfr"]))
  }

  @Test(
    "a limited answer is complete when it holds the newest",
    arguments: [
      (["2026-10-03", "2026-10-02"], 2, true), (["2026-10-02", "2026-10-03"], 2, false), (["2026-10-03"], 2, false),
      (["2026-10", "2026-10-02"], 2, true), (["2026-10-02T10:00:00Z", "2026-10-02T11:00:00+02:00"], 2, true),
    ])
  func newest(dates: [String], limit: Int, isComplete: Bool) throws {
    let observations = dates.enumerated().map { Self.observation("o\($0)", date: $1) }
    let bundle = Self.bundle(observations, more: #", "link": [{"relation": "next", "url": "https://e/next"}]"#)
    let request = try Samples.request(prefetch: #"{"egfr": \#(bundle)}"#)
    let chart = try Samples.chart(of: request, requirements: [requirements(limit: limit)[1]])
    #expect(chart["egfr"]?.isComplete == isComplete)
    #expect(chart.resources("egfr").count == dates.count, "what came is still there to be named")
  }

  @Test func whatDoesNotBelongIsLeftOut() throws {
    let bundle = Self.bundle([
      Self.observation("mine"), Self.observation("absolute", patient: "https://ehr.example/fhir/Patient/p1/_history/3"),
      Self.observation("other", patient: "Patient/p2"), Self.observation("version", patient: "Patient/p1/_history/2"),
      Self.observation("oid").replacing(Self.loinc, with: "urn:oid:2.16.840.1.113883.6.1"),
      Self.observation("longer", patient: "Patient/p11"), Self.observation("code", code: "1-8"),
      #"{"resourceType": "Medication", "id": "m"}"#,
    ])
    let request = try Samples.request(prefetch: #"{"patient": \#(Self.patient), "egfr": \#(bundle)}"#)
    let chart = try Samples.chart(of: request, requirements: requirements())
    #expect(chart.resources("egfr").map(\.resource.id) == ["mine", "absolute", "version", "oid"])
    #expect(chart.resources("egfr").allSatisfy { $0.provenance == .prefetch })
    #expect(chart.supporting.map(\.resource.id) == ["m"])
    #expect(chart.gaps == [ChartGap(key: "egfr", type: "Observation", reason: .otherPatient(count: 2))])
  }

  @Test(
    "what does not say in R4's words whether it counts is a gap, and stays to be named",
    arguments: [
      (#""status": "final""#, 0), (#""status": "unknown""#, 0), (#""status": "done""#, 1), (#""status": "Final""#, 1),
      (#""status": 1"#, 1), (#""x": 1"#, 1), (#""status": "final", "valueQuantity": {"value": 26}"#, 0),
      (#""status": "final", "valueQuantity": {"value": "26"}"#, 1), (#""status": "final", "valueQuantity": {}"#, 0),
      (#""status": "final", "effectiveDateTime": "2026-11""#, 0),
      (#""status": "final", "effectiveDateTime": "20261103""#, 1),
      (#""status": "final", "effectiveDateTime": 2026"#, 1),
    ])
  func unreadable(members: String, count: Int) throws {
    let resource =
      #"{"resourceType": "Observation", "id": "o", \#(members), "code": {"coding": [{"system": "http://loinc.org", "code": "98979-8"}]}}"#
    let other =
      #"{"resourceType": "Observation", "id": "x", "code": {"coding": [{"system": "http://loinc.org", "code": "1-8"}]}}"#
    let request = try Samples.request(prefetch: #"{"egfr": \#(Self.bundle([resource, other]))}"#)
    let chart = try Samples.chart(of: request, requirements: [requirements()[1]])
    #expect(chart.resources("egfr").map(\.resource.id) == ["o"])
    let gap = ChartGap(key: "egfr", type: "Observation", reason: .unreadable(count: 1))
    #expect(chart.gaps == (count == 0 ? [] : [gap]))
  }

  @Test("what is no resource at all is a gap, too")
  func noResource() throws {
    let request = try Samples.request(prefetch: #"{"egfr": \#(Self.bundle([Self.observation("o"), #"{"id": "n"}"#]))}"#)
    let chart = try Samples.chart(of: request, requirements: [requirements()[1]])
    #expect(chart.gaps == [ChartGap(key: "egfr", type: "Observation", reason: .unreadable(count: 1))])
  }

  @Test func linkedRecordsAreTheSamePatient() throws {
    let patient =
      #"{"resourceType": "Patient", "id": "p1", "link": [{"type": "replaces", "other": {"reference": "Patient/p0"}}]}"#
    let bundle = Self.bundle([
      Self.observation("old", patient: "Patient/p0"), Self.observation("x", patient: "Patient/p9"),
    ])
    let request = try Samples.request(prefetch: #"{"patient": \#(patient), "egfr": \#(bundle)}"#)
    let chart = try Samples.chart(of: request, requirements: requirements())
    #expect(chart.identity.ids == ["p1", "p0"])
    #expect(chart.resources("egfr").map(\.resource.id) == ["old"])
  }

  @Test func anotherPatientsRecordStopsTheCall() throws {
    let request = try Samples.request(prefetch: #"{"patient": {"resourceType": "Patient", "id": "p2"}}"#)
    let required = try requirements()
    let error = #expect(throws: HookRequestError.self) { try ChartAssembler(request: request, requirements: required) }
    #expect(error?.path == "prefetch.patient.id")
  }

  @Test(
    "fetched answers are checked like prefetched ones",
    arguments: [
      (Self.patient, 1, 0), (#"{"resourceType": "Patient", "id": "p2"}"#, 0, 1),
      (#"{"resourceType": "Group", "id": "p1"}"#, 0, 1),
    ])
  func fetchedReads(resource: String, count: Int, gaps: Int) throws {
    let assembler = try ChartAssembler(request: Samples.request(), requirements: [requirements()[0]])
    let chart = try assembler.assemble(
      fetched: ["patient": .resource(Samples.value(resource))], now: Samples.now(), deadline: Samples.deadline)
    #expect(chart.resources("patient").count == count && chart.gaps.count == gaps)
    #expect((chart.patient != nil) == (count == 1))
  }

  @Test(
    "cds-hooks_2.0@54: required data that cannot be had is a 412",
    arguments: [
      FetchResult.none, .failed(.noAccess), .failed(.forbidden), .failed(.late), .failed(.status(500)),
    ])
  func preconditionFailed(result: FetchResult) throws {
    let assembler = try ChartAssembler(request: Samples.request(), requirements: requirements(isRequired: true))
    let now = try Samples.now()
    let error = #expect(throws: HookError.self) {
      try assembler.assemble(fetched: ["patient": result], now: now, deadline: Samples.deadline)
    }
    #expect(error?.status == 412)
  }

  @Test func optionalDataThatCannotBeHadIsAGap() throws {
    let assembler = try ChartAssembler(request: Samples.request(), requirements: requirements())
    let chart = try assembler.assemble(
      fetched: ["egfr": .failed(.forbidden), "patient": .none], now: Samples.now(), deadline: Samples.deadline)
    #expect(chart.gapKeys == ["patient", "egfr"])
    #expect(chart.gaps.map(\.reason) == [.notObtained(.status(404)), .notObtained(.forbidden)])
  }

  @Test(
    "a search that was answered 404, with an error inside, or with less than its total is never 'none on record'",
    arguments: [
      (FetchResult.none, ChartGap.Reason.notObtained(.status(404))),
      (.partial([], .reportedError), .notObtained(.reportedError)),
      (.partial([], .fewerThanTotal), .notObtained(.fewerThanTotal)),
    ])
  func unansweredSearches(result: FetchResult, reason: ChartGap.Reason) throws {
    let assembler = try ChartAssembler(request: Samples.request(), requirements: [requirements()[1]])
    let chart = try assembler.assemble(
      fetched: ["egfr": result], now: Samples.now(), deadline: Samples.deadline)
    #expect(chart.gaps.map(\.reason) == [reason])
  }

  @Test func aFailedFetchLeavesThePartialAnswer() throws {
    let bundle = Self.bundle([Self.observation("a")], more: #", "total": 9"#)
    let assembler = try ChartAssembler(
      request: Samples.request(prefetch: #"{"egfr": \#(bundle)}"#), requirements: [requirements()[1]])
    let chart = try assembler.assemble(
      fetched: ["egfr": .failed(.late)], now: Samples.now(), deadline: Samples.deadline)
    #expect(chart.resources("egfr").count == 1)
    #expect(chart.gaps.map(\.reason) == [.cutShort, .notObtained(.late)])
  }

  @Test func unresolvableTemplatesAreNotAsked() throws {
    let requirement = DataRequirement(
      key: "encounter", type: "Encounter", template: try PrefetchTemplate(parsing: "Encounter/{{context.encounterId}}"))
    let assembler = try ChartAssembler(request: Samples.request(), requirements: [requirement])
    #expect(assembler.plan.fetches.isEmpty && assembler.plan.refused.map(\.reason) == [.unresolvable])
  }

  @Test("a server that fills its page with other codes does not make an answer complete")
  func pagesOfOtherThings() throws {
    let others = (0..<2).map { Self.observation("o\($0)", code: "1-8", date: "2026-10-0\(3 - $0)") }
    let bundle = Self.bundle(others, more: #", "link": [{"relation": "next", "url": "https://e/next"}]"#)
    let request = try Samples.request(prefetch: #"{"egfr": \#(bundle)}"#)
    let chart = try Samples.chart(of: request, requirements: [requirements(limit: 2)[1]])
    #expect(chart.gapKeys == ["egfr"])
  }

  @Test func aDraftOfAnotherVersionStopsTheCall() throws {
    let drafts =
      #""draftOrders": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "MedicationOrder", "id": "a"}}]}"#
    let error = #expect(throws: HookError.self) {
      try Samples.chart(of: Samples.request(hook: "order-sign", context: drafts))
    }
    #expect(error?.status == 400)
  }

  @Test func anotherPatientsDraftStopsTheCall() throws {
    let drafts = """
      "draftOrders": {"resourceType": "Bundle", "entry": [
       {"resource": {"resourceType": "MedicationRequest", "id": "a", "subject": {"reference": "Patient/p1"}}},
       {"resource": {"resourceType": "MedicationRequest", "id": "b", "subject": {"reference": "Patient/p2"}}}]}
      """
    let error = #expect(throws: HookError.self) {
      try Samples.chart(of: Samples.request(hook: "order-sign", context: drafts))
    }
    #expect(error?.status == 400)
  }

  @Test(
    "filters",
    arguments: [
      ("code", #"{"code": {"coding": [{"system": "s", "code": "a"}]}}"#, true as Bool?),
      ("code", #"{"code": {"coding": [{"system": "t", "code": "a"}]}}"#, false),
      ("code", #"{"code": {"text": "a"}}"#, false), ("code", #"{}"#, false),
      (
        "category",
        #"{"category": [{"coding": [{"system": "s", "code": "b"}]}, {"coding": [{"system": "s", "code": "a"}]}]}"#, true
      ),
      ("medication", #"{"medicationCodeableConcept": {"coding": [{"system": "s", "code": "a"}]}}"#, true),
      ("medication", #"{"medicationReference": {"reference": "Medication/1"}}"#, nil),
    ])
  func filters(path: String, resource: String, expected: Bool?) throws {
    let filter = CodeFilter(path: path, codes: [.init(system: "s", code: "a")])
    #expect(filter.matches(try Samples.value(resource)) == expected)
    #expect(
      CodeFilter(path: "status", codes: [.init(code: "final")]).matches(try Samples.value(#"{"status": "final"}"#))
        == true)
  }
}
