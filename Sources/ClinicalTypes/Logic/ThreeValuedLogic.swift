/// Kleene's three-valued logic, `nil` being "unknown" (FHIRPath N1, 6.5; CQL 1.5, Appendix B, Logical Operators).
///
/// The right operand is evaluated only where it can matter.
extension Optional where Wrapped == Bool {
  /// False if either is false, true if both are true, otherwise unknown.
  @inlinable
  public func and3(_ other: @autoclosure () throws -> Bool?) rethrows -> Bool? {
    if self == false { return false }
    guard let right = try other() else { return nil }
    return right ? self : false
  }

  /// True if either is true, false if both are false, otherwise unknown.
  @inlinable
  public func or3(_ other: @autoclosure () throws -> Bool?) rethrows -> Bool? {
    if self == true { return true }
    guard let right = try other() else { return nil }
    return right ? true : self
  }

  /// Unknown if either is unknown, otherwise whether the two differ.
  @inlinable
  public func xor3(_ other: @autoclosure () throws -> Bool?) rethrows -> Bool? {
    guard let left = self, let right = try other() else { return nil }
    return left != right
  }

  /// True if the left is false or the right is true; false only for true → false; otherwise unknown.
  @inlinable
  public func implies3(_ other: @autoclosure () throws -> Bool?) rethrows -> Bool? {
    try not3().or3(try other())
  }

  /// The opposite; unknown stays unknown.
  @inlinable
  public func not3() -> Bool? {
    guard let value = self else { return nil }
    return !value
  }
}
