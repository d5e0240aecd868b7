import CQL
import JSON

/// Cards that a define of the plan's CQL gives, by the extension `finding`.
extension PlanReader {
  /// The define that an action's cards come from; nil where it makes its card itself.
  mutating func readFinding(_ action: JSONValue, at path: String) -> PlanFinding? {
    guard let found = PlanExtension.finding.first(on: action) else { return nil }
    let place = "\(path).\(found.path).valueExpression"
    guard PlanExtension.forEach.first(on: action) == nil else {
      fail(place, "an action has either for-each or finding, since both say how many cards it makes")
      return nil
    }
    let value = found.value["valueExpression"]
    guard let language = ExpressionLanguage(value["language"].string), language.isLogic else {
      fail("\(place).language", "a finding is a define of the plan's CQL: the language is text/cql-identifier")
      return nil
    }
    guard let expression = readExpression(value, at: place),
      case .define(let define) = expression.logic
    else { return nil }
    let type = logic?.type(of: define)
    let hasTitle =
      action["title"].string != nil
      || action["dynamicValue"].elements.contains { PublishedHabits.element($0["path"].string) == "title" }
    for fault in PlanFinding.faults(of: type, named: define, hasTitle: hasTitle) { fail(place, fault) }
    return PlanFinding(expression, type: type)
  }

  /// Notes which elements of the finding expressions ask for, and says which are not there.
  mutating func settle(_ finding: inout PlanFinding, in expressions: [PlanExpression]) {
    for expression in expressions {
      for variable in expression.variables {
        guard let element = FindingVariable.element(of: variable) else { continue }
        finding.variables.insert(variable)
        guard let elements = finding.elements, !elements.contains(where: { $0.name == element }) else { continue }
        fail(
          expression.path,
          "%finding.\(element) is not there; the tuple has \(elements.map(\.name).joined(separator: ", "))")
      }
    }
  }
}
