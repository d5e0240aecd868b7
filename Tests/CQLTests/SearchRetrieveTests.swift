import CQL
import ClinicalTypes
import FHIR
import JSON
import Synchronization
import Testing

/// Retrieves as FHIR searches.
@Suite struct SearchRetrieveTests {
  private static let header = """
    library Search version '1'
    using FHIR version '4.0.1'
    codesystem "LOINC": 'http://loinc.org'
    codesystem "RxNorm": 'http://www.nlm.nih.gov/research/umls/rxnorm'
    code "HbA1c": '4548-4' from "LOINC"
    code "Warfarin": '11289' from "RxNorm"
    context Patient

    """

  private final class Log: Sendable {
    let queries = Mutex<[String]>([])
  }

  private func searches(_ expression: String, _ resources: [String] = []) throws -> (queries: [String], found: Int?) {
    let log = Log()
    let documents = try resources.map { try JSONDocument(fhir: $0) }
    let all = documents.compactMap { Resource($0.root) }
    let provider = SearchRetrieveProvider(patientID: "p") { query in
      log.queries.withLock { $0.append(query.text) }
      return all
    }
    let engine = try CQLEngine(CQLLibrary(cql: Self.header + "define X: \(expression)"))
    let now = try #require(PartialDateTime("2024-05-01T00:00:00.000Z"))
    let value = try engine.evaluate("X", in: CQLContext(data: provider, now: now))
    return (log.queries.withLock(\.self), value.items?.count)
  }

  @Test(arguments: [
    ("[Observation]", ["Observation?patient=Patient/p"]),
    (#"[Observation: "HbA1c"]"#, [#"Observation?patient=Patient/p&code=http://loinc.org%7C4548-4"#]),
    (
      #"[MedicationRequest: "Warfarin"]"#,
      [
        "MedicationRequest?patient=Patient/p&_include=MedicationRequest:medication",
        "MedicationRequest?patient=Patient/p",
      ]
    ),
    ("[Medication]", ["Medication"]),
    ("{ Patient }", ["Patient?_id=p"]),
  ])
  func asksFor(_ expression: String, _ wanted: [String]) throws {
    let found = try searches(expression).queries.map { $0.removingEscapes }
    #expect(found == wanted.map(\.removingEscapes))
  }

  @Test func aDateRangeIsAskedForWithADayToSpare() throws {
    let log = Log()
    let provider = SearchRetrieveProvider(patientID: "p") { query in
      log.queries.withLock { $0.append(query.text) }
      return []
    }
    let range = Tree.interval(
      try Tree.dateTime("2024-01-01T00:00:00.000Z"), try Tree.dateTime("2024-12-31T23:59:59.999Z"))
    let retrieve = CQLExpression(
      .retrieve(CQLRetrieve(dataType: .fhir("Encounter"), dateProperty: "period", dateRange: range)))
    let now = try #require(PartialDateTime("2024-05-01T00:00:00.000Z"))
    _ = try CQLEngine(Tree.library(retrieve)).evaluate("X", in: CQLContext(data: provider, now: now))
    #expect(
      log.queries.withLock(\.self) == ["Encounter?patient=Patient/p&date=ge2023-12-31&date=le2025-01-01"].map { $0 })
  }

  /// A server that ignores the filters, and one that answers for somebody else, are filtered here.
  @Test func whatTheServerBringsIsFilteredAgain() throws {
    let resources = [
      #"{"resourceType":"Observation","id":"a","status":"final","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]}}"#,
      #"{"resourceType":"Observation","id":"b","status":"final","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://loinc.org","code":"1-1"}]}}"#,
      #"{"resourceType":"Observation","id":"c","status":"final","subject":{"reference":"Patient/q"},"code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]}}"#,
    ]
    #expect(try searches(#"[Observation: "HbA1c"]"#, resources).found == 1)
  }

  @Test func aSearchThatFailsIsAnError() throws {
    let provider = SearchRetrieveProvider(patientID: "p") { _ throws(CQLError) in
      throw CQLError(.value, "The server did not answer")
    }
    let now = try #require(PartialDateTime("2024-05-01T00:00:00.000Z"))
    let engine = try CQLEngine(CQLLibrary(cql: Self.header + "define X: exists [Observation]"))
    #expect(throws: CQLError.self) { try engine.evaluate("X", in: CQLContext(data: provider, now: now)) }
  }
}

extension String {
  /// The text with the escapes of URLs undone that differ between writers.
  fileprivate var removingEscapes: String {
    replacing("%2F", with: "/").replacing("%3A", with: ":").replacing("%7C", with: "|")
  }
}
