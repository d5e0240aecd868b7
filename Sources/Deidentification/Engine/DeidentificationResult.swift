public import ClinicalTypes
public import JSON

/// What may be sent, what was done to get it, and the way back.
public struct DeidentificationResult: Sendable {
  /// The de-identified document, compact JSON.
  public let bytes: [UInt8]
  /// From pseudonyms back to the record's references. Keep it in memory, for as long as the answer takes.
  public let map: ReidentificationMap
  /// Counts of what was kept, generalised and removed.
  public let report: DeidentificationReport
  /// Now on the invented calendar, for evaluating guidelines on the output; nil in any other form of dates. It tells the
  /// shift: never send it.
  public let calendarNow: PartialDateTime?

  /// Where the free texts that left lie in ``bytes``, each a JSON string.
  let freeTexts: [Range<Int>]

  /// The de-identified document, parsed. Nil only where it is longer than a document may be.
  public func document() -> JSONDocument? { try? JSONDocument(parsing: bytes) }
}

extension DeidentificationResult: CustomStringConvertible, CustomReflectable {
  /// The report's totals, never the content.
  public var description: String { "DeidentificationResult(\(bytes.count) bytes)" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
