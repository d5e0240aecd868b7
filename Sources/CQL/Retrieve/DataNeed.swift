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
}

extension CQLEngine {
  /// What the retrieves ask for that evaluating these defines can reach, each once, in the order found.
  public func needs(ofDefines names: [String]) -> [DataNeed] {
    var search = NeedSearch(program: program)
    for name in names { search.visit(define: name, in: 0) }
    return search.run()
  }
}

/// Walks from defines to retrieves, by way of other defines and functions.
private struct NeedSearch {
  let program: LinkedProgram
  private var open: [(node: CQLExpression, library: Int)] = []
  private var visited: Set<String> = []
  private var needs: [DataNeed] = []

  init(program: LinkedProgram) { self.program = program }

  mutating func visit(define name: String, in index: Int) {
    let library = program.libraries[index]
    guard let place = library.expressions[name], visited.insert("\(index).\(name)").inserted else { return }
    let definition = library.tree.expressions[place]
    // A define in a patient's context belongs to a patient, whether or not it looks at the record.
    if definition.context == "Patient", name != "Patient" { visit(define: "Patient", in: index) }
    open.append((definition.expression, index))
  }

  mutating func run() -> [DataNeed] {
    while let (node, index) = open.popLast() {
      switch node.kind {
      case .expressionRef(let reference):
        if let target = target(reference, from: index) { visit(define: reference.name, in: target) }
      case .functionRef(let reference, _, _):
        if let target = target(reference, from: index) { visit(function: reference.name, in: target) }
      case .retrieve(let retrieve): add(retrieve, in: index)
      default: break
      }
      var children: [CQLExpression] = []
      node.forEachChild { children.append($0) }
      open += children.reversed().map { ($0, index) }
    }
    return needs
  }

  private mutating func visit(function name: String, in index: Int) {
    guard visited.insert("\(index).\(name)()").inserted else { return }
    for function in program.libraries[index].functions[name] ?? [] {
      if let body = function.body { open.append((body, index)) }
    }
  }

  private func target(_ reference: DefinitionReference, from index: Int) -> Int? {
    guard let alias = reference.library else { return index }
    if case .library(let target)? = program.libraries[index].includes[alias] { return target }
    return nil
  }

  private mutating func add(_ retrieve: CQLRetrieve, in index: Int) {
    guard case .model(let model) = retrieve.dataType else { return }
    var need = DataNeed(type: model.name, codePath: nil, codes: .any)
    if let filter = retrieve.codes {
      need.codePath = retrieve.codeProperty
      need.codes = codes(filter, in: index)
    }
    if !needs.contains(need) { needs.append(need) }
  }

  private func codes(_ node: CQLExpression, in index: Int) -> DataNeed.Codes {
    switch node.kind {
    case .valueSetRef(let reference):
      guard let target = target(reference, from: index),
        let definition = program.libraries[target].valueSets[reference.name]
      else { return .computed }
      return .valueSet(definition.version.map { "\(definition.id)|\($0)" } ?? definition.id)
    case .operation(.expandValueSet, let operands, _), .operation(.toList, let operands, _):
      return operands.first.map { codes($0, in: index) } ?? .computed
    case .codeRef(let reference):
      guard let target = target(reference, from: index), let code = code(reference.name, in: target) else {
        return .computed
      }
      return .codes([code])
    case .conceptRef(let reference):
      guard let target = target(reference, from: index),
        let concept = program.libraries[target].concepts[reference.name]
      else { return .computed }
      let found = concept.codes.compactMap { name in
        self.target(name, from: target).flatMap { code(name.name, in: $0) }
      }
      return found.count == concept.codes.count ? .codes(found) : .computed
    case .property(let source, let path) where path == "codes": return codes(source, in: index)
    default: return .computed
    }
  }

  private func code(_ name: String, in index: Int) -> Code? {
    guard let definition = program.libraries[index].codes[name] else { return nil }
    let system = definition.codeSystem.flatMap { reference in
      target(reference, from: index).flatMap { program.libraries[$0].codeSystems[reference.name] }
    }
    return Code(system: system?.id, code: definition.id)
  }
}

extension CQLEngine {
  /// The main library and all that it includes, directly or not; FHIRHelpers, where it is the built-in one, is not among
  /// them.
  public var libraries: [CQLLibrary] { program.libraries.map(\.tree) }
}
