/// What becomes of a request on its head alone.
public enum Admission: Sendable {
  /// The body is read, and this answers.
  case admitted(Route.Handler)
  /// This is the answer; the body is not read, and the connection closes.
  case refused(WebResponse)
}
