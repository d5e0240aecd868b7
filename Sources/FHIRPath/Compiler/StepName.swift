import FHIR
import JSON

/// The name of a step with the ids that a scan compares.
struct StepName: Sendable {
  let element: ElementName
  let key: Int
  /// The id of the underscored companion, -2 where there is none.
  let companion: Int

  init(_ text: String) {
    element = ElementName(text)
    key = element.key
    companion = FHIRVocabulary.shared.id(of: "_" + text) ?? -2
  }
}
