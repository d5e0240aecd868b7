public import ClinicalTypes

/// What answers questions about codes: value set membership, expansion, subsumption.
///
/// An answer that cannot be known is an error, never "no": a missing value set must not silence a warning.
public protocol TerminologyService: Sendable {
  /// The codes of the value set `url` ("…" or "…|version").
  /// - Throws: ``TerminologyError`` if the set is not known or cannot be expanded.
  func expand(_ url: String) throws(TerminologyError) -> CodeSet

  /// Whether `code` is in the value set `url`. A code without system matches in any system.
  /// - Throws: ``TerminologyError`` if that cannot be told.
  func validate(_ code: Code, in url: String) throws(TerminologyError) -> Bool

  /// How `left` and `right`, codes of one system, relate in its hierarchy.
  /// - Throws: ``TerminologyError`` if the system is not known.
  func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption

  /// Whether the code's system defines it; nil where that is not known here, which is what a service answers that does
  /// not say otherwise.
  func defines(_ code: Code) -> Bool?
}

extension TerminologyService {
  /// Not known.
  public func defines(_ code: Code) -> Bool? { nil }

  /// Whether `code` is in the value set `url`, by its expansion.
  public func validate(_ code: Code, in url: String) throws(TerminologyError) -> Bool {
    guard let answer = try expand(url).contains(code) else {
      throw TerminologyError(kind: .undetermined, subject: url, message: "the code's system is not held here in full")
    }
    return answer
  }
}
