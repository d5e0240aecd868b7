/// One field of a hook's context, as the hook's own table defines it.
public struct ContextField: Sendable, Hashable {
  /// What a field holds.
  public enum Shape: Sendable, Hashable {
    /// The bare id of a resource of this type (`1288992`). `Type/id` is tolerated and stripped.
    case id(of: String)
    /// A relative reference (`Practitioner/123`) to one of these types; none named: to any type.
    case reference([String])
    /// Relative references.
    case references
    /// A Bundle of resources that the user is working on.
    case bundle
    /// One resource of this type, or of any type where none is named.
    case resource(String?)
    /// Resources of this type.
    case resources(of: String)
  }

  /// The field's name.
  public let name: String
  /// What it holds.
  public let shape: Shape
  /// Whether the hook's table says REQUIRED.
  public let isRequired: Bool
  /// Whether a prefetch template may use it as a token.
  public let isPrefetchToken: Bool
  /// Other names under which it is met in printed examples and older versions.
  public let variants: [String]

  /// A field.
  public init(
    _ name: String, _ shape: Shape, isRequired: Bool = true, isPrefetchToken: Bool = false, variants: [String] = []
  ) {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.isPrefetchToken = isPrefetchToken
    self.variants = variants
  }

  /// Whether a request without this field cannot be answered safely: whose chart it is, and what is being ordered.
  /// Other required fields are missed with a notice, since real clients leave them out.
  public var isIndispensable: Bool {
    guard isRequired else { return false }
    switch shape {
    case .id(of: "Patient"), .bundle, .resource, .resources, .references: return true
    case .id, .reference: return false
    }
  }
}
