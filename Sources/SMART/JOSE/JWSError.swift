/// A token's shape is wrong. For the audit log only: whoever sent it learns nothing of this.
public enum JWSError: Error, Sendable, Hashable {
  /// More than ``CompactJWS/byteLimit`` bytes.
  case tooLong
  /// Not exactly three parts separated by dots, with a header and a signature.
  case notThreeParts
  /// A part is not canonical base64url.
  case notBase64URL
  /// The header, or the claims, are not one JSON object without duplicate members.
  case notOneObject
  /// The header holds this member, which is never accepted.
  case forbiddenHeader(String)
  /// `alg` is missing or is none of ``SignatureAlgorithm``.
  case algorithmNotAllowed
}
