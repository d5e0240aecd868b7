/// The code of a card's topic. Some clients keep a user's override only under a static code of this form.
enum TopicCode {
  static let maximumLength = 100

  static func isValid(_ code: String) -> Bool {
    (1...maximumLength).contains(code.utf8.count) && code.utf8.allSatisfy(FHIRID.isAlphanumeric)
  }

  /// The letters and digits of `code`, as many as fit: the same code always gives the same.
  static func repaired(_ code: String) -> String {
    String(decoding: code.utf8.filter(FHIRID.isAlphanumeric).prefix(maximumLength), as: UTF8.self)
  }
}
