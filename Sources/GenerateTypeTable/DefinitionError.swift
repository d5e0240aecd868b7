/// Something in the definitions that the table cannot hold.
struct DefinitionError: Error, CustomStringConvertible {
  /// The element or parameter.
  var place: String
  /// What was expected.
  var message: String

  var description: String { "\(place): \(message)" }
}
