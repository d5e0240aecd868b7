extension FHIRType {
  /// The element name or JSON name nearest to `name`, for "did you mean": at most two edits away, or nil.
  public func closestName(to name: String) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let wanted = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    let names = elements.map(\.name) + properties.lazy.filter { !$0.isCompanion }.map(\.jsonName)
    for candidate in names {
      let letters = Array(candidate.lowercased().utf8)
      guard abs(letters.count - wanted.count) <= 2 else { continue }
      let distance = Self.editDistance(letters, wanted)
      if distance < (best?.distance ?? 3), distance < wanted.count { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Levenshtein's distance.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let cost = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(cost, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
