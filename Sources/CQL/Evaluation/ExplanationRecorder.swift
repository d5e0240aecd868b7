import ClinicalTypes
import FHIR
import JSON

/// A define of an evaluation.
struct DefineKey: Hashable {
  let state: ObjectIdentifier
  let index: Int

  init(_ state: LibraryState, _ index: Int) {
    self.state = ObjectIdentifier(state)
    self.index = index
  }
}

/// Collects, while a define is evaluated, what its explanation will hold.
struct ExplanationRecorder {
  /// What a define under evaluation has shown so far.
  private struct Frame {
    var conditions: [CQLExplanation.Condition] = []
    var evidence: [CQLExplanation.Evidence] = []
    var seen: Set<Place> = []
  }

  private struct Place: Hashable {
    let document: ObjectIdentifier
    let index: Int
  }

  private let trace: any CQLTrace
  private var frames: [Frame] = []
  private var known: [DefineKey: [CQLExplanation.Evidence]] = [:]
  /// How many queries are running around: within their rows nothing is noted, as one condition holds for some rows only.
  private var rows: [Int] = [0]

  init(_ trace: any CQLTrace) { self.trace = trace }

  private var isInRow: Bool { (rows.last ?? 0) > 0 }

  mutating func enterRows() { rows[rows.count - 1] += 1 }
  mutating func leaveRows() { rows[rows.count - 1] -= 1 }

  mutating func begin() {
    frames.append(Frame())
    rows.append(0)
  }

  /// The define has its value, or failed.
  mutating func end(_ key: DefineKey, _ library: LibraryIdentifier, _ define: String, _ value: CQLValue?) {
    rows.removeLast()
    guard var frame = frames.popLast() else { return }
    if let value { Self.note(value, in: &frame) }
    known[key] = frame.evidence
    refer(to: key)
    guard let value else { return }
    trace.explained(
      CQLExplanation(
        library: library, define: define, value: value, conditions: frame.conditions, evidence: frame.evidence))
  }

  /// The define under evaluation refers to another, whose evidence becomes its own.
  mutating func refer(to key: DefineKey) {
    guard !frames.isEmpty, !isInRow, let evidence = known[key] else { return }
    for item in evidence { Self.add(item, at: Self.place(item), to: &frames[frames.count - 1]) }
  }

  /// A node outside of queries has its value.
  mutating func observe(_ node: CQLExpression, _ value: CQLValue) {
    guard !frames.isEmpty, !isInRow else { return }
    let last = frames.count - 1
    switch node.kind {
    case .operation(let name, _, _):
      if name == .first || name == .last || name == .singletonFrom || name == .indexer {
        Self.note(value, in: &frames[last])
      }
      condition(node, name.rawValue, value)
    case .expressionRef(let reference): condition(node, reference.name, value)
    case .functionRef(let reference, _, _): condition(node, reference.name, value)
    case .property:
      if case .node = value { Self.note(value, in: &frames[last]) }
    default: break
    }
  }

  /// The operand of `exists` or an aggregate: what it holds decides.
  mutating func decide(by value: CQLValue) {
    guard !frames.isEmpty, !isInRow else { return }
    Self.note(value, in: &frames[frames.count - 1])
  }

  /// A row has passed a query that gives something else than the row.
  mutating func pass(_ row: CQLValue) {
    guard !frames.isEmpty, rows.last == 1 else { return }
    Self.note(row, in: &frames[frames.count - 1])
  }

  private mutating func condition(_ node: CQLExpression, _ name: String, _ value: CQLValue) {
    let last = frames.count - 1
    guard frames[last].conditions.count < CQLExplanation.maximumConditions else { return }
    switch value {
    case .boolean(let truth):
      frames[last].conditions.append(CQLExplanation.Condition(locator: node.locator, node: name, truth: truth))
    case .null where node.type == .boolean:
      frames[last].conditions.append(CQLExplanation.Condition(locator: node.locator, node: name, truth: nil))
    default: break
    }
  }

  // MARK: Evidence

  private static func note(_ value: CQLValue, in frame: inout Frame) {
    switch value {
    case .node(let node): note(node, in: &frame)
    case .list(let items): for item in items.prefix(CQLExplanation.maximumEvidence) { note(item, in: &frame) }
    case .tuple(let tuple) where tuple.elements.count <= 16:
      for element in tuple.elements {
        if case .node(let node) = element.value { note(node, in: &frame) }
      }
    default: break
    }
  }

  private static func note(_ node: FHIRNode, in frame: inout Frame) {
    guard let resource = node.resource else { return }
    let place = Place(document: ObjectIdentifier(node.json.document), index: node.json.index)
    guard frame.evidence.count < CQLExplanation.maximumEvidence, !frame.seen.contains(place) else { return }
    var evidence = CQLExplanation.Evidence(resource: resource, date: date(of: resource))
    if node.json.index != resource.value.index {
      evidence.path = path(of: node.json, in: resource)
      evidence.value = node.primitiveValue ?? .node(node)
    }
    add(evidence, at: place, to: &frame)
  }

  private static func add(_ evidence: CQLExplanation.Evidence, at place: Place, to frame: inout Frame) {
    guard frame.evidence.count < CQLExplanation.maximumEvidence, frame.seen.insert(place).inserted else { return }
    frame.evidence.append(evidence)
  }

  private static func place(_ evidence: CQLExplanation.Evidence) -> Place {
    let document = ObjectIdentifier(evidence.resource.value.document)
    guard evidence.path != nil, let value = evidence.value, case .node(let node) = value else {
      // Of a primitive's value the place is gone: resource and path stand for it.
      return Place(
        document: document,
        index: evidence.path.map { -abs($0.hashValue ^ evidence.resource.value.index) } ?? evidence.resource.value.index
      )
    }
    return Place(document: document, index: node.json.index)
  }

  private static func path(of json: JSONValue, in resource: Resource) -> String {
    let (whole, prefix) = (json.path, resource.value.path)
    guard !prefix.isEmpty, whole.hasPrefix(prefix) else { return whole }
    return String(whole.dropFirst(prefix.count).drop { $0 == "." })
  }

  private static let dates = [
    "effectiveDateTime", "effectiveInstant", "effectivePeriod", "onsetDateTime", "onsetPeriod", "performedDateTime",
    "performedPeriod", "occurrenceDateTime", "occurrencePeriod", "authoredOn", "period", "recordedDate", "date",
    "whenHandedOver", "created", "issued", "birthDate",
  ]

  private static func date(of resource: Resource) -> String? {
    for name in dates {
      guard let value = resource.value[name] else { continue }
      if let text = value.string ?? value["start"].string { return text }
    }
    return nil
  }
}
