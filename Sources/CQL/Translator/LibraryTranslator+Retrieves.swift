/// Retrieves.
extension LibraryTranslator {
  func translate(_ retrieve: RetrieveSyntax, at range: TextRange) -> CQLExpression {
    let type = resolve(retrieve.type)
    guard case .model(let modelType) = type, let found = rules.modelClass(modelType) else {
      if type != .any {
        error("Only classes of a data model can be retrieved", found: "\(type)", at: retrieve.type.range)
      }
      return make(.null, .list(.any), range)
    }
    if !found.isRetrievable {
      error("\(type) is a part of other resources", expected: "a resource, as Observation", at: retrieve.type.range)
    }
    if let context = retrieve.context {
      error("A retrieve of another context than \(self.context) is not supported", at: context.range)
    }
    var path = retrieve.codePath
    guard let terminology = retrieve.terminology else {
      if modelType.name == "Observation" {
        warn(
          "This retrieves every observation of the patient", suggestion: "a filter, as [Observation: code]", at: range)
      }
      let bare = CQLRetrieve(dataType: type, templateID: templateID(of: modelType))
      return make(.retrieve(bare), .list(type), range)
    }
    if path == nil {
      path = found.primaryCodePath
      if path == nil {
        error(
          "\(type) has no code that a retrieve could go by", expected: "a path, as [\(modelType.name): path in …]",
          at: range)
      }
    } else if let path, codeType(path, of: type) == nil {
      error(
        "\(type) has no element '\(path)'",
        suggestion: Suggestion.closest(to: path, among: rules.elementNames(of: type)), at: range)
    }
    let (codes, comparator) = codes(translate(terminology), retrieve.comparator, at: terminology.range)
    let plain = CQLRetrieve(
      dataType: type, templateID: templateID(of: modelType), codeProperty: path, codeComparator: comparator,
      codes: codes)
    let filtered = make(.retrieve(plain), .list(type), range)
    guard let path, let referred = referredClass(path, of: type) else { return filtered }
    return byReference(filtered, type, path, referred, codes, at: range) ?? filtered
  }

  /// The class that a code element may refer to in place of a code: `medication` is a CodeableConcept or a Reference to a
  /// Medication.
  private func referredClass(_ path: String, of type: CQLType) -> ModelType? {
    guard case .choice(let alternatives)? = codeType(path, of: type), case .model(let owner) = type,
      alternatives.contains(.model(ModelType(namespace: owner.namespace, name: "Reference")))
    else { return nil }
    let referred = ModelType(namespace: owner.namespace, name: path.prefix(1).uppercased() + path.dropFirst())
    guard let found = rules.modelClass(referred), found.isRetrievable, found.primaryCodePath != nil else { return nil }
    return referred
  }

  /// `found` with the resources whose code stands in a resource they refer to, joined by its id, as the reference
  /// translator has it.
  private func byReference(
    _ found: CQLExpression, _ type: CQLType, _ path: String, _ referred: ModelType, _ codes: CQLExpression,
    at range: TextRange
  ) -> CQLExpression? {
    guard case .model(let owner) = type, let codePath = rules.modelClass(referred)?.primaryCodePath else { return nil }
    let owners = make(
      .retrieve(CQLRetrieve(dataType: type, templateID: templateID(of: owner))), .list(type), range)
    let others = make(
      .retrieve(CQLRetrieve(dataType: .model(referred), templateID: templateID(of: referred))), .list(.model(referred)),
      range)
    let (left, right) = (owner.name.filter(\.isUppercase), String(referred.name.prefix(1)))
    let row = make(.aliasRef(left), type, range)
    let other = make(.aliasRef(right), .model(referred), range)
    let text = CQLType.model(ModelType(namespace: owner.namespace, name: "string"))
    let parts = operation(
      .split,
      [
        make(.property(row, path: "\(path).reference"), text, range), make(.literal(.string("/")), .string, range),
      ], at: range)
    let isMeant = operation(
      .equal, [property("id", of: other, at: range), operation(.last, [parts], at: range)], at: range)
    let code = property(codePath, of: other, at: range)
    let hasCode: CQLExpression
    switch codes.kind {
    case .valueSetRef: hasCode = operation(.inValueSet, [code, codes], at: range)
    case .operation(.toList, let single, _) where single.first?.type == .code:
      hasCode = operation(.equivalent, [code, single[0]], at: range)
    case .property(let concept, _) where concept.type == .concept:
      hasCode = operation(.equivalent, [code, concept], at: range)
    default: return nil
    }
    let condition = make(.operation(.and, [isMeant, hasCode]), .boolean, range)
    let query = CQLQuery(
      sources: [.init(left, owners)],
      relationships: [.init(isWithout: false, source: .init(right, others), suchThat: condition)])
    return make(.operation(.union, [found, make(.query(query), .list(type), range)]), .list(type), range)
  }

  private func codeType(_ path: String, of type: CQLType) -> CQLType? {
    var type = type
    for step in path.split(separator: ".") {
      if case .list(let item) = type { type = item }
      guard let next = rules.element(String(step), of: type) else { return nil }
      type = next
    }
    return type
  }

  /// The codes of a filter as a value set or a list of codes, and how they are compared.
  private func codes(
    _ terminology: CQLExpression, _ comparator: RetrieveSyntax.Comparator?, at range: TextRange
  ) -> (CQLExpression, String) {
    var terminology = terminology
    if let type = terminology.type, case .model = type, let code = rules.modelConversions(from: type).first {
      terminology = converted(terminology, to: code.target, at: range, "These are no codes")
    }
    switch terminology.type ?? .any {
    case .system(.valueSet): return (terminology, comparator?.rawValue ?? "in")
    case .system(.code), .system(.string):
      return (
        make(.operation(.toList, [terminology]), .list(terminology.type ?? .code), range), comparator?.rawValue ?? "~"
      )
    case .system(.concept):
      return (make(.property(terminology, path: "codes"), .list(.code), range), comparator?.rawValue ?? "~")
    case .list(.system(.code)), .list(.system(.string)), .system(.any), .system(.codeSystem), .list(.system(.any)):
      return (terminology, comparator?.rawValue ?? "in")
    case .list:
      let list = converted(
        terminology, to: .list(.code), at: range, "A retrieve is filtered by a value set or by codes")
      return (list, comparator?.rawValue ?? "in")
    default:
      error(
        "A retrieve is filtered by a value set or by codes", found: "\(terminology.type ?? .any)", at: range)
      return (terminology, "in")
    }
  }
}
