public import CDSHooks
public import HTTPClient

/// How calls of a deployment are authorised. It prints nothing of itself.
public enum ModelCredential: Sendable {
  /// Not at all: a server on this machine.
  case none
  /// A key in a header, `api-key` with Azure.
  case apiKey(ConfidentialText, header: String = "api-key")
  /// A fixed bearer token.
  case bearer(BearerToken)
  /// Tokens that expire: Entra ID, or a host's own.
  case provider(any ModelTokenProvider)
}

extension ModelCredential: CustomStringConvertible, CustomReflectable {
  /// A fixed text.
  public var description: String { "ModelCredential" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
