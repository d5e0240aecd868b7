/// Why a profile cannot be used. Found when it is loaded, never while a resource is checked.
public struct ProfileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong. New kinds may be added; switch with a default.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    /// A stable name.
    public let description: String

    /// No profile of this URL is held.
    public static let unknownProfile = Kind(description: "unknownProfile")
    /// The StructureDefinition lacks something, or names a type or element that R4 has not.
    public static let malformed = Kind(description: "malformed")
    /// An invariant is no FHIRPath.
    public static let expression = Kind(description: "expression")
  }

  /// What is wrong.
  public var kind: Kind
  /// The canonical URL of the profile.
  public var profile: String
  /// The id of the element in the profile, or empty.
  public var element: String
  /// What was expected.
  public var message: String

  /// Creates an error.
  public init(kind: Kind, profile: String, element: String = "", message: String) {
    self.kind = kind
    self.profile = profile
    self.element = element
    self.message = message
  }

  /// One plain sentence for people.
  public var description: String { profile + (element.isEmpty ? "" : " (\(element))") + ": " + message }
}
