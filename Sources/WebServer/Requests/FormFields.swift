/// `application/x-www-form-urlencoded` text read into its parameters: a query string, or the body of a token request.
///
/// A parameter whose escapes are broken is left out rather than guessed at. At most 1,000 parameters are read.
struct FormFields {
  let items: [(name: String, value: String)]

  init(_ text: String) {
    guard !text.isEmpty else {
      items = []
      return
    }
    items = text.utf8.split(separator: UInt8(ascii: "&"), maxSplits: 1000).prefix(1000).compactMap { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ PercentEncoding.decode(Substring($0), plusIsSpace: true) }), !name.isEmpty
      else {
        return nil
      }
      guard parts.count == 2 else { return (name, "") }
      guard let value = PercentEncoding.decode(Substring(parts[1]), plusIsSpace: true) else { return nil }
      return (name, value)
    }
  }

  func first(_ name: String) -> String? { items.first { $0.name == name }?.value }
}
