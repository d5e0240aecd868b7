import CDSHooks
import Foundation
import HTTPClient
import ModelGateway
import SMART

/// Turns configured credentials into what calls are made with. Files are read here, when the service starts.
struct ModelSecrets {
  /// A secret cannot be used; the text names files and settings only.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let http: HTTPClientRegistry

  func credential(
    _ authentication: ModelConfiguration.Authentication, for base: BaseURL, trust: TrustPolicy, scope: String? = nil
  ) throws -> ModelCredential {
    switch authentication {
    case .none: return .none
    case .apiKey(let secret, let header): return .apiKey(try text(of: secret), header: header)
    case .bearer(let secret): return .bearer(try BearerToken(try text(of: secret).reveal(), base: base))
    case .entra(let entra):
      return .provider(
        EntraTokenProvider(
          endpoint: try HTTPURL(entra.endpoint), clientID: entra.clientID, proof: try proof(entra), scope: entra.scope,
          base: base, client: http.client(for: trust)))
    }
  }

  private func proof(_ entra: ModelConfiguration.Entra) throws -> EntraTokenProvider.Proof {
    switch entra.proof {
    case .secret(let secret): return .secret(try text(of: secret))
    case .assertionFile(let path):
      _ = try Self.read(path)
      return .assertion { ConfidentialText(try ModelSecrets.read(path)) }
    case .key(let path, let thumbprint):
      let assertion = try CertificateAssertion(
        key: SigningKey(contentsOfFile: path), clientID: entra.clientID, thumbprint: thumbprint)
      return .assertion { ConfidentialText(try assertion.token(audience: entra.endpoint, now: Date())) }
    }
  }

  private func text(of secret: ModelConfiguration.Secret) throws -> ConfidentialText {
    switch secret {
    case .text(let text): return text
    case .file(let path): return ConfidentialText(try Self.read(path))
    }
  }

  /// A secret's file holds it in one line.
  private static func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path), data.count <= 16_384,
      let text = String(validating: data, as: UTF8.self)?.trimmingCharacters(in: .whitespacesAndNewlines),
      !text.isEmpty, !text.contains(where: \.isNewline)
    else { throw Failure(description: "the file '\(path)' cannot be read as a secret: one line of text") }
    let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? NSNumber
    guard let mode, mode.uint16Value & 0o007 == 0 else {
      throw Failure(description: "the file '\(path)' may be read by everybody: take that right away (chmod o-rwx)")
    }
    return text
  }
}
