/// Type specifiers.
extension LibraryTranslator {
  /// The type that is written; an unknown one is reported and taken for Any.
  func resolve(_ specifier: TypeSpecifierSyntax) -> CQLType {
    switch specifier {
    case .list(let element, _): return .list(resolve(element))
    case .interval(let point, _): return .interval(resolve(point))
    case .choice(let types, _): return rules.choice(types.map { resolve($0) })
    case .tuple(let elements, _): return .tuple(elements.map { .init($0.name, resolve($0.type)) })
    case .named(let qualifiers, let name, let range): return named(qualifiers, name, at: range)
    }
  }

  private func named(_ qualifiers: [String], _ name: String, at range: TextRange) -> CQLType {
    if let type = type(qualifiers, name) { return type }
    let known =
      SystemType.allCases.map(\.rawValue) + models.values.flatMap(\.classNames)
    error(
      "There is no type '\((qualifiers + [name]).joined(separator: "."))'",
      suggestion: Suggestion.closest(to: name, among: known), at: range)
    return .any
  }

  /// The type of a name, qualified by a model or not; the models in use go before System, as `Quantity` is FHIR's.
  func type(_ qualifiers: [String], _ name: String) -> CQLType? {
    var path = qualifiers + [name]
    if path.count > 1, path[0] == "System" { return SystemModel.type(named: name).map(CQLType.system) }
    if path.count == 1, path[0].contains("."), let dot = path[0].firstIndex(of: ".") {
      // A quoted name may hold the qualifier: "FHIR.Patient".
      let head = String(path[0][..<dot])
      if models[head] != nil || head == "System" {
        return type([head], String(path[0][path[0].index(after: dot)...]))
      }
    }
    if path.count > 1, let model = models[path[0]] {
      path.removeFirst()
      return modelType(path.joined(separator: "."), in: model)
    }
    for model in models.values {
      if let found = modelType(path.joined(separator: "."), in: model) { return found }
    }
    return path.count == 1 ? SystemModel.type(named: name).map(CQLType.system) : nil
  }

  private func modelType(_ name: String, in model: any DataModel) -> CQLType? {
    model.modelClass(named: name) == nil
      ? nil : .model(ModelType(namespace: model.namespace, name: name))
  }
}
