/// The order of types: what is a subtype of what, and which elements a type has.
struct TypeRules: Sendable {
  private let models: [String: any DataModel]
  let options: TranslationOptions

  init(_ options: TranslationOptions) {
    self.options = options
    models = Dictionary(options.models.map { ($0.namespace, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func model(_ namespace: String) -> (any DataModel)? { models[namespace] }

  func modelClass(_ type: ModelType) -> ModelClass? { models[type.namespace]?.modelClass(named: type.name) }

  /// The base of a named type; `Any` for other types, nil for `Any`.
  func base(of type: CQLType) -> CQLType? {
    switch type {
    case .system(let type): SystemModel.base(of: type).map(CQLType.system)
    case .model(let type): modelClass(type)?.base ?? .any
    default: .any
    }
  }

  /// Whether every value of `type` is one of `other`.
  func isSubtype(_ type: CQLType, of other: CQLType) -> Bool {
    if other == .any || type == other { return true }
    switch (type, other) {
    case (.list(let a), .list(let b)), (.interval(let a), .interval(let b)): return isSubtype(a, of: b)
    case (.tuple(let a), .tuple(let b)):
      guard a.count == b.count else { return false }
      return a.allSatisfy { element in
        b.first { $0.name == element.name }.map { isSubtype(element.type, of: $0.type) } ?? false
      }
    case (.choice(let a), .choice(let b)): return a.allSatisfy { one in b.contains { isSubtype(one, of: $0) } }
    case (.system, .system), (.model, .model):
      var current = base(of: type)
      var steps = 0
      while let base = current, steps < 64 {
        if base == other { return true }
        current = self.base(of: base)
        steps += 1
      }
      return false
    default: return false
    }
  }

  /// The type of the element of a name, looked for in the bases too; nil when there is none.
  func element(_ name: String, of type: CQLType) -> CQLType? {
    switch type {
    case .tuple(let elements): return elements.first { $0.name == name }?.type
    case .system(let type): return SystemModel.elements(of: type).first { $0.name == name }?.type
    case .interval(let point):
      switch name {
      case "low", "high": return point
      case "lowClosed", "highClosed": return .boolean
      default: return nil
      }
    case .choice(let types):
      var found: [CQLType] = []
      for case let element? in types.map({ self.element(name, of: $0) }) where !found.contains(element) {
        found.append(element)
      }
      return found.count > 1 ? choice(found) : found.first
    case .model:
      var current: CQLType? = type
      var steps = 0
      while let next = current, case .model(let modelType) = next, steps < 64 {
        guard let found = modelClass(modelType) else { return nil }
        if let element = found.elements.first(where: { $0.name == name }) { return element.type }
        current = found.base
        steps += 1
      }
      return nil
    case .list: return nil
    }
  }

  /// The names of the elements of a type, for suggestions.
  func elementNames(of type: CQLType) -> [String] {
    switch type {
    case .tuple(let elements): return elements.map(\.name)
    case .system(let type): return SystemModel.elements(of: type).map(\.name)
    case .interval: return ["low", "high", "lowClosed", "highClosed"]
    case .choice(let types): return types.flatMap { elementNames(of: $0) }
    case .model(let modelType):
      guard let found = modelClass(modelType) else { return [] }
      return found.elements.map(\.name) + (found.base.map { elementNames(of: $0) } ?? [])
    case .list: return []
    }
  }

  /// A choice without duplicates and without choices inside; of one type it is that type.
  func choice(_ types: [CQLType]) -> CQLType {
    var flat: [CQLType] = []
    for type in types {
      if case .choice(let inner) = type {
        for one in inner where !flat.contains(one) { flat.append(one) }
      } else if !flat.contains(type) {
        flat.append(type)
      }
    }
    return flat.count == 1 ? flat[0] : .choice(flat)
  }

  /// The implicit conversions of a model's class, those of its bases included.
  func modelConversions(from type: CQLType) -> [ModelConversion] {
    var current: CQLType? = type
    var steps = 0
    while let next = current, case .model(let modelType) = next, steps < 64 {
      if let found = models[modelType.namespace]?.conversions(from: modelType.name), !found.isEmpty { return found }
      current = base(of: next)
      steps += 1
    }
    return []
  }
}
