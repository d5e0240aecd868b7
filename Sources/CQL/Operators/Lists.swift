import ClinicalTypes
import FHIR
import JSON

/// Lists (CQL 1.5, appendix B, List Operators). In sets null equals null.
extension Evaluation {
  func exists(_ operand: CQLValue) throws(CQLError) -> CQLValue {
    switch operand {
    case .null: .boolean(false)
    case .list(let items): .boolean(items.contains { !$0.isNull })
    case .valueSet: .boolean(!(try expandValueSet(operand).items ?? []).isEmpty)
    default: .boolean(true)
    }
  }

  func listUnary(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    if operand.isNull { return .null }
    if name == .children { return try children(operand) }
    if name == .descendents { return try descendents(operand) }
    guard let items = operand.items else {
      // One item is a list of one, for what old ELM leaves implicit.
      return name == .flatten || name == .distinct ? .list([operand]) : operand
    }
    switch name {
    case .first: return items.first ?? .null
    case .last: return items.last ?? .null
    case .singletonFrom:
      guard items.count <= 1 else {
        throw CQLError(.value, "A list of \(items.count) items stands where there must be at most one")
      }
      return items.first ?? .null
    case .distinct: return .list(try distinct(items))
    default:
      var result: [CQLValue] = []
      for item in items {
        if let inner = item.items { result += inner } else if !item.isNull { result.append(item) }
      }
      return try admit(result)
    }
  }

  func indexOf(_ source: CQLValue, _ element: CQLValue) throws(CQLError) -> CQLValue {
    guard let items = source.items, !element.isNull else { return .null }
    for (index, item) in items.enumerated() where try comparison.equal(item, element) == true {
      return .integer(Int32(clamping: index))
    }
    return .integer(-1)
  }

  /// The items from a position up to, not including, another; null positions are the ends.
  func slice(_ operands: [CQLValue]) throws(CQLError) -> CQLValue {
    guard let items = operands.first?.items else { return .null }
    let start = operands.count > 1 ? operands[1].unwrapped.int ?? 0 : 0
    let end = operands.count > 2 ? operands[2].unwrapped.int ?? items.count : items.count
    guard start >= 0, end > start, start < items.count else { return .list([]) }
    return .list(Array(items[start..<min(end, items.count)]))
  }

  /// Tuples of every item of the one with every item of the other.
  func times(_ left: CQLValue, _ right: CQLValue) throws(CQLError) -> CQLValue {
    guard let left = left.items, let right = right.items else { return .null }
    try spend(left.count.multipliedReportingOverflow(by: right.count).partialValue)
    guard left.count * right.count <= CQLContext.maximumItems else { return try admit(left + right) }
    var result: [CQLValue] = []
    for first in left {
      for second in right {
        guard case .tuple(let a) = first, case .tuple(let b) = second else {
          throw .mismatch("Times", [first, second])
        }
        result.append(.tuple(CQLTuple(a.elements + b.elements)))
      }
    }
    return try admit(result)
  }

  // MARK: Sets

  /// The items without those that equal an earlier one.
  func distinct(_ items: [CQLValue]) throws(CQLError) -> [CQLValue] {
    var result: [CQLValue] = []
    var buckets: [Int: [Int]] = [:]
    for item in items {
      try spend(1)
      let hash = EqualityHash.of(item)
      var isKnown = false
      for index in buckets[hash] ?? [] where try isSame(result[index], item) {
        isKnown = true
        break
      }
      if isKnown { continue }
      buckets[hash, default: []].append(result.count)
      result.append(item)
    }
    return result
  }

  private func isSame(_ left: CQLValue, _ right: CQLValue) throws(CQLError) -> Bool {
    if left.isNull || right.isNull { return left.isNull && right.isNull }
    return try comparison.equal(left, right) == true
  }

  func contains(_ items: [CQLValue], _ wanted: CQLValue) throws(CQLError) -> Bool {
    try spend(items.count)
    for item in items where try isSame(item, wanted) { return true }
    return false
  }

  /// `contains` and `in` of a list; properly: and there is something else in it.
  func contains(_ items: [CQLValue], _ wanted: CQLValue, isProper: Bool) throws(CQLError) -> Bool? {
    guard isProper else { return try contains(items, wanted) }
    try spend(items.count)
    var isContained: Bool? = false
    var hasOther: Bool? = false
    for item in items {
      if item.isNull, !wanted.isNull {
        // A null is not the wanted value, and may or may not be another one.
        hasOther = hasOther.or3(nil)
        continue
      }
      var isSame: Bool? =
        item.isNull || wanted.isNull ? item.isNull && wanted.isNull : try comparison.equal(item, wanted)
      if isSame == false, try intervals.isUndecided(item, wanted) { isSame = nil }
      isContained = isContained.or3(isSame)
      hasOther = hasOther.or3(isSame.not3())
    }
    return isContained.and3(hasOther)
  }

  func includes(_ whole: [CQLValue], _ part: [CQLValue], isProper: Bool) throws(CQLError) -> Bool? {
    if isProper {
      let (size, partSize) = (try distinct(whole).count, try distinct(part).count)
      if size <= partSize { return false }
    }
    for item in part where try !contains(whole, item) { return false }
    return true
  }

  func combineLists(_ name: CQLOperator, _ left: CQLValue, _ right: CQLValue) throws(CQLError) -> CQLValue {
    func items(_ value: CQLValue) throws(CQLError) -> [CQLValue]? {
      switch value {
      case .list(let items): return items
      case .null: return nil
      case .valueSet: return try expandValueSet(value).items
      default: return [value]
      }
    }
    let (first, second) = (try items(left), try items(right))
    switch name {
    case .union: return try admit(try distinct((first ?? []) + (second ?? [])))
    case .intersect:
      guard let first, let second else { return .null }
      return .list(try filter(first, isIn: second, wanted: true))
    default:
      guard let first else { return .null }
      return .list(try filter(first, isIn: second ?? [], wanted: false))
    }
  }

  private func filter(_ items: [CQLValue], isIn others: [CQLValue], wanted: Bool) throws(CQLError) -> [CQLValue] {
    var buckets: [Int: [CQLValue]] = [:]
    for other in others { buckets[EqualityHash.of(other), default: []].append(other) }
    var result: [CQLValue] = []
    for item in try distinct(items) {
      let candidates = buckets[EqualityHash.of(item)] ?? []
      if try contains(candidates, item) == wanted { result.append(item) }
    }
    return result
  }

  // MARK: Trees

  private func children(_ value: CQLValue) throws(CQLError) -> CQLValue {
    var result: [CQLValue] = []
    switch value {
    case .list(let items): for item in items { result += try children(item).items ?? [] }
    case .tuple(let tuple):
      for element in tuple.elements {
        if let items = element.value.items { result += items } else { result.append(element.value) }
      }
    case .node(let node):
      guard let type = node.type, type.primitive == nil else { return .list([]) }
      for element in type.elements {
        let part = try member(value, element.name)
        if let items = part.items { result += items } else if !part.isNull { result.append(part) }
      }
    default: break
    }
    return try admit(result)
  }

  private func descendents(_ value: CQLValue) throws(CQLError) -> CQLValue {
    var result: [CQLValue] = []
    var open = try children(value).items ?? []
    while !open.isEmpty {
      result += open
      _ = try admit(result)
      var next: [CQLValue] = []
      for item in open { next += try children(item).items ?? [] }
      open = next
    }
    return try admit(result)
  }
}
