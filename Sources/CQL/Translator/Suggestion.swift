/// Finds the known name that a misspelt one was probably meant to be.
enum Suggestion {
  /// The closest candidate within a third of the name's length (at least 1, at most 3 edits) in double quotes if it needs
  /// them, or nil.
  static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let limit = min(3, max(1, (name.utf8.count + 1) / 3))
    let wanted = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for candidate in candidates where abs(candidate.utf8.count - name.utf8.count) <= limit && candidate != name {
      let distance = distance(wanted, Array(candidate.lowercased().utf8))
      guard distance <= limit else { continue }
      if let known = best, distance > known.distance || distance == known.distance && candidate > known.name {
        continue
      }
      best = (candidate, distance)
    }
    return best.map { $0.name.contains(" ") ? "\"\($0.name)\"" : "'\($0.name)'" }
  }

  /// Levenshtein distance with one row of memory.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
