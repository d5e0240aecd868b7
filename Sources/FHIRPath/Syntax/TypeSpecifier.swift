/// A type as an expression names it: `Patient`, `FHIR.Patient`, `System.String`.
public struct TypeSpecifier: Sendable, Hashable, CustomStringConvertible {
  /// `FHIR`, `System`, or nil when the expression leaves it open.
  public let namespace: String?
  /// The type's name, in its own spelling (`string` is FHIR's, `String` is System's).
  public let name: String

  /// Makes a specifier; a nil namespace means FHIR first, then System.
  public init(namespace: String? = nil, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// As written in an expression.
  public var description: String {
    (namespace.map { Printer.identifier($0) + "." } ?? "") + Printer.identifier(name)
  }
}
