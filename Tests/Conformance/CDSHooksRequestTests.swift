import CDSHooks
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

/// Requests of public projects: each is read, or refused with an error that can be explained to its author.
@Suite("CDS Hooks requests found in public")
struct CDSHooksRequestTests {
  /// The requests that are refused, each for a reason that the specification gives.
  static let refused: [String: String] = [
    "HL7+cds-hooks-hl7-site/index-2.json": "context.patientId",  // an extension's excerpt without a patient
    "HL7+cds-hooks/cheat-sheet.json": "fhirAuthorization.token_type",  // an excerpt, with "..." as members
    "rsarv3006+cds-hooks-go/README-2.json": "context.draftOrders",
    "rsarv3006+cds-hooks-go/integration_test-6.json": "context",
    "rsarv3006+cds-hooks-go/request_test-2.json": "context.patientId",
    "vlaurenzano+cds-hooks-work/all_test.json": "fhirServer",  // a blank inside the URL
  ]

  @Test(
    "each parses or is refused with its path",
    .enabled(if: ConformanceData.isPresent("hook-requests")))
  func hookRequests() throws {
    let root = try ConformanceData.url("hook-requests").path + "/"
    var table: [String] = []
    for file in ConformanceData.files(under: "hook-requests", suffix: ".json") {
      let name = String(file.path.dropFirst(root.count))
      let document = try JSONDocument(fhir: Array(Data(contentsOf: file)))
      let expected = Self.refused[name]
      do {
        let request = try HookRequest(decoding: document)
        #expect(expected == nil, "\(name) should be refused at \(expected ?? "")")
        #expect(FHIRID.isValid(request.context.patientID))
        table.append(
          "read     \(name): \(request.hook), \(request.context.resources.count) drafts, \(request.notices.count) habits"
        )
      } catch {
        #expect(error.path == expected, "\(name): \(error.message)")
        #expect(!error.remedy.isEmpty && !error.expected.isEmpty)
        table.append("refused  \(name): \(error.message)")
      }
    }
    #expect(table.count > 50)
    print(table.joined(separator: "\n"))
  }

  @Test(
    "every context printed in the hook library is read",
    .enabled(if: ConformanceData.isPresent("conformance/cdshooks/hook-examples")))
  func hookExamples() throws {
    var table: [String] = []
    for file in ConformanceData.files(under: "conformance/cdshooks/hook-examples", suffix: ".json") {
      let name = file.lastPathComponent
      // `order-sign-01-L52.json`: the hook is what comes before the number.
      let hook = name.split(separator: "-").prefix { $0.first?.isNumber != true }.joined(separator: "-")
      guard hook != "template" else { continue }
      let example = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let body = """
        {"hook": "\(hook)", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", \
        \(example.drop { $0 != "\"" })
        """
      let request = try HookRequest(decoding: JSONDocument(fhir: Array(body.utf8)), answering: [hook])
      #expect(request.definition.version != "", "\(hook) is in the library")
      table.append("\(name): \(request.context.resources.count) resources, \(request.notices.map(\.path))")
    }
    #expect(table.count == 28)
    print(table.joined(separator: "\n"))
  }

  @Test(
    "requests and feedback printed in the specification are read",
    .enabled(if: ConformanceData.isPresent("conformance/cdshooks/spec-examples")))
  func specificationExamples() throws {
    var (requests, reports, templates) = (0, 0, 0)
    for file in ConformanceData.files(under: "conformance/cdshooks/spec-examples", suffix: ".json") {
      let document = try JSONDocument(fhir: Array(Data(contentsOf: file)))
      let name = file.lastPathComponent
      if document.root["feedback"] != nil {
        let report = try FeedbackReport(decoding: document)
        #expect(report.notices.isEmpty, "\(name)")
        reports += 1
      }
      if document.root["hookInstance"] != nil {
        do {
          _ = try HookRequest(decoding: document)
        } catch {
          // Excerpts that show an extension leave the patient out.
          #expect(error.path == "context.patientId" && document.root["extension"] != nil, "\(name): \(error.message)")
        }
        requests += 1
      }
      for service in document.root["services"].elements {
        for (key, template) in service["prefetch"].members {
          guard let text = template.string else { continue }
          templates += 1
          do {
            _ = try PrefetchTemplate(parsing: text)
          } catch {
            // The examples' `sort:desc=date` is DSTU1; FHIRPath tokens are 3.0.
            #expect(
              text.contains("sort:desc") || text.contains("%") || text.contains("(") || text.contains("."),
              "\(name) \(key): \(error.message)")
          }
        }
      }
    }
    #expect(requests >= 7)
    #expect(reports >= 6)
    #expect(templates >= 6)
  }
}
