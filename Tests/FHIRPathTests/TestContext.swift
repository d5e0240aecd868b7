import ClinicalTypes
import FHIR
import FHIRPath
import JSON
import Testing

/// The clock, the patient and the shorthand that the tests share.
enum TestContext {
  static func make() throws -> EvaluationContext {
    EvaluationContext(now: try #require(PartialDateTime("2026-11-23T09:00:00.000-05:00")))
  }

  static func patient() throws -> JSONDocument { try JSONDocument(fhir: patientText) }

  static let patientText = """
    {"resourceType": "Patient", "id": "p1", "active": true, "gender": "male", "birthDate": "1974-12-25",
     "_birthDate": {"id": "bd", "extension": [
       {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime", "valueDateTime": "1974-12-25T14:35:45-05:00"}]},
     "deceasedBoolean": false, "multipleBirthInteger": 2,
     "name": [
       {"use": "official", "family": "Chalmers", "given": ["Peter", "James"]},
       {"use": "usual", "given": ["Jim"]},
       {"use": "maiden", "family": "Windsor", "given": [null, "James"],
        "_given": [{"extension": [{"url": "http://example.org/x", "valueString": "y"}]}, null], "period": {"end": "2002"}}],
     "telecom": [{"use": "home"}, {"system": "phone", "value": "1", "rank": 1}, {"system": "phone", "value": "2", "rank": 2}],
     "contact": [{"relationship": [{"text": "N"}], "name": {"family": "du Marché"}}],
     "contained": [{"resourceType": "Organization", "id": "o1", "name": "Org"}],
     "managingOrganization": {"reference": "#o1"}}
    """

  /// The result of an expression, each item as `toString()` gives it or as its type's name.
  static func run(_ text: String, on document: JSONDocument? = nil) throws -> [String] {
    try FHIRPathExpression(parsing: text).evaluate(on: document?.root, in: make()).map { $0.text ?? $0.typeName }
  }
}
