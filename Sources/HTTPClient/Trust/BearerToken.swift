import CLibcurlShim

/// An access token (RFC 6750), bound to the one base it may be sent below.
///
/// It cannot be printed, encoded, reflected or compared: nothing but ``HTTPClient`` reads it, and that only for a URL
/// at or below ``base``. The memory is overwritten when the last copy goes (libcurl's own transient copies are not ours
/// to wipe).
public struct BearerToken: Sendable {
  /// The origin and path that the token was issued for.
  public let base: BaseURL
  /// When the token stops being accepted; nil when its issuer did not say. No request may outlast it.
  public let expiresAt: ContinuousClock.Instant?

  private let secret: Secret

  /// The longest token accepted, in bytes.
  public static let maximumLength = 16 << 10

  /// Takes a token as received, without the word `Bearer`.
  /// - Throws: ``InvalidBearerToken`` when it is empty, too long, or has characters outside visible ASCII, which
  ///   could break out of a header line.
  public init(_ token: String, base: BaseURL, expiresAt: ContinuousClock.Instant? = nil) throws(InvalidBearerToken) {
    guard !token.isEmpty else { throw InvalidBearerToken("the access token is empty") }
    guard token.utf8.count <= Self.maximumLength else {
      throw InvalidBearerToken("the access token is longer than \(Self.maximumLength) bytes")
    }
    // RFC 6750 (b64token) is narrower, but servers are known to put other visible characters into opaque tokens.
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw InvalidBearerToken("the access token has a space, control character or non-ASCII character")
    }
    self.base = base
    self.expiresAt = expiresAt
    secret = Secret(token)
  }

  /// Whether the token may be sent to `url`.
  public func permits(_ url: HTTPURL) -> Bool { base.isPrefix(of: url) }

  /// Hands the header line to libcurl's list, in C memory that is wiped after use.
  func withHeaderLine<R>(_ body: (UnsafePointer<CChar>) -> R) -> R { body(UnsafePointer(secret.line)) }

  /// The header line with the token, NUL-terminated.
  ///
  /// `@unchecked Sendable`: the memory is written once, in `init`, before any other reference exists; afterwards it is
  /// only read, and freed in `deinit` when no reference is left.
  private final class Secret: @unchecked Sendable {
    let line: UnsafeMutablePointer<CChar>
    private let count: Int

    init(_ token: String) {
      let text = Array("Authorization: Bearer ".utf8) + Array(token.utf8) + [0]
      count = text.count
      line = .allocate(capacity: count)
      for (index, byte) in text.enumerated() { line[index] = CChar(bitPattern: byte) }
    }

    deinit {
      curlshim_wipe(line, count)
      line.deallocate()
    }
  }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A fixed text.
  public var description: String { "BearerToken" }
  /// A fixed text.
  public var debugDescription: String { description }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text cannot be a bearer token. Never quotes it.
public struct InvalidBearerToken: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public let reason: String

  init(_ reason: String) { self.reason = reason }

  /// The same as ``reason``.
  public var description: String { reason }
}
