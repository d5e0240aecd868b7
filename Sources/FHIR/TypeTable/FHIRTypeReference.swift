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
