extension HTTPURL {
  /// The longest URL accepted, in bytes.
  public static let maximumLength = 16 << 10

  /// Reads an absolute URL.
  /// - Throws: ``InvalidURL`` with a reason that does not quote the URL.
  public init(_ text: String) throws(InvalidURL) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumLength else {
      throw InvalidURL("the URL is longer than \(Self.maximumLength) bytes")
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      let scheme = URLScheme(rawValue: URLText.lowercased(bytes[..<colon])),
      bytes[(colon + 1)...].starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")])
    else { throw InvalidURL("the URL must begin with https:// (or http:// where the policy allows it)") }

    let authorityStart = colon + 3
    let authorityEnd =
      bytes[authorityStart...].firstIndex {
        $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
      }
      ?? bytes.endIndex
    let (host, port) = try URLText.canonicalAuthority(Array(bytes[authorityStart..<authorityEnd]))
    let rest = bytes[authorityEnd...]
    guard !rest.contains(UInt8(ascii: "#")) else {
      throw InvalidURL("the URL has a fragment (#): leave it out, it is never sent")
    }
    let mark = rest.firstIndex(of: UInt8(ascii: "?"))
    let path = try URLText.canonicalPath(Array(rest[..<(mark ?? rest.endIndex)]))
    let query: String? =
      if let mark { try URLText.canonicalQuery(Array(rest[(mark + 1)...])) } else { nil }
    self.init(
      scheme: scheme, host: host, port: port == scheme.defaultPort ? nil : port, path: path.isEmpty ? "/" : path,
      query: query)
  }

  /// Resolves a reference found in an answer from this URL: absolute, `/path`, or `?query` (RFC 3986 section 5, without
  /// network-path and dot-segment references, which are refused).
  public func resolving(_ reference: String) throws(InvalidURL) -> HTTPURL {
    if reference.hasPrefix("//") { throw InvalidURL("the reference names another host without a scheme") }
    if reference.hasPrefix("/") { return try HTTPURL(origin + reference) }
    if reference.hasPrefix("?") { return try HTTPURL(origin + path + reference) }
    return try HTTPURL(reference)
  }
}
