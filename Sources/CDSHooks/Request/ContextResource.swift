public import JSON

/// A resource that the user is working on and that may not exist on the FHIR server: a draft order, an appointment.
public struct ContextResource: Sendable {
  /// The context field that it came in (`draftOrders`).
  public let field: String
  /// The resource.
  public let value: JSONValue
  /// Its type.
  public let type: String
  /// Its id, when it has a valid one.
  public let id: String?
  /// The Bundle entry's `fullUrl`.
  public let fullURL: String?
  /// Whether the user has just chosen it: named by `selections`, or all of them where the hook knows no selections.
  public let isSelected: Bool

  /// `Type/id`, when it has an id.
  public var reference: String? { id.map { "\(type)/\($0)" } }
}
