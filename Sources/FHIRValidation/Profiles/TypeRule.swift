/// One type that a profile allows.
struct TypeRule: Sendable {
  var name: String
  var profiles: [String]
  var targetProfiles: [String]
}
