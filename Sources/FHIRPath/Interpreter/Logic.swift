import ClinicalTypes

/// Kleene's logic over nil as "unknown" (FHIRPath N1, 6.5).
enum Logic {
  /// The result when the left operand alone settles it, so that the right one is not evaluated.
  static func decided(_ binary: BinaryOperator, _ left: Bool?) -> Bool? {
    switch (binary, left) {
    case (.and, false): false
    case (.or, true): true
    case (.implies, false): true
    default: nil
    }
  }

  static func combine(_ binary: BinaryOperator, _ left: Bool?, _ right: Bool?) -> Bool? {
    switch binary {
    case .and: left.and3(right)
    case .or: left.or3(right)
    case .xor: left.xor3(right)
    default: left.implies3(right)
    }
  }
}
