import ClinicalTypes
import JSON

/// Comparison of an instance with what a profile fixes.
enum ValueMatching {
  /// Whether `value` is `fixed` exactly: the same members, items in the same order; numbers by value.
  /// Recursion is bounded by the profile's nesting.
  static func isEqual(_ value: JSONValue, _ fixed: JSONValue) -> Bool {
    switch fixed.kind {
    case .object:
      guard value.isObject, value.count == fixed.count else { return false }
      return fixed.members.allSatisfy { name, expected in value[name].map { isEqual($0, expected) } ?? false }
    case .array:
      guard value.isArray, value.count == fixed.count else { return false }
      return zip(value.elements, fixed.elements).allSatisfy { isEqual($0, $1) }
    default: return isEqualScalar(value, fixed)
    }
  }

  /// Whether `value` holds everything that `pattern` does: members by name, each item of an array in some item.
  static func fits(_ value: JSONValue, _ pattern: JSONValue) -> Bool {
    switch pattern.kind {
    case .object:
      guard value.isObject else { return false }
      return pattern.members.allSatisfy { name, expected in value[name].map { fits($0, expected) } ?? false }
    case .array:
      guard value.isArray else { return false }
      return pattern.elements.allSatisfy { expected in value.elements.contains { fits($0, expected) } }
    default: return isEqualScalar(value, pattern)
    }
  }

  private static func isEqualScalar(_ value: JSONValue, _ other: JSONValue) -> Bool {
    if let text = other.string { return value.stringEquals(text) }
    if let number = other.numberText {
      guard let mine = value.numberText else { return false }
      return mine == number || ExactDecimal(mine).map { $0 == ExactDecimal(number) } ?? false
    }
    return value.kind == other.kind
  }
}
