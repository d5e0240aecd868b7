import ClinicalTypes
import JSON

/// Singleton evaluation (FHIRPath N1, 4.5): a collection where one value is wanted. Nothing gives nil, several items or
/// one of the wrong type are errors; where a Boolean is wanted, any other single item counts as true.
enum Singleton {
  static func item(_ items: [FHIRPathValue]) throws(FHIRPathError) -> FHIRPathValue? {
    guard items.count <= 1 else {
      throw .execution("Several items where one is wanted", expected: "at most one item", found: "\(items.count)")
    }
    return items.first
  }

  static func boolean(_ items: [FHIRPathValue]) throws(FHIRPathError) -> Bool? {
    guard let item = try item(items) else { return nil }
    if case .boolean(let value) = item.system { return value }
    return true
  }

  static func string(_ items: [FHIRPathValue]) throws(FHIRPathError) -> String? {
    guard let item = try item(items) else { return nil }
    switch item.system {
    case .string(let text): return text
    // A date of FHIR is text on the wire; FHIR's own invariants use string functions on them.
    case .date, .dateTime, .time:
      if case .node(let node) = item, let text = node.value?.string { return text }
    case .node(let node) where node.isPrimitive: return nil
    default: break
    }
    throw mismatch("a string", item)
  }

  static func integer(_ items: [FHIRPathValue]) throws(FHIRPathError) -> Int? {
    guard let item = try item(items) else { return nil }
    switch item.system {
    case .integer(let value): return value
    case .node(let node) where node.isPrimitive: return nil
    default: throw mismatch("an integer", item)
    }
  }

  static func decimal(_ items: [FHIRPathValue]) throws(FHIRPathError) -> ExactDecimal? {
    guard let item = try item(items) else { return nil }
    switch item.system {
    case .integer(let value): return ExactDecimal(value)
    case .decimal(let value): return value
    case .node(let node) where node.isPrimitive: return nil
    default: throw mismatch("a number", item)
    }
  }

  static func mismatch(_ expected: String, _ item: FHIRPathValue) -> FHIRPathError {
    .execution("A value of the wrong type", expected: expected, found: item.typeName)
  }
}
