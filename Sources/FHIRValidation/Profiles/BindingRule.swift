import FHIR

/// A value set that a profile binds an element to.
struct BindingRule: Sendable {
  var strength: FHIRBinding.Strength
  var valueSet: String
}
