/// A client profile's file that cannot be read.
public struct ClientProfileError: Error, Sendable, Equatable {
  /// The JSON path.
  public let path: String
  /// What is wrong and what belongs there.
  public let message: String
}
