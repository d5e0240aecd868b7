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

  /// Removes members.
  mutating func remove(_ names: [String]) { for name in names { object[name] = nil } }

  /// Sets the first of these members that the kind has, as a `type` where one is given; in a list where it is one. A member
  /// of another type means something else (Appointment.priority is a number), and R4 must know a code there.
  /// - Returns: whether it has one.
  @discardableResult
  mutating func set(_ names: [String], _ value: JSONTree, as type: String? = nil) -> Bool {
    for name in names {
      guard let property = self.type?.property(named: name), type == nil || property.type.name == type,
        let fitting = Self.fitting(value, property.element)
      else { continue }
      for other in ElementValue.others(than: name, in: self.type) { object[other] = nil }
      object[name] = fitting
      return true
    }
    return false
  }

  /// The value as the element holds it: in a list or alone; nil where it does not fit.
  private static func fitting(_ value: JSONTree, _ element: FHIRElement) -> JSONTree? {
    let items = value.elements ?? [value]
    guard items.allSatisfy({ ElementFit.isKnown($0, element) }) else { return nil }
    if element.isCollection { return .array(items) }
    return items.count == 1 ? items[0] : nil
  }

  /// Adds to the first of these members that the kind has; one that holds a single value keeps its first.
  mutating func add(_ names: [String], _ value: JSONTree, as type: String? = nil) {
    for name in names {
      guard let property = self.type?.property(named: name), type == nil || property.type.name == type else { continue }
      if property.element.isCollection {
        object[name] = .array((object[name]?.elements ?? []) + [value])
      } else if object[name] == nil {
        object[name] = value
      }
      return
    }
  }
}
