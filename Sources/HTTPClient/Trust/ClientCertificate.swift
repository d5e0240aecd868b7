/// The certificate that this client shows to a server which asks for one (mutual TLS), as PEM files.
public struct ClientCertificate: Sendable, Hashable {
  /// The file with the certificate and its chain, leaf first.
  public var certificateFile: String
  /// The file with the private key, unencrypted: readable by the service's user alone.
  public var keyFile: String

  /// A certificate and its key.
  public init(certificateFile: String, keyFile: String) {
    self.certificateFile = certificateFile
    self.keyFile = keyFile
  }
}
