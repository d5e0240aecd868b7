/// Postal codes cut down to their first three digits.
enum PostalCode {
  /// Digits after the third become 0; all of them where fewer than 20,000 people share the first three.
  static func generalized(_ code: String, restricted: [String]) -> String {
    let kept = restricted.contains(where: code.hasPrefix) ? 0 : 3
    return String(code.enumerated().map { $0 >= kept && $1.isNumber ? "0" : $1 })
  }
}
