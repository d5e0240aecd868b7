import FHIR
import JSON

/// An order that the page can put into a draft.
struct DraftOrder {
  let id: String
  let title: String
  let resource: JSONTree

  /// The page's menu for one patient: the draft orders that were loaded with the patients, written for this one, and the
  /// patient's own medicines to renew.
  static func menu(for patient: String, from orders: [Resource], in store: ResourceStore, today: String) -> [DraftOrder]
  {
    orders.compactMap { DraftOrder(example: $0, patient: patient, today: today, store: store) }
      + renewals(of: patient, in: store, today: today)
  }

  private init(id: String, title: String, resource: JSONTree) {
    self.id = id
    self.title = title
    self.resource = resource
  }

  private init?(example: Resource, patient: String, today: String, store: ResourceStore) {
    guard let id = example.id else { return nil }
    let value = example.value
    let name =
      example.isType("MedicationRequest") ? ChartText.medicine(value, in: store) : ChartText.concept(value["code"])
    var draft = JSONTree(value)
    draft["subject"] = ["reference": .string("Patient/\(patient)")]
    draft["authoredOn"] = .string(today)
    self.init(
      id: id, title: value["dosageInstruction"][0]["text"].string.map { "\(name): \($0)" } ?? name, resource: draft)
  }

  /// The patient's active medicines, as drafts that continue them.
  private static func renewals(of patient: String, in store: ResourceStore, today: String) -> [DraftOrder] {
    store.resources(ofType: "MedicationRequest", patient: patient).compactMap { request in
      guard request.value["status"].stringEquals("active"), let id = request.id, let reference = request.reference
      else { return nil }
      var draft = JSONTree(request.value)
      let draftID = "renew-" + String(id.prefix(58))
      for name in ["meta", "text", "encounter", "groupIdentifier", "dispenseRequest"] { draft[name] = nil }
      draft["id"] = .string(draftID)
      draft["status"] = "draft"
      draft["authoredOn"] = .string(today)
      draft["priorPrescription"] = ["reference": .string(reference)]
      return DraftOrder(id: draftID, title: "Renew: \(ChartText.medicine(request.value, in: store))", resource: draft)
    }
  }
}
