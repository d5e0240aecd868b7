import WebServer

/// A call whose caller is known, before its body is.
struct AdmittedCall: Sendable {
  /// Who calls.
  let client: CallingClient
  /// The audit line so far.
  let trace: CallTrace

  /// The answer to a call whose caller is not let in.
  struct Refused: Error {
    let response: WebResponse
  }
}
