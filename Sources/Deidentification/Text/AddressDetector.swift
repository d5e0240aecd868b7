/// E-mail addresses, URLs, domain names, IP addresses and file names: runs without a blank that hold their signs.
enum AddressDetector {
  static func mark(_ marks: inout TextMarks) {
    var start = 0
    while start < marks.tokens.count {
      var end = start
      while end + 1 < marks.tokens.count, !marks.tokens[end + 1].isAfterSpace { end += 1 }
      if let (range, kind) = find(in: Array(marks.tokens[start...end]), offset: start) { marks.mark(range, kind) }
      start = end + 1
    }
  }

  private static func find(in run: [TextToken], offset: Int) -> (ClosedRange<Int>, TextMarks.Kind)? {
    guard run.count > 2 else { return nil }
    var first = 0
    var last = run.count - 1
    // Punctuation around a run belongs to the sentence.
    while last > 0, run[last].kind == .sign, run[last].text != "/" { last -= 1 }
    while first < last, run[first].kind == .sign { first += 1 }
    let whole = (offset + first)...(offset + last)
    let texts = run[first...last].map(\.text)
    if texts.contains("@") { return (whole, .contact) }
    if let scheme = run[first...last].firstIndex(where: { $0.kind == .word && schemes.contains($0.text) }),
      scheme + 1 <= last, [":", "."].contains(run[scheme + 1].text)
    {
      return ((offset + scheme)...(offset + last), .network)
    }
    if texts.count(where: { $0 == "." }) == 3, texts.filter({ $0 != "." }).count == 4,
      texts.allSatisfy({ $0 == "." || $0.utf8.count <= 3 && $0.utf8.allSatisfy(\.isDigit) })
    {
      return (whole, .network)
    }
    if isIPv6(texts) { return (whole, .network) }
    if texts.count > 2, texts[texts.count - 2] == ".", let ending = texts.last,
      domains.contains(ending) || files.contains(ending)
    {
      return (whole, .network)
    }
    if texts.contains("\\") || (texts.first == "/" && texts.count(where: { $0 == "/" }) > 1) {
      return (whole, .network)
    }
    return nil
  }

  private static func isIPv6(_ texts: [String]) -> Bool {
    let colons = texts.count { $0 == ":" }
    let isDoubled = zip(texts, texts.dropFirst()).contains { $0 == ":" && $1 == ":" }
    return (colons >= 5 || (colons >= 2 && isDoubled))
      && texts.allSatisfy { $0 == ":" || $0.utf8.allSatisfy(\.isHexadecimal) }
  }

  private static let schemes: Set<String> = [
    "http", "https", "ftp", "sftp", "www", "urn", "mailto", "tel", "ldap", "file",
  ]
  private static let domains: Set<String> = [
    "com", "org", "net", "edu", "gov", "mil", "io", "example", "health", "hospital", "clinic", "info", "biz", "uk",
    "de", "fr", "us", "ca", "au", "nl", "ch", "at", "eu", "local", "test", "int", "me", "co", "app",
  ]
  private static let files: Set<String> = [
    "jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "pdf", "dcm", "doc", "docx", "txt", "wav", "mp3", "mp4", "mov",
    "xml", "json", "csv", "xls", "xlsx", "heic",
  ]
}
