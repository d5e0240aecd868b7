import JSON

/// A second look at free texts that this module has masked already, such as a de-identification service in the cloud or a
/// language model on premises.
public protocol FreeTextReview: Sendable {
  /// Masks texts further.
  ///
  /// - Parameter texts: Texts that are masked already, in the order of the document.
  /// - Returns: One text for each, nil for one that must not leave.
  /// - Throws: Whatever keeps the review from an answer.
  func review(_ texts: [String]) async throws -> [String?]
}

extension DeidentificationResult {
  /// The result with its free texts reviewed a second time; ``map`` and ``report`` stay.
  ///
  /// A text that the review withholds, and every text when it answers another number of them, becomes `[REMOVED]`.
  ///
  /// - Parameter review: Who looks at the texts.
  /// - Returns: The reviewed result.
  /// - Throws: What the review throws: then nothing should be sent.
  public func reviewed(by review: some FreeTextReview) async throws -> DeidentificationResult {
    guard !freeTexts.isEmpty else { return self }
    let texts = freeTexts.map { (try? JSONDocument(parsing: Array(bytes[$0])))?.root.string ?? "" }
    let answers = try await review.review(texts)
    var out: [UInt8] = []
    var ranges: [Range<Int>] = []
    var place = 0
    for (index, range) in freeTexts.enumerated() {
      out += bytes[place..<range.lowerBound]
      let start = out.count
      var writer = JSONWriter()
      writer.value((answers.count == texts.count ? answers[index] : nil) ?? "[REMOVED]")
      out += writer.bytes
      ranges.append(start..<out.count)
      place = range.upperBound
    }
    out += bytes[place...]
    return DeidentificationResult(bytes: out, map: map, report: report, calendarNow: calendarNow, freeTexts: ranges)
  }
}
