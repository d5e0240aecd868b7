import FHIR
import JSON

/// A request that is being made: puts what every kind has where this kind keeps it, as R4's type table tells.
struct RequestWriter {
  private(set) var object: JSONObject
  private let type: FHIRType?

  /// An empty resource of a kind.
  init(kind: String) {
    object = JSONObject()
    object["resourceType"] = .string(kind)
    type = FHIRTypes.shared.resource(named: kind)
  }

  /// A resource that is there, to be changed.
  init(_ resource: JSONValue) {
    object = JSONObject(resource)
    type = resource["resourceType"]?.string.flatMap { FHIRTypes.shared.resource(named: $0) }
  }

  /// Whether the kind has this member.
  func has(_ name: String) -> Bool { type?.property(named: name) != nil }

  /// Whether the kind has this member, and it refers to something.
  func isReference(_ name: String) -> Bool { type?.property(named: name)?.type.name == "Reference" }

  /// Removes members.
  mutating func remove(_ names: [String]) { for name in names { object[name] = nil } }

  /// Sets the first of these members that the kind has; in a list where it is one.
  /// - Returns: whether it has one.
  @discardableResult
  mutating func set(_ names: [String], _ value: JSONTree) -> Bool {
    for name in names {
      guard let property = type?.property(named: name) else { continue }
      for other in ElementValue.others(than: name, in: type) { object[other] = nil }
      object[name] = property.element.isCollection && value.elements == nil ? .array([value]) : value
      return true
    }
    return false
  }

  /// Adds to the first of these members that the kind has; one that holds a single value keeps its first.
  mutating func add(_ names: [String], _ value: JSONTree) {
    for name in names {
      guard let property = type?.property(named: name) else { continue }
      if property.element.isCollection {
        object[name] = .array((object[name]?.elements ?? []) + [value])
      } else if object[name] == nil {
        object[name] = value
      }
      return
    }
  }
}
