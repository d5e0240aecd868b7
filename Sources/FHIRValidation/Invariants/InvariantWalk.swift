import FHIR
import FHIRPath
import JSON

/// Evaluates R4's invariants on a resource and everything in it. Recursion follows the document's nesting, which the
/// parser bounds.
struct InvariantWalk {
  private let context: EvaluationContext
  private let maximumIssues: Int
  private(set) var issues: [ValidationIssue] = []

  init(context: EvaluationContext, maximumIssues: Int) {
    self.context = context
    self.maximumIssues = maximumIssues
  }

  mutating func visitResource(_ value: JSONValue, location: String?, container: JSONValue? = nil) {
    guard let resource = Resource(value), let type = resource.type else { return }
    var context = context
    context.asFiltersCollections = true
    context.resource = FHIRPathValue(value)
    context.rootResource = FHIRPathValue(container ?? value)
    visit(value, type: type, location: location ?? type.name, container: container ?? value, context)
  }

  private mutating func visit(
    _ value: JSONValue, type: FHIRType, location: String, container: JSONValue, _ context: EvaluationContext
  ) {
    guard value.isObject, issues.count < maximumIssues else { return }
    check(BaseInvariants.ofTypes[type] ?? [], value, typeName: type.name, location, context)
    for member in value.memberValues {
      guard let property = type.property(of: member), !property.isCompanion else { continue }
      let element = property.element
      let place = location + "." + element.name
      let own = BaseInvariants.ofElements[element] ?? []
      if own.isEmpty, property.type.kind == .primitive { continue }
      if member.isArray {
        for (index, item) in member.elements.enumerated() {
          visit(item, property, own, "\(place)[\(index)]", container: container, context)
        }
      } else {
        visit(member, property, own, place, container: container, context)
      }
    }
  }

  private mutating func visit(
    _ value: JSONValue, _ property: FHIRProperty, _ own: [Invariant], _ location: String, container: JSONValue,
    _ context: EvaluationContext
  ) {
    let type = property.type
    check(own, value, typeName: type.name, location, context)
    if type.kind == .resource {
      visitResource(value, location: location, container: property.element.name == "contained" ? container : nil)
    } else if type.kind != .primitive {
      visit(value, type: type, location: location, container: container, context)
    }
  }

  private mutating func check(
    _ invariants: [Invariant], _ value: JSONValue, typeName: String, _ location: String, _ context: EvaluationContext
  ) {
    for invariant in invariants where issues.count < maximumIssues {
      if let issue = invariant.issue(on: value, typeName: typeName, location: location, context) {
        issues.append(issue)
      }
    }
  }
}

extension Invariant {
  /// What is wrong with `value`, or nil.
  func issue(on value: JSONValue, typeName: String, location: String, _ context: EvaluationContext) -> ValidationIssue?
  {
    do {
      let focus: FHIRPathValue =
        Resource(value) != nil ? FHIRPathValue(value) : .node(FHIRPathNode(value, typeName: typeName))
      let result = try expression.evaluate(on: [focus], in: context)
      // An empty result has nothing to judge: R4's own bdl-8 is empty for an entry without fullUrl.
      if result.isEmpty { return nil }
      if result.count == 1, case .boolean(true) = result[0].system { return nil }
      return ValidationIssue(
        severity: isError ? .error : .warning, code: .invariant, location: location, message: "\(key): \(text)")
    } catch {
      return ValidationIssue(
        severity: .warning, code: .notSupported, location: location,
        message: "\(key) could not be evaluated: \(error.message)")
    }
  }
}
