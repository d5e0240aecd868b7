/// A function of the language, as a tree names it.
public struct FunctionName: Sendable, Hashable, CustomStringConvertible {
  let index: Int

  var definition: FunctionDefinition { FunctionTable.shared.definitions[index] }
  /// The name as written.
  public var name: String { definition.name }
  /// The name as written.
  public var description: String { name }

  var isDefineVariable: Bool { index == FunctionTable.shared.defineVariableIndex }
}
