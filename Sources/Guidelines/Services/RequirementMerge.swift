import CDSHooks
import CQL
import FHIR
import Reasoning

/// The data that several plans need, asked for once.
///
/// What plans ask for under keys of their own is united; what their CQL retrieves besides is merged by type over all of them.
struct RequirementMerge {
  let requirements: [DataRequirement]
  /// For each plan, what it sees: its own, and what is derived for the types that its CQL retrieves.
  let parts: [[RequirementUnion.Part]]

  init(_ plans: [GuidelinePlan], besides outer: GuidelinePlan, terminology: LocalTerminology) {
    var union = RequirementUnion()
    var parts = plans.map { union.add($0.explicit, of: $0.id) }
    _ = union.add(outer.explicit, of: outer.id)
    // A question that one plan limits to its own purpose does not answer another.
    let whole = union.requirements.filter { $0.limit == nil && $0.filters.isEmpty && $0.dateFilters.isEmpty }
    var needs: [DataNeed] = []
    for need in (plans + [outer]).flatMap(\.openNeeds) where !needs.contains(need) { needs.append(need) }
    // The templates were parsed when each plan was read.
    let derived =
      (try? LogicRequirements(needs: needs, terminology: terminology)
        .requirements(besides: whole, avoiding: Set(union.requirements.map(\.key)))) ?? []
    for (index, plan) in plans.enumerated() {
      let types = Set(plan.openNeeds.map(\.type))
      for part in union.add((whole + derived).filter { types.contains($0.type) }, of: plan.id)
      where !parts[index].contains(where: { $0.key == part.key || $0.own.key == part.own.key }) {
        parts[index].append(part)
      }
    }
    let outerTypes = Set(outer.openNeeds.map(\.type))
    _ = union.add((whole + derived).filter { outerTypes.contains($0.type) }, of: outer.id)
    requirements =
      union.requirements.filter { $0.type == "Patient" } + union.requirements.filter { $0.type != "Patient" }
    self.parts = parts
  }
}
