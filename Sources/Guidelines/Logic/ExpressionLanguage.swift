import JSON

/// The languages in which plans write expressions (`Expression.language`), by the names that published content uses.
enum ExpressionLanguage {
  case fhirPath
  /// The name of a define.
  case identifier
  /// An expression.
  case cql

  /// Nil for a language that is not run.
  init?(_ name: String?) {
    switch name {
    case "text/fhirpath": self = .fhirPath
    case "text/cql-identifier", "text/cql.identifier", "text/cql-name", "text/cql.name": self = .identifier
    case "text/cql", "text/cql-expression", "text/cql.expression": self = .cql
    default: return nil
    }
  }

  /// Whether the engine needs a CQL library for it.
  var isLogic: Bool { self != .fhirPath }
}
