import FHIR
public import JSON

/// A Bundle that answers a search.
public struct PrefetchBundle: Sendable {
  /// The resources of its entries, outcomes left out, with the JSON objects as received.
  public let resources: [JSONValue]
  /// Whether the client says or shows that there is more: a `next` link, or a `total` above what came.
  public let isCutShort: Bool
  /// The `next` link as written.
  public let next: String?
  /// Whether the answer may lack something: an entry reports an error or holds no resource, or there is no list of entries.
  public let reportsError: Bool

  /// Members that are read for every entry.
  private enum Key {
    static let response = FHIRKey("response")
    static let search = FHIRKey("search")
    static let mode = FHIRKey("mode")
  }

  /// Whether it holds no resource: the client has looked and found nothing (unless it is cut short).
  public var isEmpty: Bool { resources.isEmpty }

  /// Reads a Bundle. Nil when `value` is none.
  public init?(_ value: JSONValue) {
    guard value.isObject, value[.resourceType].stringEquals("Bundle") else { return nil }
    var resources: [JSONValue] = []
    var matches = 0
    var reportsError = value[.entry].map { !$0.isArray && !$0.isNull } ?? false
    for entry in value[.entry].elements {
      reportsError = reportsError || Self.isFailure(entry[Key.response])
      guard let resource = entry[.resource], resource.isObject else {
        reportsError = true
        continue
      }
      if resource[.resourceType].stringEquals("OperationOutcome") {
        reportsError = reportsError || PrefetchOutcome(resource).isError
        continue
      }
      resources.append(resource)
      if !entry[Key.search][Key.mode].stringEquals("include") { matches += 1 }
    }
    let next = value["link"].elements.first { $0["relation"]?.stringEquals("next") == true }
    self.resources = resources
    self.next = next?["url"]?.string
    self.reportsError = reportsError
    isCutShort = next != nil || (value["total"]?.int).map { $0 > matches } == true
  }

  /// Whether a batch's response is another than success.
  private static func isFailure(_ response: JSONValue?) -> Bool {
    guard let response else { return false }
    if let outcome = response["outcome"], PrefetchOutcome(outcome).isError { return true }
    return response["status"].string.map { !$0.hasPrefix("2") } ?? false
  }
}
