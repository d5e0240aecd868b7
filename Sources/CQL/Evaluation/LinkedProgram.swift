/// Libraries with their names resolved to places, shared by every evaluation.
final class LinkedProgram: Sendable {
  /// The libraries; the first is the main one.
  let libraries: [LinkedLibrary]

  /// What an include's alias stands for.
  enum Include: Sendable {
    case library(Int)
    /// FHIRHelpers, which the engine has built in.
    case helpers
  }

  init(_ main: CQLLibrary, including others: [CQLLibrary]) throws(CQLError) {
    var linked = [main]
    var includes: [[String: Include]] = []
    var next = 0
    while next < linked.count {
      let library = linked[next]
      var own: [String: Include] = [:]
      for include in library.includes {
        let wanted = include.identifier
        if let index = linked.firstIndex(where: { Self.matches($0.identifier, wanted) }) {
          own[include.alias] = .library(index)
        } else if let found = Self.find(wanted, in: others) {
          own[include.alias] = .library(linked.count)
          linked.append(found)
        } else if Self.matches(LibraryIdentifier("FHIRHelpers", version: wanted.version), wanted) {
          own[include.alias] = .helpers
        } else {
          throw CQLError(
            .unresolved, "The included library \(wanted) is not among those supplied", library: library.identifier)
        }
      }
      includes.append(own)
      next += 1
    }
    libraries = zip(linked, includes).map { LinkedLibrary($0, includes: $1) }
  }

  /// A namespace before the name (`http://example.org/guides/Common`, `org.example.Common`) counts only where both have one.
  private static func matches(_ found: LibraryIdentifier, _ wanted: LibraryIdentifier) -> Bool {
    guard wanted.version == nil || found.version == wanted.version else { return false }
    return found.name == wanted.name || wanted.name.hasSuffix("/" + found.name)
      || wanted.name.hasSuffix("." + found.name)
  }

  private static func find(_ wanted: LibraryIdentifier, in others: [CQLLibrary]) -> CQLLibrary? {
    others.first { matches($0.identifier, wanted) }
  }
}

/// A library with tables of its names.
final class LinkedLibrary: Sendable {
  let tree: CQLLibrary
  let includes: [String: LinkedProgram.Include]
  let expressions: [String: Int]
  let functions: [String: [FunctionDefinition]]
  let parameters: [String: ParameterDefinition]
  let codeSystems: [String: CodeSystemDefinition]
  let valueSets: [String: ValueSetDefinition]
  let codes: [String: CodeDefinition]
  let concepts: [String: ConceptDefinition]

  init(_ tree: CQLLibrary, includes: [String: LinkedProgram.Include]) {
    self.tree = tree
    self.includes = includes
    func table<Definition>(_ list: [Definition], _ name: (Definition) -> String) -> [String: Definition] {
      Dictionary(list.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    expressions = Dictionary(
      tree.expressions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    functions = Dictionary(grouping: tree.functions, by: \.name)
    parameters = table(tree.parameters, \.name)
    codeSystems = table(tree.codeSystems, \.name)
    valueSets = table(tree.valueSets, \.name)
    codes = table(tree.codes, \.name)
    concepts = table(tree.concepts, \.name)
  }
}
