/// One clinical idea in several code systems (FHIR `CodeableConcept`; CQL `System.Concept`).
public struct Concept: Sendable, Hashable {
  /// The codes that stand for the idea.
  public var codes: [Code]
  /// The text or display of the whole.
  public var display: String?

  /// A concept of these codes.
  public init(codes: [Code], display: String? = nil) {
    self.codes = codes
    self.display = display
  }

  /// Whether any code of one is equivalent to any code of the other (CQL `Equivalent`, concepts).
  public func isEquivalent(to other: Concept) -> Bool {
    codes.contains { code in other.codes.contains { code.isEquivalent(to: $0) } }
  }

  /// Whether any of the codes is equivalent to `code`.
  public func contains(_ code: Code) -> Bool { codes.contains { $0.isEquivalent(to: code) } }
}
