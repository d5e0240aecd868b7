import FHIR
import JSON

extension ProfileWalk {
  /// What the must-support flags of a profile and those it builds on call for and `item` lacks.
  func missingElements(of item: Item, for url: String) -> [MissingElement] {
    var missing: [MissingElement] = []
    for profile in library.chain(of: url) {
      for child in profile.rules[0].children { collect(child, in: item, profile, &missing) }
    }
    return missing
  }

  private func collect(_ index: Int, in parent: Item, _ profile: Profile, _ missing: inout [MissingElement]) {
    let rule = profile.rules[index]
    let items = parent.children(rule.name)
    note(rule, items, at: parent, &missing)
    for item in items { for child in rule.children { collect(child, in: item, profile, &missing) } }
    for slice in rule.slices {
      let members = self.items(items, ofSlice: slice, of: rule, profile)
      note(profile.rules[slice], members, at: parent, &missing)
      for item in members { for child in profile.rules[slice].children { collect(child, in: item, profile, &missing) } }
    }
  }

  private func note(_ rule: ElementRule, _ items: [Item], at parent: Item, _ missing: inout [MissingElement]) {
    guard rule.mustSupport, rule.max != 0 else { return }
    let absences = items.map(Self.absentReason)
    guard absences.allSatisfy({ $0 != nil }) else { return }
    let entry = MissingElement(
      element: rule.id, location: parent.location + "." + rule.name, label: rule.label ?? rule.name,
      reason: absences.compactMap { $0 }.first { !$0.isEmpty })
    if !missing.contains(entry) { missing.append(entry) }
  }

  /// The reason why a value is absent, empty if none is stated; nil if the value is there.
  private static func absentReason(_ item: Item) -> String? {
    let extensions = item.value[.extension].elements
    let reason = extensions.first {
      $0[.url].stringEquals("http://hl7.org/fhir/StructureDefinition/data-absent-reason")
    }
    if let reason { return reason["valueCode"].string ?? "" }
    return item.isCompanionOnly ? "" : nil
  }
}
