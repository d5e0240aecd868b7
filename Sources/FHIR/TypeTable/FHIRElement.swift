/// The definition of one element: "Observation.value[x]" is one element with eleven types.
public struct FHIRElement: Sendable, Hashable {
  let index: Int

  // Record: name, flags, min, max + 1 (0 = unbounded), first type, types, binding strength + 1, value set + 1,
  // first constraint, constraints.
  private func field(_ field: Int) -> Int { TypeTable.shared.word(.elements, index, field) }

  /// The id of ``name`` in ``FHIRVocabulary``.
  public var nameID: Int { field(0) }
  /// The name, a choice's without its type: "value".
  public var name: String { TypeTable.shared.string(field(0)) }
  /// Whether the JSON name carries the type: "valueQuantity".
  public var isChoice: Bool { field(1) & 1 != 0 }
  /// Whether the element may change what the rest means (`status`, `deceased`, `modifierExtension`).
  public var isModifier: Bool { field(1) & 2 != 0 }
  /// Whether the element takes its children from another element: `Questionnaire.item.item`.
  public var isContentReference: Bool { field(1) & 4 != 0 }
  /// How many there must be.
  public var min: Int { field(2) }
  /// How many there may be; nil is any number.
  public var max: Int? { field(3) == 0 ? nil : field(3) - 1 }
  /// Whether the JSON is an array.
  public var isCollection: Bool { field(3) == 0 || field(3) > 2 }

  /// The types that it may have; one, unless it is a choice. A nested element or a content reference names the nested
  /// type ("Observation.referenceRange").
  public var types: [FHIRTypeReference] {
    (field(4)..<field(4) + field(5)).map(FHIRTypeReference.init(index:))
  }

  /// The choice's type reference for `type`, or the only one if `type` fits it.
  public func typeReference(for type: FHIRType) -> FHIRTypeReference? {
    types.first { $0.type == type }
  }

  /// The value set that the element's codes come from.
  public var binding: FHIRBinding? {
    guard let strength = FHIRBinding.Strength(rawValue: field(6) - 1), field(7) > 0 else { return nil }
    return FHIRBinding(strength: strength, valueSetID: field(7) - 1)
  }

  /// The invariants that the definition of this element states.
  public var constraints: [FHIRConstraint] { (field(8)..<field(8) + field(9)).map(FHIRConstraint.init(index:)) }
}
