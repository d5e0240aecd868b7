public import FHIR

/// The functions that a library declares `external` and the caller supplies; one that is not supplied is refused by name.
///
/// ```swift
/// context.externals["Resolve"] = ExternalFunctions.resolve(in: store)
/// ```
public struct ExternalFunctions: Sendable {
  /// Computes a value from the values of the arguments.
  public typealias Function = @Sendable (_ arguments: [CQLValue]) throws(CQLError) -> CQLValue

  private var functions: [String: Function] = [:]

  /// No functions.
  public init() {}

  /// The function called `Library.name`, or `name` for those of all libraries.
  public subscript(name: String) -> Function? {
    get { functions[name] }
    set { functions[name] = newValue }
  }

  /// A function of one operand, a FHIR.Reference or its text, that gives the resource it refers to: one contained in the
  /// same resource, the entry of a Bundle with this `fullUrl`, or one of the store with this type and id. Null where
  /// there is none.
  public static func resolve(in store: ResourceStore) -> Function {
    { (arguments) throws(CQLError) -> CQLValue in
      guard let argument = arguments.first, arguments.count == 1 else {
        throw CQLError(.unresolved, "Resolve takes one reference")
      }
      switch argument {
      case .null: return .null
      case .node(let node):
        if let reference = Reference(node.json) {
          return store.resolve(reference, from: node.json).map { .node(FHIRNode($0)) } ?? .null
        }
        guard let text = argument.text else { return .null }
        return find(text, in: store)
      case .string(let text): return find(text, in: store)
      default: throw .mismatch("Resolve", [argument])
      }
    }
  }

  private static func find(_ text: String, in store: ResourceStore) -> CQLValue {
    if let found = store.resource(fullURL: text) { return .node(FHIRNode(found)) }
    let parts = text.split(separator: "/")
    guard parts.count == 2, let found = store.resource(ofType: String(parts[0]), id: String(parts[1])) else {
      return .null
    }
    return .node(FHIRNode(found))
  }
}

extension Evaluation {
  /// The value of a call of an external function.
  func external(
    _ reference: DefinitionReference, _ target: LinkedLibrary, _ arguments: [CQLValue]
  ) throws(CQLError) -> CQLValue {
    let externals = context.externals
    if let function = externals["\(target.tree.identifier.name).\(reference.name)"] ?? externals[reference.name] {
      return try function(arguments)
    }
    throw CQLError(
      .unsupported, "The function \(reference) is external, and nobody has supplied an external function of this name")
  }
}
