import ClinicalTypes
import JSON

/// Collections without duplicates, by `=`. Items are put in buckets by a hash that equal items share, so that large
/// collections of codes stay linear.
struct Distinct {
  private var buckets: [Int: [FHIRPathValue]] = [:]
  private let state: EvaluationState

  init(_ state: EvaluationState) { self.state = state }

  /// The first of each group of equal items, in order.
  static func items(_ items: [FHIRPathValue], _ state: EvaluationState) throws(FHIRPathError) -> [FHIRPathValue] {
    guard items.count > 1 else { return items }
    var seen = Distinct(state)
    var result: [FHIRPathValue] = []
    for item in items where try seen.insert(item) { result.append(item) }
    return result
  }

  /// Adds an item; false if an equal one is there.
  mutating func insert(_ item: FHIRPathValue) throws(FHIRPathError) -> Bool {
    let hash = try hash(item)
    if let bucket = buckets[hash] {
      for other in bucket where try Equality.equal(item, other, state) == true { return false }
    }
    buckets[hash, default: []].append(item)
    return true
  }

  /// Whether an equal item was added.
  func contains(_ item: FHIRPathValue) throws(FHIRPathError) -> Bool {
    guard let bucket = buckets[try hash(item)] else { return false }
    for other in bucket where try Equality.equal(item, other, state) == true { return true }
    return false
  }

  private func hash(_ item: FHIRPathValue) throws(FHIRPathError) -> Int {
    try state.spend(1)
    switch item.system {
    case .boolean(let value): return value ? 1 : 2
    case .string(let value): return value.hashValue
    case .integer(let value): return ExactDecimal(value).hashValue
    case .decimal(let value): return value.hashValue
    // Equality across precisions, zones and units makes these share a bucket each.
    case .date, .dateTime: return 3
    case .time: return 4
    case .quantity: return 5
    case .type(let value): return value.hashValue
    case .node(let node): return node.value == nil ? 6 : try hash(node.json)
    }
  }

  /// The same for elements that are deeply equal: members in any order, numbers by value.
  private func hash(_ value: JSONValue) throws(FHIRPathError) -> Int {
    try state.spend(1)
    switch value.kind {
    case .object:
      var sum = 7
      for (key, member) in value.members { sum &+= key.hashValue &* (1 | (try hash(member))) }
      return sum
    case .array:
      var hasher = Hasher()
      for element in value.elements { hasher.combine(try hash(element)) }
      return hasher.finalize()
    case .string, .escapedString: return value.string.hashValue
    case .number: return value.numberText.flatMap { ExactDecimal($0) }.hashValue
    case .null, .true, .false: return Int(value.kind.rawValue)
    }
  }
}
