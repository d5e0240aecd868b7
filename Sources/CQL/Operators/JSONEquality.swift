import ClinicalTypes
import JSON

/// Equality of FHIR data: members in any order, numbers by value. Without recursion beyond the parser's depth.
enum JSONEquality {
  static func equal(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left.kind, right.kind) {
    case (.object, .object):
      guard left.count == right.count else { return false }
      for (key, value) in left.members {
        guard let other = right[key], equal(value, other) else { return false }
      }
      return true
    case (.array, .array):
      guard left.count == right.count else { return false }
      for (first, second) in zip(left.elements, right.elements) where !equal(first, second) { return false }
      return true
    case (.number, .number):
      return left.numberText == right.numberText
        || left.numberText.flatMap { ExactDecimal($0) } == right.numberText.flatMap { ExactDecimal($0) }
    case (.string, .string), (.escapedString, .string), (.string, .escapedString), (.escapedString, .escapedString):
      return left.string == right.string
    default: return left.kind == right.kind
    }
  }
}
