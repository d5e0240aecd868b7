import ClinicalTypes
import FHIR
import FHIRPath
import JSON

extension ProfileWalk {
  /// Checks codes against the value set of a required or extensible binding, as far as it is held.
  mutating func checkBinding(_ item: Item, _ binding: BindingRule) {
    guard binding.strength >= .extensible else { return }
    guard context.terminology != nil else { return }
    switch isMember(item, binding) {
    case true?: break
    case false?:
      let isRequired = binding.strength == .required
      add(
        isRequired ? .error : .warning, .codeInvalid, item.location,
        "\(isRequired ? "expected" : "a code was expected") of the value set \(binding.valueSet)")
    case nil:
      if binding.strength == .required {
        add(
          .information, .notSupported, item.location, "not checked: the value set \(binding.valueSet) is not held here")
      }
    }
  }

  /// Whether a coded value is in the value set; nil if that cannot be told.
  func isMember(_ item: Item, _ binding: BindingRule) -> Bool? {
    guard let set = try? context.terminology?.expand(binding.valueSet) else { return nil }
    let value = item.value
    switch item.type?.name {
    case "CodeableConcept":
      // Text alone is no code of an extensible set, and none of a required one either.
      guard value[.coding] != nil else { return binding.strength == .required ? false : true }
      return set.containsAny(of: value)
    case "Coding": return set.contains(coding: value)
    case "Quantity", "Age", "Count", "Distance", "Duration":
      return value[.code].string.map { set.contains(code: $0, system: value[.system].string) } ?? false
    default: return value.string.flatMap { set.contains(code: $0, system: nil) }
    }
  }
}
