import FHIR

/// The `path` of a `dynamicValue`: an element of the resource that is made, as in `dispenseRequest.quantity`,
/// `dosageInstruction[0].timing` or `occurrence`.
struct ElementPath: Sendable {
  /// One step.
  struct Step: Sendable {
    let name: String
    /// Which of several, from 0; nil means the first on the way, and all of them at the end.
    let index: Int?
  }

  let steps: [Step]

  /// Reads a path. `%resource.`, `resource.` and the type's own name may stand before it.
  init(_ text: String, of kind: String? = nil) {
    var names = text.split(separator: ".").map(String.init)
    if let first = names.first, names.count > 1, ["%resource", "resource", kind].contains(first) {
      names.removeFirst()
    }
    steps = names.map { name in
      guard name.hasSuffix("]"), let open = name.lastIndex(of: "["),
        let index = Int(name[name.index(after: open)...].dropLast()), index >= 0
      else { return Step(name: name, index: nil) }
      return Step(name: String(name[..<open]), index: index)
    }
  }

  /// What keeps the path from being set in a value of `type`, as a clause; nil when nothing does, or R4 does not tell.
  func fault(in type: FHIRType?) -> String? {
    var current = type
    for (place, step) in steps.enumerated() {
      guard let type = current else { return nil }
      if let property = type.property(named: step.name), !property.isCompanion {
        if step.index.map({ $0 > 0 }) == true, !property.element.isCollection {
          return "\(type.name).\(step.name) is no list, so it has no item \(step.index ?? 0)"
        }
        current = property.type
        continue
      }
      guard type.element(named: step.name)?.isChoice == true else {
        return "\(type.name) has no element '\(step.name)'"
      }
      // At the end the value tells the type.
      return place == steps.count - 1
        ? nil : "\(type.name).\(step.name) is of several types: name one, as in occurrencePeriod"
    }
    return steps.isEmpty ? "it names no element" : nil
  }
}
