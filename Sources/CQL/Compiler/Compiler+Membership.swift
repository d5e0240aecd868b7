import FHIR
import JSON

/// `in "Value Set"` over FHIR data: the codes are looked up where they stand, without a copy of any text.
extension Compiler {
  /// The test of codes that are looked up in a value set that the library names; nil for other value sets. A CodeableConcept
  /// or Coding is not converted to System codes for it.
  mutating func isCoded(_ codes: CQLExpression, _ target: CQLExpression, _ node: CQLExpression) -> Test? {
    guard case .valueSetRef(let name) = target.kind, let valueSet = valueSet(name) else { return nil }
    guard case .functionRef(let reference, let arguments, _) = codes.kind, arguments.count == 1,
      isBuiltInHelpers(reference.library), let function = FHIRHelpers.Function(rawValue: reference.name),
      function == .toConcept || function == .toCode
    else { return isListed(codes, target, valueSet, node) }
    let source = code(arguments[0])
    return { evaluation throws(CQLError) in
      let value = try source(evaluation)
      if case .node(let element) = value, let answer = evaluation.isMember(element, of: valueSet, namedBy: target) {
        return answer
      }
      let converted: CQLValue
      do throws(CQLError) { converted = value.isNull ? .null : try FHIRHelpers.call(function, value) } catch {
        throw evaluation.located(error, codes)
      }
      do throws(CQLError) { return try evaluation.isMember(converted, ofValueSet: valueSet) } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  /// The test of System codes, one or a list.
  private mutating func isListed(
    _ codes: CQLExpression, _ target: CQLExpression, _ valueSet: CQLValue, _ node: CQLExpression
  ) -> Test {
    let source = code(codes)
    return { evaluation throws(CQLError) in
      let value = try source(evaluation)
      if case .list(let items) = value, let answer = evaluation.isMember(items, of: valueSet, namedBy: target) {
        return answer
      }
      do throws(CQLError) { return try evaluation.isMember(value, ofValueSet: valueSet) } catch {
        throw evaluation.located(error, node)
      }
    }
  }
}

extension Evaluation {
  private static let codeableConcept = FHIRTypes.shared.type(named: "CodeableConcept")
  private static let coding = FHIRTypes.shared.type(named: "Coding")

  /// Whether one of an element's codes is in a value set, where the set's list of codes decides it; nil where it takes more:
  /// a coding without system or code, a set that is not known, or not known in full.
  fileprivate func isMember(_ element: FHIRNode, of valueSet: CQLValue, namedBy node: CQLExpression) -> Bool? {
    guard let set = codeSet(valueSet, namedBy: node), set.openSystems.isEmpty, set.doubtfulSystems.isEmpty else {
      return nil
    }
    if element.type == Self.coding { return Self.isMember(element.json, of: set) }
    guard element.type == Self.codeableConcept else { return nil }
    var isDecided = true
    for coding in element.json[.coding].elements {
      switch Self.isMember(coding, of: set) {
      case true?: return true
      case false?: break
      case nil: isDecided = false
      }
    }
    return isDecided ? false : nil
  }

  /// Whether one of a list of codes is in a value set; nil where there are other items than codes, or it takes more than the
  /// set's list of codes.
  fileprivate func isMember(_ items: [CQLValue], of valueSet: CQLValue, namedBy node: CQLExpression) -> Bool? {
    guard let set = codeSet(valueSet, namedBy: node), set.openSystems.isEmpty, set.doubtfulSystems.isEmpty else {
      return nil
    }
    var isThere = false
    for item in items {
      guard case .code(let code) = item else { return nil }
      if !isThere, set.contains(code) == true { isThere = true }
    }
    return isThere
  }

  private static func isMember(_ coding: JSONValue, of set: CodeSet) -> Bool? {
    guard coding[.system]?.isString == true, coding[.code]?.isString == true else { return nil }
    return set.contains(coding: coding)
  }

  private func codeSet(_ valueSet: CQLValue, namedBy node: CQLExpression) -> CodeSet? {
    if let known = namedCodeSets[ObjectIdentifier(node)] { return known }
    guard case .valueSet(let reference) = valueSet, let set = try? codeSet(reference) else { return nil }
    namedCodeSets[ObjectIdentifier(node)] = set
    return set
  }
}
