import FHIR
import JSON

/// An order that the page can put into a draft: a small menu, and the patient's own medicines to renew.
struct DraftOrder {
  let id: String
  let title: String
  let resource: JSONTree

  /// The menu for one patient.
  static func menu(for patient: String, in store: ResourceStore, today: String) -> [DraftOrder] {
    fixed.map { $0.order(patient, today) } + renewals(of: patient, in: store, today: today)
  }

  /// One line of the fixed menu.
  private struct Item {
    let id: String, title: String, type: String, system: String, code: String, display: String, instruction: String?

    func order(_ patient: String, _ today: String) -> DraftOrder {
      let concept: JSONTree = [
        "coding": [["system": .string(system), "code": .string(code), "display": .string(display)]],
        "text": .string(title),
      ]
      var resource: JSONTree = [
        "resourceType": .string(type), "id": .string("draft-\(id)"), "status": "draft", "intent": "order",
        "subject": ["reference": .string("Patient/\(patient)")], "authoredOn": .string(today),
      ]
      resource[type == "MedicationRequest" ? "medicationCodeableConcept" : "code"] = concept
      if let instruction { resource["dosageInstruction"] = [["text": .string(instruction)]] }
      return DraftOrder(id: id, title: title, resource: resource)
    }
  }

  private static let rxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
  private static let fixed: [Item] = [
    Item(
      id: "metformin-500", title: "Metformin 500 mg, twice daily", type: "MedicationRequest", system: rxNorm,
      code: "861007",
      display: "metformin hydrochloride 500 MG Oral Tablet", instruction: "500 mg by mouth twice daily with meals"),
    Item(
      id: "metformin-sitagliptin", title: "Sitagliptin/metformin 50/1000 mg, twice daily", type: "MedicationRequest",
      system: rxNorm, code: "861769", display: "metformin hydrochloride 1000 MG / sitagliptin 50 MG Oral Tablet",
      instruction: "1 tablet by mouth twice daily with meals"),
    Item(
      id: "lisinopril-10", title: "Lisinopril 10 mg, once daily", type: "MedicationRequest", system: rxNorm,
      code: "314076",
      display: "lisinopril 10 MG Oral Tablet", instruction: "10 mg by mouth once daily"),
    Item(
      id: "ibuprofen-600", title: "Ibuprofen 600 mg, three times daily", type: "MedicationRequest", system: rxNorm,
      code: "197806", display: "ibuprofen 600 MG Oral Tablet",
      instruction: "600 mg by mouth three times daily with food"),
    Item(
      id: "hba1c", title: "HbA1c, laboratory", type: "ServiceRequest", system: "http://loinc.org", code: "4548-4",
      display: "Hemoglobin A1c/Hemoglobin.total in Blood", instruction: nil),
  ]

  /// The patient's active medicines, as drafts that continue them.
  private static func renewals(of patient: String, in store: ResourceStore, today: String) -> [DraftOrder] {
    store.resources(ofType: "MedicationRequest", patient: patient).compactMap { request in
      guard request.value["status"].stringEquals("active"), let id = request.id, let reference = request.reference
      else {
        return nil
      }
      var draft = JSONTree(request.value)
      let draftID = "renew-" + String(id.prefix(56))
      for name in ["meta", "text", "contained", "encounter", "groupIdentifier"] { draft[name] = nil }
      draft["id"] = .string(draftID)
      draft["status"] = "draft"
      draft["authoredOn"] = .string(today)
      draft["priorPrescription"] = ["reference": .string(reference)]
      return DraftOrder(id: draftID, title: "Renew: \(ChartText.medicine(request.value, in: store))", resource: draft)
    }
  }
}
