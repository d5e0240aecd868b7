@testable import Deidentification

/// What was planted and what came out.
struct LeakageTally {
  private(set) var structured = (total: 0, leaked: 0)
  private(set) var freeText = (total: 0, leaked: 0)
  private(set) var structuredLeaks: [String] = []
  private var freeTextLeaks: [String: Int] = [:]

  mutating func add(_ isFreeText: Bool, _ plant: PlantedIdentifier, _ place: String, leaked: Bool) {
    if isFreeText {
      freeText.total += 1
      if leaked {
        freeText.leaked += 1
        freeTextLeaks["\(plant.category)/\(plant.spelling) '\(plant.text)'", default: 0] += 1
      }
    } else {
      structured.total += 1
      if leaked {
        structured.leaked += 1
        structuredLeaks.append("\(place): \(plant.category) \(plant.spelling)")
      }
    }
  }

  var summary: String {
    "structured \(structured.total - structured.leaked)/\(structured.total), "
      + "free text \(freeText.total - freeText.leaked)/\(freeText.total)"
      + (freeTextLeaks.isEmpty
        ? ""
        : " (missed: \(freeTextLeaks.sorted { $0.key < $1.key }.map { "\($0.key)×\($0.value)" }.joined(separator: ", ")))")
  }
}
