/// How long an answer may be kept, from its `Cache-Control` and `Age` (RFC 9111, section 5).
struct CacheControl {
  /// The seconds that remain; nil when the answer does not say.
  let lifetime: Duration?

  init(_ header: String?, age: String?) {
    var maximumAge: Int?
    var forbids = false
    for directive in (header ?? "").split(separator: ",") {
      let text = directive.filter { $0 != " " && $0 != "\t" }.lowercased()
      if text == "no-store" || text == "no-cache" || text.hasPrefix("no-cache=") { forbids = true }
      if text.hasPrefix("max-age=") {
        let value = text.dropFirst(8).filter { $0 != "\"" }
        // The smallest of several; a number that is none means stale (RFC 9111, 4.2.1).
        maximumAge = min(maximumAge ?? .max, value.utf8.count <= 10 ? max(0, Int(value) ?? 0) : 0)
      }
    }
    if forbids {
      lifetime = .zero
    } else {
      let spent = age.flatMap { $0.utf8.count <= 10 ? Int($0) : nil } ?? 0
      lifetime = maximumAge.map { .seconds(max(0, $0 - max(0, spent))) }
    }
  }
}
