import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning

/// `Benchmarks hook CONTENT...`: CPU of one hook call without the web server, JWT and records: decode, assemble, reason,
/// compose, prove, write. The body is the smallest service's patient and a history that makes it 2 kB, 50 kB and 1 MB.
enum HookBenchmark {
  static func run(arguments: [String]) async throws {
    let library = try GuidelineLibrary.load(folders: arguments.isEmpty ? ["Tests/Content"] : arguments)
    guard let (service, hooks) = library.service(answeringAt: "greeter"),
      let now = PartialDateTime(fhirDateTime: "2026-11-23T09:00:00Z")
    else { return }
    for size in [2_000, 50_000, 1_000_000] {
      let body = body(ofSize: size)
      let rounds = size > 500_000 ? 40 : 400
      var samples: [Double] = []
      var parse: [Double] = []
      for _ in 0..<rounds {
        let start = Measurement.processNanoseconds()
        let document = try JSONDocument(fhir: body)
        parse.append(Double(Measurement.processNanoseconds() - start))
        let request = try HookRequest(decoding: document, answering: hooks)
        let deadline = ContinuousClock.now + .seconds(5)
        let assembler = try ChartAssembler(request: request, requirements: service.requirements)
        let chart = try assembler.assemble(now: now, deadline: deadline)
        let findings = try service.model.findings(over: chart, deadline: deadline)
        let composition = try await CardComposer().compose(
          [ModelResult(of: service.model, .completed(findings))], over: chart,
          for: ClientIdentity(issuer: "https://ehr.example", tenant: nil))
        let rules = ResponseRules(profile: .standard, patientID: chart.patientID, identifiers: .random)
        _ = rules.prove(composition.response).response.serialized()
        samples.append(Double(Measurement.processNanoseconds() - start))
      }
      samples.sort()
      parse.sort()
      Measurement.report(
        "hook-call",
        ["bytes": Double(body.count), "cpu_us": samples[rounds / 2] / 1000, "parse_us": parse[rounds / 2] / 1000])
    }
  }

  /// A patient-view request of about `size` bytes.
  static func body(ofSize size: Int) -> [UInt8] {
    let head = """
      {"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","fhirServer":"https://ehr.example/fhir",\
      "context":{"userId":"Practitioner/example","patientId":"p1"},"prefetch":{"patient":{"resourceType":"Patient","id":"p1",\
      "name":[{"use":"official","family":"Ruiz","given":["Ana"]}],"gender":"female","birthDate":"1964-10-13"},\
      "history":{"resourceType":"Bundle","type":"searchset","entry":[
      """
    let tail = "]}}}"
    var entries = ""
    var index = 0
    repeat {
      if index > 0 { entries += "," }
      entries += """
        {"fullUrl":"https://ehr.example/fhir/Observation/o\(index)","resource":{"resourceType":"Observation","id":"o\(index)",\
        "status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",\
        "code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"38483-4","display":"Creatinine"}],\
        "text":"Creatinine"},"subject":{"reference":"Patient/p1"},"effectiveDateTime":"2025-03-\(10 + index % 18)T08:00:00Z",\
        "valueQuantity":{"value":1.0\(index % 10),"unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"}},\
        "search":{"mode":"match"}}
        """
      index += 1
    } while head.utf8.count + entries.utf8.count + tail.utf8.count + 300 < size
    return Array((head + entries + tail).utf8)
  }
}
