import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

/// Published inputs of `$apply` and the CarePlans that the reference implementation gives for them.
@Suite("PlanDefinitions are applied as published")
struct ApplyAcceptanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var plan: String
    /// The content, as paths of folders.
    var content: [String]
    var carePlan: String
    var data: [String]
    var patient: String
    var encounter: String?
    /// Where ours differs, each with its reason below.
    var onlyOurs: Set<String> = []
    var onlyTheirs: Set<String> = []
    var testDescription: String { plan }
  }

  private static let opioid = "acceptance/apply/opioid-Rec10-patient-view/input"

  static let cases = [
    Case(
      plan: "hello-world-patient-view",
      content: [
        "acceptance/apply/hello-world", "acceptance/opioid-cds/resources", "acceptance/opioid-cds/cql",
        "acceptance/opioid-cds/vocabulary",
      ],
      carePlan: "acceptance/apply/hello-world/CarePlan-hello-world-patient-view.json", data: [],
      patient: "helloworld-patient-1", encounter: "helloworld-patient-1-encounter-1"),
    Case(
      plan: "CdsHooksMultipleActions-PlanDefinition-1.0.0", content: ["acceptance/apply/cds-hooks-multiple-actions"],
      carePlan: "acceptance/apply/cds-hooks-multiple-actions/cds_hooks_multiple_actions_careplan.json",
      data: ["acceptance/apply/cds-hooks-multiple-actions/cds_hooks_multiple_actions_patient_data.json"],
      patient: "patient-CdsHooksMultipleActions"),
    Case(
      plan: "opioidcds-10-patient-view", content: ["\(opioid)/resources", "\(opioid)/cql", "\(opioid)/vocabulary"],
      carePlan: "\(opioid)/tests/CarePlan-opioidcds-10-patient-view.json", data: ["\(opioid)/tests"],
      patient: "example-rec-10-patient-view-POS-Cocaine-drugs",
      encounter: "example-rec-10-patient-view-POS-Cocaine-drugs-prefetch",
      onlyOurs: [
        // R4 gives both actions a prefix, and nothing says to drop it.
        #"contained[0].action[0].prefix = "Order Urine Screening""#,
        // Nobody has ordered yet: the request is a draft, of now, and for the clinician who looks at it.
        #"contained[1].status = "draft""#, #"contained[1].authoredOn = "2024-06-01T12:00:00Z""#,
        #"contained[1].requester.reference = "Practitioner/d""#,
      ],
      onlyTheirs: [
        #"contained[1].status = "active""#,
        // The reference implementation complains of the indicator that this plan sets in an extension for its cards. It is no
        // matter of the CarePlan, and no error.
        #"extension[0].url = "http://hl7.org/fhir/StructureDefinition/cqf-messages""#,
        ##"extension[0].valueReference.reference = "#apply-outcome-opioidcds-10-patient-view""##,
        #"contained[0].extension[0].url = "http://hl7.org/fhir/StructureDefinition/cqf-messages""#,
        ##"contained[0].extension[0].valueReference.reference = "#apply-outcome-opioidcds-10-patient-view""##,
        #"contained[2].resourceType = "OperationOutcome""#,
        #"contained[2].id = "apply-outcome-opioidcds-10-patient-view""#,
        #"contained[2].issue[0].severity = "error""#, #"contained[2].issue[0].code = "exception""#,
        #"contained[2].issue[0].diagnostics = "\#(complaint)""#,
      ]),
  ]

  private static let complaint =
    "DynamicValue resolution for path action.extension encountered exception: Please use the priority path when setting "
    + "indicator values when using FHIR R4 or higher for CDS Hooks evaluation"

  @Test(
    "the CarePlan is the published one, but for what is argued",
    .enabled(if: ConformanceData.isPresent("acceptance/apply")), arguments: cases)
  func carePlan(published: Case) throws {
    let library = try GuidelineLibrary.load(folders: published.content.map { try ConformanceData.url($0).path })
    let application = try PlanApplication(of: published.plan, in: library)
    let tree = try application.carePlan(for: chart(published, library), deadline: .patient)
    let ours = Self.lines(try JSONDocument(fhir: tree.serialized(), limits: .default).root)
    let theirs = Self.lines(
      try JSONDocument(fhir: ConformanceData.bytes(published.carePlan), limits: .default).root)
    print(ours.subtracting(theirs).sorted().map { "ours   \($0)" }.joined(separator: "\n"))
    print(theirs.subtracting(ours).sorted().map { "theirs \($0)" }.joined(separator: "\n"))
    #expect(ours.subtracting(theirs) == published.onlyOurs)
    #expect(theirs.subtracting(ours) == published.onlyTheirs)
  }

  /// A chart of the published data, all of it under one key, as the reference implementation takes it.
  private func chart(_ published: Case, _ library: GuidelineLibrary) throws -> Chart {
    var resources: [String] = []
    for path in published.data {
      let files =
        path.hasSuffix(".json") ? [try ConformanceData.url(path)] : ConformanceData.files(under: path, suffix: ".json")
      for file in files
      where !file.lastPathComponent.hasPrefix("CarePlan") && !file.lastPathComponent.hasPrefix("Bundle") {
        let document = try JSONDocument(fhir: Array(Data(contentsOf: file)), limits: .default)
        let members = document.root["entry"].map { $0.elements.compactMap { $0["resource"] } } ?? [document.root]
        resources += members.map { String(decoding: JSONTree($0).serialized(), as: UTF8.self) }
      }
    }
    if resources.isEmpty { resources = [#"{"resourceType":"Patient","id":"\#(published.patient)"}"#] }
    let encounter = published.encounter.map { ",\"encounterId\":\"\($0)\"" } ?? ""
    let entries = resources.map { "{\"resource\":\($0)}" }.joined(separator: ",")
    let text = """
      {"hook":"patient-view","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
       "context":{"userId":"Practitioner/d","patientId":"\(published.patient)"\(encounter)},
       "prefetch":{"data":{"resourceType":"Bundle","type":"collection","entry":[\(entries)]}}}
      """
    let (service, hooks) = try #require(library.service(answeringAt: published.plan))
    let request = try HookRequest(decoding: JSONDocument(fhir: text), answering: hooks)
    let now = try #require(PartialDateTime(fhirDateTime: "2024-06-01T12:00:00Z"))
    return try ChartAssembler(request: request, requirements: service.requirements)
      .assemble(now: now, deadline: .patient)
  }

  /// Every leaf as `path = value`, so that the order of members does not count.
  private static func lines(_ root: JSONValue) -> Set<String> {
    var lines: Set<String> = []
    var open: [(value: JSONValue, path: String)] = [(root, "")]
    while let (value, path) = open.popLast() {
      if value.isObject {
        open += value.members.map { ($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
      } else if value.isArray {
        open += value.elements.enumerated().map { ($1, "\(path)[\($0)]") }
      } else {
        lines.insert("\(path) = \(String(decoding: value.sourceBytes, as: UTF8.self))")
      }
    }
    return lines
  }
}
