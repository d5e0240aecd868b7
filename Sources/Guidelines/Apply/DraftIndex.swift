import CDSHooks
import FHIR
import JSON
import Reasoning

/// The drafts of a call by place, reference and name, read once for all findings of a plan: a call may hold thousands.
struct DraftIndex {
  /// How people call each draft; nil where nothing tells.
  let names: [String?]
  private let places: [Resource: Int]
  private let references: [String: (first: Int, count: Int)]
  private let timesNamed: [String: Int]

  init(_ drafts: [ContextResource], name: (ContextResource) -> String?) {
    names = drafts.map(name)
    var places: [Resource: Int] = [:]
    var references: [String: (first: Int, count: Int)] = [:]
    for (place, draft) in drafts.enumerated() {
      if let resource = Resource(draft.value) { places[resource] = places[resource] ?? place }
      if let reference = draft.reference {
        references[reference, default: (place, 0)].count += 1
      }
    }
    self.places = places
    self.references = references
    timesNamed = Dictionary(names.compactMap { name in name.map { ($0, 1) } }, uniquingKeysWith: +)
  }

  /// The place of a draft: of the very one where it stands in the call, else of the first that bears its id.
  func place(of resource: Resource) -> Int? {
    places[resource] ?? resource.reference.flatMap { references[$0]?.first }
  }

  /// Whether no other draft has this reference.
  func hasOne(reference: String) -> Bool { references[reference]?.count == 1 }

  /// Whether the name tells the draft from all others.
  func hasOne(name: String) -> Bool { timesNamed[name] == 1 }
}
