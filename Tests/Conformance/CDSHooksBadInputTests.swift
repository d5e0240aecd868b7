import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import JSON
import Reasoning
import TestSupport
import Testing

/// The corpus of bad requests, as far as decoding and gathering decide them. (Media types, sizes and addresses are the
/// server's.)
@Suite("Bad inputs")
struct CDSHooksBadInputTests {
  /// The status of each, for a service that greets the patient it requires by prefetch or read.
  static let statuses: [(String, Int, String)] = [
    ("00-control", 200, ""),
    ("02-not-json", 400, ""),
    ("04-top-level-array", 400, ""),
    ("06-missing-hook", 400, "hook"),
    ("08-hookInstance-not-uuid", 200, "hookInstance"),
    ("10-context-string", 400, "context"),
    ("12-patientId-number", 400, "context.patientId"),
    ("16-prefetch-key-null", 412, "prefetch.patient"),
    ("18-prefetch-wrong-resource", 412, "prefetch.patient"),
    ("20-fhir-wrong-type", 200, ""),
    ("22-prefetch-other-patient", 400, "prefetch.patient.id"),
    ("24-deep-object", 400, ""),
    ("26-nan", 400, ""),
    ("28-wrong-content-type", 200, ""),
    ("30-ssrf-loopback", 412, "prefetch.patient"),
    ("32-path-injection", 400, "fhirServer"),
    ("34-long-summary", 200, ""),
    ("38-huge-id", 400, "context.patientId"),
    ("40-big-number", 400, "fhirAuthorization.expires_in"),
    ("42-fhirAuthorization-string", 400, "fhirAuthorization"),
  ]

  @Test(.enabled(if: ConformanceData.isPresent("bad-inputs")), arguments: statuses)
  func isAnsweredAsASaneServerWould(name: String, status: Int, path: String) throws {
    let bytes = try ConformanceData.bytes("bad-inputs/\(name).json")
    let expected = try expectedStatuses(of: name)
    let outcome = try answer(bytes)
    #expect(outcome.status == status)
    #expect(expected.contains(outcome.status), "the corpus allows \(expected)")
    if status != 200, !path.isEmpty { #expect(outcome.paths.contains(path), "\(outcome.paths)") }
    let text = String(decoding: outcome.body, as: UTF8.self)
    for secret in ["some-opaque-fhir-access-token", "Witting", "someone-else", "58c580cc", "127.0.0.1", "xxxx"] {
      #expect(!text.contains(secret), "no PHI, no token: \(text)")
    }
  }

  @Test(
    .enabled(if: ConformanceData.isPresent("bad-inputs")),
    arguments: [
      ("50-feedback-ok", ""), ("52-feedback-bad-outcome", "feedback[0].outcome"), ("54-feedback-empty", "feedback"),
    ])
  func feedback(name: String, path: String) throws {
    let document = try JSONDocument(parsing: ConformanceData.bytes("bad-inputs/\(name).json"))
    do {
      let report = try FeedbackReport(decoding: document)
      #expect(path.isEmpty && report.feedback.count == 1)
    } catch {
      #expect(error.path == path)
    }
  }

  private func expectedStatuses(of name: String) throws -> [Int] {
    let meta = try JSONDocument(parsing: ConformanceData.bytes("bad-inputs/\(name).meta"))
    return meta.root["expect"]["status"].elements.compactMap(\.int)
  }

  /// What the stages up to the chart make of a body.
  private func answer(_ bytes: [UInt8]) throws -> (status: Int, body: [UInt8], paths: [String]) {
    let requirement = DataRequirement(
      key: "patient", type: "Patient", template: try PrefetchTemplate(parsing: "Patient/{{context.patientId}}"),
      isRequired: true)
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000Z"))
    do throws(HookError) {
      let request = try decode(bytes)
      let assembler: ChartAssembler
      do { assembler = try ChartAssembler(request: request, requirements: [requirement]) } catch {
        throw .badRequest(error)
      }
      let fetched = assembler.plan.fetches.map { ($0.key, FetchResult.failed(.noAccess)) }
      _ = try assembler.assemble(
        fetched: Dictionary(uniqueKeysWithValues: fetched), now: now, deadline: .now.advanced(by: .seconds(60)))
      return (200, [], request.notices.map(\.path))
    } catch {
      let outcome = error.outcome()
      return (error.status, outcome.serialized(), outcome.issues.flatMap(\.expression))
    }
  }

  private func decode(_ bytes: [UInt8]) throws(HookError) -> HookRequest {
    let document: JSONDocument
    do { document = try JSONDocument(fhir: bytes) } catch { throw .badRequest(HookRequestError(error)) }
    do { return try HookRequest(decoding: document, answering: ["patient-view"]) } catch { throw .badRequest(error) }
  }
}
