/// Which codes of a system may leave.
enum CodeSystemRule: Sendable {
  /// These alone.
  case codes(Set<String>)
  /// Those of a shape that only codes of this system have.
  case shape(CodeShape)

  func allows(_ code: String) -> Bool {
    switch self {
    case .codes(let codes): codes.contains(code)
    case .shape(let shape): shape.matches(code)
    }
  }
}
