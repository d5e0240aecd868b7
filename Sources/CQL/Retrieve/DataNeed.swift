public import ClinicalTypes

/// What one retrieve asks for, as far as that is known before anything is evaluated.
public struct DataNeed: Sendable, Hashable {
  /// Which codes count.
  public enum Codes: Sendable, Hashable {
    /// All: there is no filter.
    case any
    /// Those of the value set with this canonical.
    case valueSet(String)
    /// These.
    case codes([Code])
    /// A filter that only evaluation can tell.
    case computed
  }

  /// The type of the resources, such as `Observation`.
  public var type: String
  /// The element that holds the code; nil without a filter.
  public var codePath: String?
  /// The codes that count.
  public var codes: Codes

  /// A need.
  public init(type: String, codePath: String? = nil, codes: Codes = .any) {
    self.type = type
    self.codePath = codePath
    self.codes = codes
  }
}

extension CQLEngine {
  /// What the retrieves ask for that evaluating these defines can reach, each once, in the order found.
  public func needs(ofDefines names: [String]) -> [DataNeed] {
    var search = NeedSearch()
    for name in names { search.visit(define: name, in: main) }
    return search.run()
  }
}

/// Walks from defines to retrieves, by way of other defines and functions.
private struct NeedSearch {
  private struct Definition: Hashable {
    let library: ObjectIdentifier
    let name: String
    let isFunction: Bool
  }

  private var open: [(node: CQLExpression, library: LinkedLibrary)] = []
  private var visited: Set<Definition> = []
  private var needs: [DataNeed] = []

  mutating func visit(define name: String, in library: LinkedLibrary) {
    let key = Definition(library: ObjectIdentifier(library), name: name, isFunction: false)
    guard let place = library.expressions[name], visited.insert(key).inserted else { return }
    let definition = library.tree.expressions[place]
    // A define in a patient's context belongs to a patient, whether or not it looks at the record.
    if definition.context == "Patient", name != "Patient" { visit(define: "Patient", in: library) }
    open.append((definition.expression, library))
  }

  mutating func run() -> [DataNeed] {
    while let (node, library) = open.popLast() {
      switch node.kind {
      case .expressionRef(let reference):
        if let target = target(reference, from: library) { visit(define: reference.name, in: target) }
      case .functionRef(let reference, _, _):
        if let target = target(reference, from: library) { visit(function: reference.name, in: target) }
      case .retrieve(let retrieve): add(retrieve, in: library)
      default: break
      }
      var children: [CQLExpression] = []
      node.forEachChild { children.append($0) }
      open += children.reversed().map { ($0, library) }
    }
    return needs
  }

  private mutating func visit(function name: String, in library: LinkedLibrary) {
    let key = Definition(library: ObjectIdentifier(library), name: name, isFunction: true)
    guard visited.insert(key).inserted else { return }
    for index in library.functions[name] ?? [] {
      if let body = library.tree.functions[index].body { open.append((body, library)) }
    }
  }

  private func target(_ reference: DefinitionReference, from library: LinkedLibrary) -> LinkedLibrary? {
    guard let alias = reference.library else { return library }
    if case .library(let target)? = library.includes[alias] { return target }
    return nil
  }

  private mutating func add(_ retrieve: CQLRetrieve, in library: LinkedLibrary) {
    guard case .model(let model) = retrieve.dataType else { return }
    var need = DataNeed(type: model.name, codePath: nil, codes: .any)
    if let filter = retrieve.codes {
      need.codePath = retrieve.codeProperty
      need.codes = codes(filter, in: library)
    }
    if !needs.contains(need) { needs.append(need) }
  }

  private func codes(_ node: CQLExpression, in library: LinkedLibrary) -> DataNeed.Codes {
    switch node.kind {
    case .valueSetRef(let reference):
      guard let target = target(reference, from: library),
        let definition = target.valueSets[reference.name]
      else { return .computed }
      return .valueSet(definition.version.map { "\(definition.id)|\($0)" } ?? definition.id)
    case .operation(.expandValueSet, let operands, _), .operation(.toList, let operands, _):
      return operands.first.map { codes($0, in: library) } ?? .computed
    case .codeRef(let reference):
      guard let target = target(reference, from: library), let code = code(reference.name, in: target) else {
        return .computed
      }
      return .codes([code])
    case .conceptRef(let reference):
      guard let target = target(reference, from: library),
        let concept = target.concepts[reference.name]
      else { return .computed }
      let found = concept.codes.compactMap { name in
        self.target(name, from: target).flatMap { code(name.name, in: $0) }
      }
      return found.count == concept.codes.count ? .codes(found) : .computed
    case .property(let source, let path) where path == "codes": return codes(source, in: library)
    default: return .computed
    }
  }

  private func code(_ name: String, in library: LinkedLibrary) -> Code? {
    guard let definition = library.codes[name] else { return nil }
    let system = definition.codeSystem.flatMap { reference in
      target(reference, from: library).flatMap { $0.codeSystems[reference.name] }
    }
    return Code(system: system?.id, code: definition.id)
  }
}
