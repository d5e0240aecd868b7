import FHIR
import FHIRValidation
import JSON

/// A profile that says what a service needs of one kind of input, compiled.
///
/// It never refuses anything: the elements that it marks as must-support and that a resource lacks become lines of the
/// card that rests on this resource.
struct InputProfile: Sendable {
  /// The canonical url.
  let url: String
  /// The type of resource that it describes.
  let type: FHIRType
  /// What cards call such a resource: the label of the profile's root element, or of the one that it builds on. Without
  /// one, the resource names itself.
  let label: String?
  let validator: ProfileValidator

  /// The must-support elements that `resource` lacks, each place once and in the words of the most specific profile.
  func missingElements(of resource: JSONValue) -> [MissingElement] {
    // It throws only for a profile that is not held, and this one was compiled.
    let found = (try? validator.missingElements(of: resource, for: url)) ?? []
    var missing: [MissingElement] = []
    for element in found {
      if let place = missing.firstIndex(where: { $0.location == element.location }) {
        missing[place] = element
      } else {
        missing.append(element)
      }
    }
    return missing
  }
}
