import FHIR
import FHIRPath
import JSON

/// What a profile demands of one element, or of one slice of it.
struct ElementRule: Sendable {
  /// The element's name, a choice's without `[x]`; empty for the root.
  var name: String
  /// The slice's name, nil for the element as a whole.
  var sliceName: String?
  /// The element's id in the profile: "Observation.component:systolic.value[x]".
  var id: String
  /// What the profile calls it in a few words.
  var label: String?
  var min: Int?
  var max: Int?
  /// The types allowed; empty where the profile does not say.
  var types: [TypeRule] = []
  var fixed: JSONValue?
  var pattern: JSONValue?
  var binding: BindingRule?
  var invariants: [Invariant] = []
  var mustSupport = false
  var slicing: SlicingRule?
  /// The children's and the slices' places among the profile's rules.
  var children: [Int] = []
  var slices: [Int] = []
  /// The R4 type, where there is only one.
  var type: FHIRType?

  init(name: String, sliceName: String? = nil, id: String, type: FHIRType? = nil) {
    self.name = name
    self.sliceName = sliceName
    self.id = id
    self.type = type
  }
}
