import ClinicalTypes
import FHIR
import FHIRPath
import JSON
import Synchronization

/// Searches the sandbox's resources. Search parameters are those of FHIR R4: their own expressions say what is compared.
final class SearchEngine: Sendable {
  /// What a search found.
  struct Answer {
    /// One page of the matches.
    let matches: [Resource]
    /// What `_include` and `_revinclude` add to the page.
    let included: [Resource]
    /// How many match in all.
    let total: Int
    /// Where the next page begins; nil on the last.
    let nextOffset: Int?
  }

  let store: ResourceStore
  private let now: PartialDateTime
  private let expressions = Mutex<[String: FHIRPathExpression]>([:])

  init(store: ResourceStore, now: PartialDateTime) {
    self.store = store
    self.now = now
  }

  /// Runs a search: over resources of `patient` and such as belong to no patient, or over all when it is nil.
  func search(_ plan: SearchPlan, patient: String? = nil) throws(SearchFailure) -> Answer {
    var found = try candidates(plan).filter { isVisible($0, to: patient) }
    if let ids = plan.ids { found = found.filter { $0.id.map(ids.contains) ?? false } }
    for criterion in plan.criteriaByCost {
      let matcher = try ValueMatcher(criterion)
      var kept: [Resource] = []
      for resource in found where matcher.matches(try values(of: criterion.parameter, in: resource)) {
        kept.append(resource)
      }
      found = kept
    }
    found = try sorted(found, by: plan.controls.sort)
    guard !plan.controls.countOnly else {
      return Answer(matches: [], included: [], total: found.count, nextOffset: nil)
    }
    let page = Array(found.dropFirst(plan.controls.offset).prefix(plan.controls.count))
    let end = plan.controls.offset + page.count
    return Answer(
      matches: page, included: try inclusions(plan.controls.inclusions, of: page, patient: patient), total: found.count,
      nextOffset: end < found.count && !page.isEmpty ? end : nil)
  }

  /// Whether a resource may be shown with access to one patient: it is the patient's, or its type is nobody's.
  func isVisible(_ resource: Resource, to patient: String?) -> Bool {
    guard let patient, let type = resource.type, PatientCompartment.covers(type) else { return true }
    return PatientCompartment(patientID: patient).contains(resource, in: store) == true
  }

  /// A superset of the matches, as small as an index makes it.
  private func candidates(_ plan: SearchPlan) throws(SearchFailure) -> [Resource] {
    if let ids = plan.ids { return ids.sorted().compactMap { store.resource(ofType: plan.type, id: $0) } }
    guard let codes = plan.codes else {
      if let patient = plan.patientID { return store.resources(ofType: plan.type, patient: patient) }
      return store.resources(ofType: plan.type)
    }
    let named = codes.map { store.resources(ofType: plan.type, code: $0.code, system: $0.system) }
    let found = named.count == 1 ? Set(named[0]) : named.reduce(into: Set()) { $0.formUnion($1) }
    let patient = plan.patientID.map { Set(store.resources(ofType: plan.type, patient: $0)) }
    return store.resources(ofType: plan.type).filter { found.contains($0) && patient?.contains($0) ?? true }
  }

  /// The elements that a parameter compares.
  func values(of parameter: SearchParameter, in resource: Resource) throws(SearchFailure) -> [FHIRPathValue] {
    do {
      var context = EvaluationContext(now: now)
      context.resolver = store
      context.asFiltersCollections = true
      return try expression(of: parameter).evaluate(on: resource.value, in: context)
    } catch {
      throw SearchFailure(parameter: parameter.code, message: "The parameter cannot be evaluated here.")
    }
  }

  private func expression(of parameter: SearchParameter) throws -> FHIRPathExpression {
    let text = parameter.expression
    if let known = expressions.withLock({ $0[text] }) { return known }
    let parsed = try FHIRPathExpression(parsing: text)
    expressions.withLock { $0[text] = parsed }
    return parsed
  }

  private func sorted(_ found: [Resource], by keys: [SearchControls.SortKey]) throws(SearchFailure) -> [Resource] {
    guard !keys.isEmpty, found.count > 1 else { return found }
    var rows: [(resource: Resource, place: Int, keys: [SortValue?])] = []
    for (place, resource) in found.enumerated() {
      var row: [SortValue?] = []
      for key in keys {
        let values = try values(of: key.parameter, in: resource).compactMap { SortValue($0, latest: key.isDescending) }
        row.append(key.isDescending ? values.max() : values.min())
      }
      rows.append((resource, place, row))
    }
    return rows.sorted { left, right in
      for (index, key) in keys.enumerated() {
        switch (left.keys[index], right.keys[index]) {
        case (nil, nil): continue
        case (nil, _): return false  // what has no value comes last in both directions
        case (_, nil): return true
        case (let first?, let second?):
          if first < second { return !key.isDescending }
          if second < first { return key.isDescending }
        }
      }
      return left.place < right.place
    }.map(\.resource)
  }

  private func inclusions(
    _ inclusions: [SearchControls.Inclusion], of page: [Resource], patient: String?
  ) throws(SearchFailure) -> [Resource] {
    var seen = Set(page.compactMap(\.reference))
    var included: [Resource] = []
    func add(_ resource: Resource) {
      guard isVisible(resource, to: patient), let name = resource.reference, seen.insert(name).inserted else { return }
      included.append(resource)
    }
    for inclusion in inclusions {
      if inclusion.isReverse {
        let targets = Set(page.compactMap(\.reference))
        for candidate in store.resources(ofType: inclusion.source) {
          for value in try values(of: inclusion.parameter, in: candidate) {
            if let name = Reference(value.node?.value)?.typeAndID, targets.contains(name) { add(candidate) }
          }
        }
      } else {
        for resource in page where resource.typeName == inclusion.source {
          for value in try values(of: inclusion.parameter, in: resource) {
            guard let reference = Reference(value.node?.value),
              let target = store.resolve(reference, from: resource.value),
              inclusion.target == nil || target.typeName == inclusion.target
            else { continue }
            add(target)
          }
        }
      }
    }
    return included
  }
}
