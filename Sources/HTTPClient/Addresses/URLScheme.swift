/// The two schemes this module speaks.
public enum URLScheme: String, Sendable, Hashable, CaseIterable {
  /// Plain text: for loopback and test servers, and only where a policy allows it.
  case http
  /// HTTP over TLS.
  case https

  /// 80 or 443.
  public var defaultPort: UInt16 { self == .http ? 80 : 443 }
}
