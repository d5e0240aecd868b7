import FHIR
import JSON
import ModelGateway
import Testing

/// The registered model and its menu.
enum SampleRegistration {
  static let expectedModel = "reasoner-2026-06-02"

  static let metforminRenal = ModelGuideline(
    id: "metforminRenal", text: "Metformin is contraindicated below an eGFR of 30 mL/min/1.73 m².",
    url: "https://example.org/metformin")
  static let kidneyMonitoring = ModelGuideline(
    id: "kidneyMonitoring", text: "Kidney function is checked every 3 months below an eGFR of 45.")

  static func registration(
    mode: ModelMode = .advisory, drift: DriftPolicy = .discard, budget: ModelBudget = ModelBudget(),
    access: TermsOfAccess = TermsOfAccess()
  ) -> ModelRegistration {
    ModelRegistration(
      id: "reasoner", version: "1.2.0", name: "Reasoner", owner: "Example Clinic", deployment: "reasoner-prod",
      expectedModel: expectedModel, drift: drift, prompt: PromptTemplate("Look for problems with the medication."),
      deidentificationProfile: "reasoning",
      menu: ["linagliptin-5", "metformin-500", "amoxicillin-500", "order-kidney-function"].map {
        "https://example.org/\($0)"
      }, guidelines: [metforminRenal, kidneyMonitoring], budget: budget, mode: mode,
      access: access, page: "https://chartside.example/models/reasoner")
  }

  static func menu() throws -> ActionMenu {
    ActionMenu(
      try [
        ("linagliptin-5", "MedicationRequest", "Linagliptin 5 mg daily", "1100699"),
        ("metformin-500", "MedicationRequest", "Metformin 500 mg daily", "6809"),
        ("amoxicillin-500", "MedicationRequest", "Amoxicillin 500 mg daily", "723"),
        ("order-kidney-function", "ServiceRequest", "Creatinine with eGFR", "45066-8"),
      ].compactMap { id, kind, title, code in
        let element = kind == "MedicationRequest" ? "productCodeableConcept" : "code"
        let system = kind == "MedicationRequest" ? "http://www.nlm.nih.gov/research/umls/rxnorm" : "http://loinc.org"
        let text = """
          {"resourceType": "ActivityDefinition", "id": "\(id)", "url": "https://example.org/\(id)", "status": "active",
           "kind": "\(kind)", "title": "\(title)",
           "\(element)": {"coding": [{"system": "\(system)", "code": "\(code)"}], "text": "\(title)"}}
          """
        return MenuItem(try #require(Resource(try JSONDocument(fhir: Array(text.utf8)).root)))
      })
  }
}
