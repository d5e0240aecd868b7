/// A library with tables of its names and the libraries that it includes, shared by every evaluation.
final class LinkedLibrary: Sendable {
  /// What an include's alias stands for.
  enum Include: Sendable {
    case library(LinkedLibrary)
    /// FHIRHelpers, which the engine has built in.
    case helpers
  }

  let tree: CQLLibrary
  let includes: [String: Include]
  /// What the library says; two libraries of the same content and the same includes are one.
  let content: LibraryContent
  let expressions: [String: Int]
  /// The places of the defines that see more than the patient.
  let unfiltered: Set<Int>
  /// The places of the overloads of each name.
  let functions: [String: [Int]]
  let defineBodies: [LazyBody]
  let functionBodies: [LazyBody]
  let parameters: [String: ParameterDefinition]
  let codeSystems: [String: CodeSystemDefinition]
  let valueSets: [String: ValueSetDefinition]
  let codes: [String: CodeDefinition]
  let concepts: [String: ConceptDefinition]

  init(_ tree: CQLLibrary, content: LibraryContent, includes: [String: Include]) {
    self.tree = tree
    self.content = content
    self.includes = includes
    func table<Definition>(_ list: [Definition], _ name: (Definition) -> String) -> [String: Definition] {
      Dictionary(list.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    expressions = Dictionary(
      tree.expressions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    unfiltered = Set(
      tree.expressions.indices.filter { ["Unfiltered", "Population"].contains(tree.expressions[$0].context) })
    functions = Dictionary(grouping: tree.functions.indices, by: { tree.functions[$0].name })
    defineBodies = tree.expressions.map { _ in LazyBody() }
    functionBodies = tree.functions.map { _ in LazyBody() }
    parameters = table(tree.parameters, \.name)
    codeSystems = table(tree.codeSystems, \.name)
    valueSets = table(tree.valueSets, \.name)
    codes = table(tree.codes, \.name)
    concepts = table(tree.concepts, \.name)
  }
}

/// What a library says, comparable in the time of a few pointers: trees are immutable, so that the same node is the same
/// expression.
struct LibraryContent: Hashable, Sendable {
  private struct Function: Hashable {
    let name: String
    let operands: [FunctionDefinition.Operand]
    let body: ObjectIdentifier?
  }

  let identifier: LibraryIdentifier
  private let nodes: [ObjectIdentifier]
  private let names: [String]
  private let functions: [Function]
  private let parameters: [String]
  private let defaults: [ObjectIdentifier?]
  private let codeSystems: [CodeSystemDefinition]
  private let valueSets: [ValueSetDefinition]
  private let codes: [CodeDefinition]
  private let concepts: [ConceptDefinition]

  init(_ library: CQLLibrary) {
    identifier = library.identifier
    nodes = library.expressions.map { ObjectIdentifier($0.expression) }
    names = library.expressions.map { "\($0.context).\($0.name)" }
    functions = library.functions.map { function in
      Function(name: function.name, operands: function.operands, body: function.body.map(ObjectIdentifier.init))
    }
    parameters = library.parameters.map(\.name)
    defaults = library.parameters.map { $0.defaultValue.map(ObjectIdentifier.init) }
    codeSystems = library.codeSystems
    valueSets = library.valueSets
    codes = library.codes
    concepts = library.concepts
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(identifier)
    hasher.combine(nodes.count)
    if let first = nodes.first { hasher.combine(first) }
  }
}

/// A library's content, and what its includes stand for: the objects that they were resolved to.
struct LinkKey: Hashable {
  let content: LibraryContent
  let includes: [String: ObjectIdentifier?]
}
