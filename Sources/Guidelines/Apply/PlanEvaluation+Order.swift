import CDSHooks
import FHIR
import JSON
import Reasoning

/// The draft that a card is about.
extension PlanEvaluation {
  /// One of the call's drafts.
  struct Order {
    /// Its place among them.
    let index: Int
    /// `Type/id`; nil without an id.
    let reference: String?
    /// ``index``, where no id tells the draft from the others.
    let place: Int?
  }

  /// Said where a change of a draft would have been offered.
  static let noID = "Id of the order: not given, so its removal or change is not offered."

  /// The draft that `value` is: the very one where it stands in the call, else the one that bears its id.
  mutating func order(_ value: JSONValue?) -> Order? {
    guard let resource = Resource(value), let place = draftIndex().place(of: resource) else { return nil }
    let reference = chart.draftOrders[place].reference
    let isAlone = reference.map { draftIndex().hasOne(reference: $0) } ?? false
    return Order(index: place, reference: reference, place: isAlone ? nil : place)
  }

  private mutating func draftIndex() -> DraftIndex {
    if let drafts { return drafts }
    let index = DraftIndex(chart.draftOrders) { name(of: $0) }
    drafts = index
    return index
  }

  /// The line that tells which of several drafts is meant, unless the facts or the summary do.
  mutating func line(naming order: Order?, besides facts: Facts, _ summary: String) -> [Evidence] {
    guard let order, chart.draftOrders.count > 1 else { return [] }
    let draft = chart.draftOrders[order.index]
    guard !facts.resources.contains(where: { $0 == Resource(draft.value) }) else { return [] }
    let name = draftIndex().names[order.index]
    let isOneOfSeveral = name.map { !draftIndex().hasOne(name: $0) } ?? true
    if !isOneOfSeveral, let name, summary.lowercased().contains(name.lowercased()) { return [] }
    let place = isOneOfSeveral ? "\(order.index + 1) of \(chart.draftOrders.count)" : nil
    return [
      Evidence(
        label: "Order", value: [name, place].compactMap(\.self).joined(separator: ", "), reference: order.reference)
    ]
  }

  private func name(of draft: ContextResource) -> String? {
    let name = EvidenceReader(names: plan.names).name(of: draft.value, type: draft.type)
    guard name == "Medication" || name == draft.type else { return name }
    // The drug may be a resource of its own, inside the draft or beside it.
    let reference = draft.value["medicationReference"]
    let resolved = reference.flatMap { value -> Resource? in
      guard let text = value["reference"]?.string else { return nil }
      if text.hasPrefix("#") { return Resource(draft.value)?.contained(String(text.dropFirst())) }
      return Reference(value).flatMap { ChartResolver(chart: chart).resolve($0, from: nil) }
    }
    return resolved.flatMap { plan.names.text(of: $0.value["code"]) }
  }
}
