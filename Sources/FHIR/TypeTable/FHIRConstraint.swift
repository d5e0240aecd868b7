/// An invariant of the base specification.
public struct FHIRConstraint: Sendable, Hashable {
  let index: Int

  // Record: key, severity, expression, text.
  private func field(_ field: Int) -> Int { TypeTable.shared.word(.constraints, index, field) }

  /// The name: "obs-6".
  public var key: String { TypeTable.shared.string(field(0)) }
  /// Whether breaking it is an error; else a warning.
  public var isError: Bool { field(1) == 0 }
  /// The FHIRPath expression that must be true.
  public var expression: String { TypeTable.shared.string(field(2)) }
  /// What it says, for people.
  public var text: String { TypeTable.shared.string(field(3)) }
}
