/// What `type()` says about a value: the namespace and name of its type, and of the type it specialises.
public struct TypeReflection: Sendable, Hashable {
  /// `System` or `FHIR`.
  public let namespace: String
  /// The type's name.
  public let name: String
  /// The type it specialises, with its namespace.
  public let baseType: String

  init(of type: TypeID) {
    namespace = type.namespace
    name = type.name
    baseType = TypeModel.shared.base(of: type)?.qualifiedName ?? "System.Any"
  }

  /// The value of one of the three members, nil for any other name.
  func member(_ name: String) -> String? {
    switch name {
    case "namespace": namespace
    case "name": self.name
    case "baseType": baseType
    default: nil
    }
  }
}
