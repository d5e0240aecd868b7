import ClinicalTypes
import JSON

/// Equality and equivalence of elements with children. Depth is bounded by that of the documents.
enum DeepComparison {
  static func equal(
    _ left: FHIRPathNode, _ right: FHIRPathNode, _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool {
    guard left.value == nil || right.value == nil else { return try equal(left.json, right.json, state) }
    guard left.value == nil, right.value == nil else { return false }
    // Primitives without a value are what their ids and extensions are.
    guard let first = Companion.of(left), let second = Companion.of(right) else { return false }
    return try equal(
      JSONValue(document: left.document, index: first), JSONValue(document: right.document, index: second), state)
  }

  static func equal(_ left: JSONValue, _ right: JSONValue, _ state: EvaluationState) throws(FHIRPathError) -> Bool {
    if left.document === right.document, left.index == right.index { return true }
    try state.spend(1)
    switch (left.kind, right.kind) {
    case (.object, .object):
      let count = left.count
      guard count == right.count else { return false }
      for (key, value) in left.members {
        // Each look-up passes over the other's members.
        try state.spend(1 + count >> 3)
        guard let other = right[key], try equal(value, other, state) else { return false }
      }
      return true
    case (.array, .array):
      guard left.count == right.count else { return false }
      var others = right.elements.makeIterator()
      for element in left.elements {
        guard let other = others.next(), try equal(element, other, state) else { return false }
      }
      return true
    default: return scalarsEqual(left, right)
    }
  }

  private static func scalarsEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if left.isString, right.isString { return left.string == right.string }
    if left.kind == .number, right.kind == .number { return number(left) == number(right) }
    return left.kind == right.kind && !left.isObject && !left.isArray
  }

  private static func number(_ value: JSONValue) -> ExactDecimal? { value.numberText.flatMap { ExactDecimal($0) } }

  static func equivalent(
    _ left: JSONValue, _ right: JSONValue, _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool {
    if left.document === right.document, left.index == right.index { return true }
    try state.spend(1)
    switch (left.kind, right.kind) {
    case (.object, .object):
      let count = left.count
      guard count == right.count else { return false }
      for (key, value) in left.members {
        try state.spend(1 + count >> 3)
        guard let other = right[key], try equivalent(value, other, state) else { return false }
      }
      return true
    case (.array, .array):
      guard left.count == right.count else { return false }
      var open = Array(right.elements)
      search: for element in left.elements {
        for index in open.indices where try equivalent(element, open[index], state) {
          open.remove(at: index)
          continue search
        }
        return false
      }
      return true
    default:
      if let a = left.string, let b = right.string { return Equality.normalized(a) == Equality.normalized(b) }
      if let a = number(left), let b = number(right) { return a.isEquivalent(to: b) }
      return scalarsEqual(left, right)
    }
  }
}
