import FHIR
import JSON

/// An element's name with its id in the vocabulary.
struct ElementName: Hashable, Sendable {
  let text: String
  /// The vocabulary's id, -1 for a name that FHIR lacks.
  let key: Int

  init(_ text: String) {
    self.text = text
    key = FHIRVocabulary.shared.id(of: text) ?? -1
  }
}
