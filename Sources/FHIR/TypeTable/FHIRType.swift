import JSON

/// A type of R4: a resource, a data type, a primitive, or the nested type of an element with children of its own.
///
/// Nested types are called by their path: "Observation.component". Two bytes; compare and copy it freely.
public struct FHIRType: Sendable, Hashable, CustomStringConvertible {
  /// The type's place in ``FHIRTypes/all``.
  package let index: UInt16

  // Record: name, kind * 2 + abstract, base + 1, first element, elements, first property, properties,
  // first constraint, constraints.
  init(index: Int) { self.index = UInt16(index) }

  private func field(_ field: Int) -> Int { TypeTable.shared.word(.types, Int(index), field) }

  /// What sort of type it is.
  public enum Kind: Int, Sendable, Hashable {
    /// A primitive: its JSON is a string, a number or a boolean.
    case primitive
    /// A data type such as CodeableConcept.
    case complex
    /// A resource.
    case resource
    /// The type of a nested element, such as "Patient.contact".
    case backbone
  }

  /// The name: "Patient", "CodeableConcept", "dateTime", "Observation.component".
  public var name: String { TypeTable.shared.string(field(0)) }
  /// The name.
  public var description: String { name }
  /// What sort of type it is.
  public var kind: Kind { Kind(rawValue: field(1) / 2) ?? .complex }
  /// Whether no instance is only of this type: Element, BackboneElement, Resource, DomainResource.
  public var isAbstract: Bool { field(1) % 2 == 1 }
  /// The type that this one specialises, nil for Element and Resource.
  public var base: FHIRType? { field(2) == 0 ? nil : FHIRType(index: field(2) - 1) }
  /// The primitive that this type is, if it is one.
  public var primitive: PrimitiveKind? { TypeTable.shared.primitives[Int(index)] }
  /// The canonical URL of the type's StructureDefinition. Nested types have none.
  public var url: String? { kind == .backbone ? nil : "http://hl7.org/fhir/StructureDefinition/" + name }

  /// Whether this type is `other` or specialises it.
  public func isSubtype(of other: FHIRType) -> Bool {
    var type: FHIRType? = self
    while let current = type {
      if current == other { return true }
      type = current.base
    }
    return false
  }

  /// The elements, inherited ones included, in the order of the definition.
  public var elements: [FHIRElement] {
    let first = field(3)
    return (0..<field(4)).map { FHIRElement(index: TypeTable.shared.word(.elementLists, first + $0, 0)) }
  }

  /// The element called `name`; a choice goes by its name without type: "value", not "valueQuantity".
  public func element(named name: String) -> FHIRElement? {
    guard let key = FHIRVocabulary.shared.id(of: name) else { return nil }
    let first = field(3)
    for offset in 0..<field(4) {
      let element = FHIRElement(index: TypeTable.shared.word(.elementLists, first + offset, 0))
      if element.nameID == key { return element }
    }
    return nil
  }

  /// What a member of this type's JSON stands for: "valueQuantity" is the element `value` with the type Quantity,
  /// "_birthDate" the companion of `birthDate`.
  public func property(named jsonName: String) -> FHIRProperty? {
    FHIRVocabulary.shared.id(of: jsonName).flatMap { property(keyID: $0) }
  }

  /// What the member with the vocabulary's id `keyID` stands for, or nil if this type has no such member.
  public func property(keyID: Int) -> FHIRProperty? {
    let table = TypeTable.shared
    var low = field(5)
    var high = low + field(6)
    while low < high {
      let middle = (low &+ high) / 2
      let key = table.word(.properties, middle, 0)
      if key == keyID { return FHIRProperty(index: middle) }
      if key < keyID { low = middle &+ 1 } else { high = middle }
    }
    return nil
  }

  /// The members of this type's JSON, sorted by name; the companions of primitives (`_name`) included.
  public var properties: [FHIRProperty] { (field(5)..<field(5) + field(6)).map(FHIRProperty.init(index:)) }

  /// The invariants that hold for every instance, inherited ones last.
  public var constraints: [FHIRConstraint] {
    let own = (field(7)..<field(7) + field(8)).map(FHIRConstraint.init(index:))
    return own + (base?.constraints ?? [])
  }
}
