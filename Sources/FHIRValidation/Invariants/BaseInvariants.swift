import FHIR
import FHIRPath
import JSON

/// The invariants that R4 itself states, compiled once.
enum BaseInvariants {
  /// Every key that R4 uses.
  static let keys: Set<String> = {
    var keys: Set<String> = ["ele-1", "ext-1"]
    for type in FHIRTypes.shared.all {
      for constraint in type.constraints { keys.insert(constraint.key) }
      for element in type.elements { for constraint in element.constraints { keys.insert(constraint.key) } }
    }
    return keys
  }()

  /// The invariants that hold for every value of a type, inherited ones included, by type name.
  static let ofTypes: [FHIRType: [Invariant]] = {
    var all: [FHIRType: [Invariant]] = [:]
    for type in FHIRTypes.shared.all {
      let invariants = compile(type.constraints)
      if !invariants.isEmpty { all[type] = invariants }
    }
    return all
  }()

  /// The invariants of single elements.
  static let ofElements: [FHIRElement: [Invariant]] = {
    var all: [FHIRElement: [Invariant]] = [:]
    for type in FHIRTypes.shared.all {
      for element in type.elements where all[element] == nil {
        let invariants = compile(element.constraints)
        if !invariants.isEmpty { all[element] = invariants }
      }
    }
    return all
  }()

  /// dom-6 ("should have narrative") would only make noise: what machines exchange has none.
  private static func compile(_ constraints: [FHIRConstraint]) -> [Invariant] {
    constraints.compactMap { constraint in
      // R4 wrote `descendants().as(canonical)`, which is an error for several items; R5 corrected it to `ofType`.
      let text = constraint.expression.replacing(".as(", with: ".ofType(")
      guard constraint.key != "dom-6", let expression = try? FHIRPathExpression(parsing: text) else { return nil }
      return Invariant(
        key: constraint.key, isError: constraint.isError, text: constraint.text, expression: expression)
    }
  }
}
