/// A client's key set is not to be had. For the log.
public enum JWKSError: Error, Sendable, Equatable {
  /// It could not be fetched or read, for this reason.
  case unavailable(String)
  /// The caller's deadline passed, or the caller was cancelled, before the answer came.
  case late
}
