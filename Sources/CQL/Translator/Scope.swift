/// A range of names inside an expression: a query's aliases, a function's operands, the row of a sort clause.
struct Scope {
  enum Name {
    case alias(CQLType)
    case queryLet(CQLType)
    case operand(CQLType)
    /// `$this` and its like.
    case variable(CQLType)
  }

  var names: [String: Name] = [:]
  /// The type of the row whose properties are names here (`sort by`).
  var row: CQLType?
}
