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

/// One type that an element may have.
public struct FHIRTypeReference: Sendable, Hashable {
  let index: Int

  // Record: type, JSON name, companion's name + 1, first target, targets, profile + 1.
  private func field(_ field: Int) -> Int { TypeTable.shared.word(.typeReferences, index, field) }

  /// The type.
  public var type: FHIRType { FHIRType(index: field(0)) }
  /// The id in ``FHIRVocabulary`` of the member that holds it: "valueQuantity", or the element's own name.
  public var keyID: Int { field(1) }
  /// The member that holds it.
  public var jsonName: String { TypeTable.shared.string(field(1)) }
  /// The id of the member that holds a primitive's id and extensions: "_birthDate". Nil for other types.
  public var companionKeyID: Int? { field(2) == 0 ? nil : field(2) - 1 }
  /// What a Reference or canonical may point to; empty means anything.
  public var targets: [FHIRType] {
    (field(3)..<field(3) + field(4)).map { FHIRType(index: TypeTable.shared.word(.targets, $0, 0)) }
  }
  /// The published profile that narrows the type ("SimpleQuantity"), if any.
  public var profile: String? { field(5) == 0 ? nil : TypeTable.shared.string(field(5) - 1) }
}

/// What a member of a type's JSON stands for.
public struct FHIRProperty: Sendable, Hashable {
  let index: Int

  // Record: JSON name, element, type reference * 2 + companion.
  private func field(_ field: Int) -> Int { TypeTable.shared.word(.properties, index, field) }

  /// The id of the member's name in ``FHIRVocabulary``.
  public var keyID: Int { field(0) }
  /// The member's name.
  public var jsonName: String { TypeTable.shared.string(field(0)) }
  /// The element.
  public var element: FHIRElement { FHIRElement(index: field(1)) }
  /// The element's type, which a choice tells by the member's name.
  public var typeReference: FHIRTypeReference { FHIRTypeReference(index: field(2) / 2) }
  /// The element's type.
  public var type: FHIRType { typeReference.type }
  /// Whether the member is the underscored companion that holds a primitive's id and extensions.
  public var isCompanion: Bool { field(2) % 2 == 1 }
}
