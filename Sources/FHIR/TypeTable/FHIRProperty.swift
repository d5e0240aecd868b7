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
