// modules: JSON HTTPClient SMART
// shims: COpenSSLShim CLibcurlShim
// libFuzzer harness: no token, key set, scope list or PEM may crash, hang or be accepted by accident.
import JSON
import SMART

private let key: SigningKey? = try? SigningKey.generate(.es256, keyID: "k")

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  if let jws = try? CompactJWS(parsing: input), let key {
    // The fuzzer has no private key: a signature that verifies is a forgery.
    precondition(!jws.isSigned(by: key.verificationKey))
  }
  if let set = try? JSONWebKeySet(parsing: input) {
    precondition((try? JSONWebKeySet(parsing: set.serialized()))?.keys.count == set.keys.count)
  }
  if let decoded = Base64URL.decode(input) { precondition(Array(Base64URL.encode(decoded).utf8) == input) }
  let text = String(decoding: input, as: UTF8.self)
  let scopes = Scopes(parsing: text)
  precondition(
    Scopes(parsing: scopes.resources.map(\.description).joined(separator: " ")).covers(Scopes(scopes.resources)))
  _ = Scopes.needed(forQueries: [text])
  if input.count < 4096 { _ = try? VerificationKey(pem: input, keyID: nil) }
  return 0
}
