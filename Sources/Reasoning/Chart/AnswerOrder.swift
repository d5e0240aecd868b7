import ClinicalTypes
import JSON

/// Whether an answer that was cut short still holds the newest, as was asked.
enum AnswerOrder {
  /// Nil when the answer serves: as many as were asked for, newest first. Otherwise what is wrong with it. Only what the
  /// requirement's codes and fixed dates accept counts: a server that ignores them may fill its page with other things.
  static func fault(of resources: [JSONValue], answering requirement: DataRequirement) -> ChartGap.Reason? {
    let matching = resources.filter { resource in
      resource["resourceType"]?.stringEquals(requirement.type) == true
        && requirement.filters.allSatisfy { $0.matches(resource) != false }
        && requirement.dateFilters.allSatisfy { $0.mayHold(resource) }
    }
    guard let limit = requirement.limit, matching.count >= limit else { return .cutShort }
    var newest: PartialDateTime?
    for resource in matching {
      // An undated resource among dated ones leaves the order unknown.
      guard let date = date(of: resource) else { return .unsorted }
      if let newest, isEarlier(newest, than: date) { return .unsorted }
      newest = date
    }
    return nil
  }

  /// Whether one date is before another for certain; dates that cannot be told apart are in order.
  private static func isEarlier(_ first: PartialDateTime, than second: PartialDateTime) -> Bool {
    first.compare(to: second, at: nil, defaultOffset: .zulu) == .less
  }

  private static let dateElements = [
    "effectiveDateTime", "effectivePeriod.start", "effectiveInstant", "authoredOn", "performedDateTime",
    "performedPeriod.start", "occurrenceDateTime", "period.start", "onsetDateTime", "recordedDate", "issued", "date",
  ]

  /// When what a resource tells of happened.
  static func date(of resource: JSONValue) -> PartialDateTime? {
    let text = dateElements.lazy.compactMap { path in
      path.split(separator: ".").reduce(Optional(resource)) { $0?[String($1)] }?.string
    }.first
    return text.flatMap { PartialDateTime(fhirDateTime: $0) ?? PartialDateTime(fhirInstant: $0) }
  }
}
