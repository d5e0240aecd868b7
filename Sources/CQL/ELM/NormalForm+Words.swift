/// What translators write otherwise and means the same.
extension NormalForm {
  /// A type; the alternatives of a choice have no order.
  static func name(_ type: CQLType) -> String {
    switch type {
    case .choice(let types): "Choice<\(types.map(name).sorted().joined(separator: ", "))>"
    case .list(let element): "List<\(name(element))>"
    case .interval(let point): "Interval<\(name(point))>"
    case .tuple(let elements): "Tuple{\(elements.map { "\($0.name) \(name($0.type))" }.joined(separator: ", "))}"
    case .system, .model: "\(type)"
    }
  }

  /// Whether these are a retrieve by the code of a medication, and the same by reference, which a retrieve finds anyway:
  /// newer translators write both, `[M: code] union ([M] with [Medication] … such that …)`.
  static func isByReference(_ operands: [CQLExpression]) -> Bool {
    guard operands.count == 2, case .retrieve(let found) = operands[0].kind, let codes = found.codes,
      let path = found.codeProperty, case .query(let query) = operands[1].kind, query.sources.count == 1,
      query.lets.isEmpty, query.filter == nil, query.result == nil, query.aggregate == nil, query.sort.isEmpty,
      case .retrieve(let all) = query.sources[0].expression.kind, all.codes == nil, all.dateRange == nil,
      all.dataType == found.dataType, query.relationships.count == 1
    else { return false }
    let relationship = query.relationships[0]
    guard !relationship.isWithout, case .retrieve(let referred) = relationship.source.expression.kind,
      referred.codes == nil, case .model(let type) = referred.dataType,
      type.name.lowercased() == path.lowercased(), case .operation(.and, let parts, _) = relationship.suchThat.kind,
      parts.count == 2, case .operation(.equal, let ends, _) = parts[0].kind, ends.count == 2,
      case .operation(.last, _, _) = ends[1].kind
    else { return false }
    switch parts[1].kind {
    case .operation(.inValueSet, let tested, _), .operation(.equivalent, let tested, _):
      return tested.last.map { text(codes).contains(text($0)) } == true
    default: return false
    }
  }
}
