import FHIR
import JSON
import Testing

@Suite struct OperationOutcomeTests {
  @Test func writesAndReadsBack() throws {
    let outcome = OperationOutcome(issues: [
      .init(
        severity: .error, code: .value, details: "The date is wrong", diagnostics: "expected a \"date\"",
        expression: ["Patient.birthDate"]), .init(severity: .warning, code: .informational),
    ])
    let document = try JSONDocument(fhir: outcome.serialized())
    #expect(OperationOutcome(document.root) == outcome)
    #expect(outcome.severity == .error)
    #expect(document.root["issue"][1]["expression"] == nil)
  }

  @Test func readsWhatServersSend() throws {
    let odd = try JSONDocument(
      fhir: #"{"resourceType":"OperationOutcome","issue":[{"severity":"ERROR","code":"own"},{}]}"#)
    let outcome = try #require(OperationOutcome(odd.root))
    #expect(outcome.issues.map(\.severity) == [.error, .error])
    #expect(outcome.issues.map(\.code.rawValue) == ["own", "unknown"])
    #expect(try OperationOutcome(JSONDocument(fhir: #"{"resourceType":"Patient"}"#).root) == nil)
    #expect(OperationOutcome(nil) == nil)
    #expect(OperationOutcome(issues: []).severity == nil)
  }
}
