import FHIR
import JSON

/// The R4 type table turned into what evaluation asks for, all in O(1): the element that a member of a type stands for,
/// the type that a `resourceType` names, and whether one type specialises another.
final class TypeModel: Sendable {
  static let shared = TypeModel()

  /// What the member (or the choice's base name) `key` is in a type.
  struct Member {
    /// The element's name in FHIRPath, a choice's without its type: the vocabulary's id.
    let element: UInt16
    /// The element's type, for a choice's base name the first of them.
    let type: TypeID
    let isCompanion: Bool
    /// The member's name carries the type (`valueQuantity`).
    let isChoiceVariant: Bool
    /// The name is an element's own, as expressions write it.
    let isElementName: Bool
    /// The name is a choice's own and no member's (`value`).
    let isChoice: Bool
  }

  let types: [FHIRType]
  let names: [String]
  let primitives: [PrimitiveKind?]
  private let bases: [UInt16]
  private let ids: [String: TypeID]
  private let memberKeys: [UInt32]
  private let memberEntries: [UInt64]
  private let resourceSlots: [UInt16]
  private let resourceNames: [[UInt8]]
  private let textTypes: [Bool]
  private let choiceVariants: [Bool]
  let keyResourceType: Int
  let resource: TypeID
  let domainResource: TypeID
  let quantity: TypeID
  let element: TypeID
  let reference: TypeID
  let extensionType: TypeID

  private init() {
    let all = FHIRTypes.shared.all
    types = all
    names = all.map(\.name)
    primitives = all.map(\.primitive)
    var ids: [String: TypeID] = [:]
    for (index, name) in names.enumerated() { ids[name] = TypeID(raw: UInt16(index)) }
    self.ids = ids
    bases = all.map { $0.base?.index ?? .max }
    keyResourceType = FHIRVocabulary.shared.id(of: "resourceType") ?? -1
    func named(_ name: String) -> TypeID { ids[name] ?? .untyped }
    resource = named("Resource")
    domainResource = named("DomainResource")
    quantity = named("Quantity")
    element = named("Element")
    reference = named("Reference")
    extensionType = named("Extension")
    textTypes = all.map { $0.primitive?.systemTypeName == "String" }
    (memberKeys, memberEntries, choiceVariants) = Self.buildMembers(all)
    (resourceSlots, resourceNames) = Self.buildResources(all)
  }

  func id(named name: String) -> TypeID? { ids[name] }

  /// Types stand in the order of the table.
  func id(of type: FHIRType) -> TypeID { TypeID(raw: type.index) }

  func base(of type: TypeID) -> TypeID? {
    guard type.isFHIR, bases[Int(type.raw)] != .max else { return nil }
    return TypeID(raw: bases[Int(type.raw)])
  }

  func isSubtype(_ type: TypeID, of other: TypeID) -> Bool {
    var raw = type.raw
    while raw != .max {
      if raw == other.raw { return true }
      raw = bases[Int(raw)]
    }
    return false
  }

  func primitive(_ type: TypeID) -> PrimitiveKind? { type.isFHIR ? primitives[Int(type.raw)] : nil }

  /// Whether values of the type are System strings; plain JSON's strings are too.
  @inline(__always) func isText(_ type: TypeID) -> Bool {
    type.isFHIR ? textTypes[Int(type.raw)] : type == .untyped
  }

  /// Whether the name is the JSON name of a choice in some type.
  @inline(__always) func isChoiceVariant(_ key: Int) -> Bool {
    key >= 0 && key < choiceVariants.count && choiceVariants[key]
  }

  // MARK: Members

  private static func hash(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) &>> 8) }

  /// What the vocabulary's name `key` is in `type`; nil for names that the type does not have.
  @inline(__always) func member(_ key: Int, of type: TypeID) -> Member? {
    guard type.isFHIR, key >= 0, key < 0xFFFF else { return nil }
    let wanted = UInt32(type.raw) &<< 16 | UInt32(truncatingIfNeeded: key)
    let mask = memberKeys.count &- 1
    var slot = Self.hash(wanted) & mask
    while true {
      let found = memberKeys[slot]
      if found == wanted { return Self.unpack(memberEntries[slot]) }
      if found == .max { return nil }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always) private static func unpack(_ entry: UInt64) -> Member {
    Member(
      element: UInt16(truncatingIfNeeded: entry), type: TypeID(raw: UInt16(truncatingIfNeeded: entry &>> 16)),
      isCompanion: entry & 1 &<< 32 != 0, isChoiceVariant: entry & 1 &<< 33 != 0,
      isElementName: entry & 1 &<< 34 != 0, isChoice: entry & 1 &<< 35 != 0)
  }

  private static func buildMembers(_ all: [FHIRType]) -> (keys: [UInt32], entries: [UInt64], variants: [Bool]) {
    var pairs: [(UInt32, UInt64)] = []
    pairs.reserveCapacity(16_384)
    var variants = [Bool](repeating: false, count: FHIRVocabulary.shared.count)
    for (index, type) in all.enumerated() {
      let high = UInt32(index) << 16
      for property in type.properties {
        let element = property.element
        let (isChoice, isCompanion) = (element.isChoice, property.isCompanion)
        var entry = UInt64(element.nameID) | UInt64(property.type.index) << 16
        if isCompanion { entry |= 1 << 32 }
        if isChoice {
          entry |= 1 << 33
          variants[property.keyID] = true
        } else if !isCompanion {
          entry |= 1 << 34
        }
        pairs.append((high | UInt32(property.keyID), entry))
      }
      for element in type.elements where element.isChoice {
        let first = element.types.first?.type.index ?? .max
        pairs.append((high | UInt32(element.nameID), UInt64(element.nameID) | UInt64(first) << 16 | 0b1100 << 32))
      }
    }
    var size = 1024
    while size < pairs.count * 2 { size *= 2 }
    var keys = [UInt32](repeating: .max, count: size)
    var entries = [UInt64](repeating: 0, count: size)
    for (key, entry) in pairs {
      var slot = hash(key) & (size - 1)
      while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      entries[slot] = entry
    }
    return (keys, entries, variants)
  }

  // MARK: Resource names

  private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
    var value: UInt32 = 2_166_136_261
    for byte in bytes { value = (value ^ UInt32(byte)) &* 16_777_619 }
    return Int(value)
  }

  private static func buildResources(_ all: [FHIRType]) -> ([UInt16], [[UInt8]]) {
    var slots = [UInt16](repeating: .max, count: 1024)
    for (index, type) in all.enumerated() where type.kind == .resource {
      var slot = hash(type.name.utf8) & 1023
      while slots[slot] != .max { slot = (slot + 1) & 1023 }
      slots[slot] = UInt16(index)
    }
    return (slots, all.map { $0.kind == .resource ? Array($0.name.utf8) : [] })
  }

  /// The resource type that a range of a document's text names, or `.untyped`.
  func resource(named range: Range<Int>, in bytes: [UInt8]) -> TypeID {
    bytes.withUnsafeBufferPointer { resource(named: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The resource type that a text names, or `.untyped`.
  func resource(named name: UnsafeBufferPointer<UInt8>) -> TypeID {
    var slot = Self.hash(name) & 1023
    while resourceSlots[slot] != .max {
      let index = resourceSlots[slot]
      if resourceNames[Int(index)].elementsEqual(name) { return TypeID(raw: index) }
      slot = (slot + 1) & 1023
    }
    return .untyped
  }

  /// The names of the elements of a type, for suggestions.
  func elementNames(of type: TypeID) -> [String] {
    type.isFHIR ? types[Int(type.raw)].elements.map(\.name) : []
  }
}
