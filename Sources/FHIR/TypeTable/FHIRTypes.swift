public import JSON

/// The R4 (4.0.1) definitions: every type, element, choice, cardinality, binding and search parameter.
///
/// ```swift
/// let observation = FHIRTypes.shared.type(named: "Observation")
/// let value = observation?.element(named: "value")     // a choice of eleven types
/// let quantity = observation?.property(named: "valueQuantity")?.type.name     // "Quantity"
/// ```
///
/// The table is decoded once, at first use, in under five milliseconds.
public struct FHIRTypes: Sendable {
  /// The table.
  public static let shared = FHIRTypes()

  /// The version of the specification.
  public let version = "4.0.1"

  private init() { _ = TypeTable.shared }

  /// The type called `name`: "Patient", "dateTime", "Observation.component".
  public func type(named name: String) -> FHIRType? {
    var name = name
    return name.withUTF8(find)
  }

  /// The type that a JSON string names, without copying it.
  public func type(named name: JSONValue) -> FHIRType? {
    let node = name.node
    guard node.kind == .string else { return name.string.flatMap { type(named: $0) } }
    return name.document.bytes.withUnsafeBufferPointer { bytes in
      find(UnsafeBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)]))
    }
  }

  private func find(_ name: UnsafeBufferPointer<UInt8>) -> FHIRType? {
    let table = TypeTable.shared
    return table.find(name, in: .types, field: 0, range: 0..<table.extent(.types).count).map(FHIRType.init(index:))
  }

  /// The concrete resource called `name`, or nil for data types, abstract types and unknown names.
  public func resource(named name: String) -> FHIRType? {
    type(named: name).flatMap { $0.kind == .resource && !$0.isAbstract ? $0 : nil }
  }

  /// Every type, nested ones included, sorted by name.
  public var all: [FHIRType] { (0..<TypeTable.shared.extent(.types).count).map(FHIRType.init(index:)) }
  /// Every concrete resource, sorted by name.
  public var resources: [FHIRType] { all.filter { $0.kind == .resource && !$0.isAbstract } }

  /// The codes of a value set that elements are bound to as required; see ``RequiredCodes``.
  public func requiredCodes(of valueSet: String) -> RequiredCodes? { RequiredCodes(url: valueSet) }

  /// The search parameter `code` of `type` or of a type that it specialises.
  public func searchParameter(_ code: String, on type: FHIRType) -> SearchParameter? {
    SearchParameter.find(code, on: type)
  }

  /// The search parameters that `type` itself declares, sorted by name.
  public func searchParameters(of type: FHIRType) -> [SearchParameter] {
    SearchParameter.range(of: type).map(SearchParameter.init(index:))
  }
}
