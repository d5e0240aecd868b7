import FHIR
import JSON

/// All that was sent about a patient: a table of facts, each to be quoted by its reference.
///
/// The model is sent this table and not the records: everything in it can be checked when it comes back.
public struct FactSheet: Sendable {
  /// The facts, in the chart's order.
  public let facts: [SentFact]
  /// How many facts were left out, because there were more than a prompt takes.
  public let omitted: Int

  /// The most facts of a prompt.
  public static let limit = 500

  /// The facts of what may leave.
  public init(_ records: [OutboundRecord], limit: Int = FactSheet.limit) {
    var facts: [SentFact] = []
    var seen: Set<String> = []
    let sent = Self.index(records.map(\.content))
    let kept = Self.index(records.map(\.original))
    for record in records {
      // Two records under one name could not be told apart in the answer.
      guard let reference = record.content.reference, seen.insert(reference).inserted else { continue }
      let originals = Dictionary(
        FactReader.facts(of: record.original.value, among: kept).map { ($0.element, $0) },
        uniquingKeysWith: { first, _ in first })
      for fact in FactReader.facts(of: record.content.value, among: sent) {
        // What only the copy says (an age) is its own original.
        let original = originals[fact.element] ?? fact
        facts.append(
          SentFact(
            reference: reference, sent: fact, originalReference: record.original.reference, original: original))
      }
    }
    self.facts = Array(facts.prefix(limit))
    omitted = max(facts.count - limit, 0)
  }

  /// The facts of a chart's own records, each with its record's reference; the date of birth stands for the age.
  static func originals(of resources: [Resource]) -> [(reference: String?, fact: ChartFact)] {
    let index = index(resources)
    return resources.flatMap { resource in
      var facts = FactReader.facts(of: resource.value, among: index)
      if let birth = resource.value["birthDate"].string {
        facts.append(ChartFact(element: "birthDate", type: "Patient", label: "", value: birth))
      }
      return facts.map { (resource.reference, $0) }
    }
  }

  private static func index(_ resources: [Resource]) -> [String: JSONValue] {
    Dictionary(
      resources.compactMap { resource in resource.reference.map { ($0, resource.value) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The facts sent under a reference.
  public func facts(of reference: String) -> [SentFact] { facts.filter { $0.reference == reference } }

  /// The table as it is sent.
  var tree: JSONTree {
    .array(
      facts.map { fact in
        var object = JSONObject()
        object["ref"] = .string(fact.reference)
        object["fact"] = .string(fact.sent.label)
        object["value"] = fact.sent.value.map(JSONTree.string) ?? .null
        object["unit"] = fact.sent.unit.map(JSONTree.string) ?? .null
        object["date"] = fact.sent.date.map(JSONTree.string) ?? .null
        if let status = fact.sent.status { object["status"] = .string(status) }
        return .object(object)
      })
  }
}
