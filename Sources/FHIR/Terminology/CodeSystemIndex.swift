import ClinicalTypes
import JSON

/// A CodeSystem's concepts with their place in the hierarchy and their properties.
final class CodeSystemIndex: Sendable {
  let url: String
  let codes: [Code]
  /// The numbers of each concept's parents.
  private let parents: [[Int32]]
  private let properties: [[(name: String, value: String)]]
  private let numbers: [String: Int32]

  /// Nil unless the resource holds all of the system's concepts.
  init?(_ resource: Resource) {
    guard let url = resource.value[.url].string, resource.value["content"].stringEquals("complete") else { return nil }
    self.url = url
    var codes: [Code] = []
    var nested: [(child: Int32, parent: Int32)] = []
    var named: [(child: Int32, parent: String)] = []
    var properties: [[(name: String, value: String)]] = []
    var numbers: [String: Int32] = [:]
    var children: [(parent: Int32, code: String)] = []
    // Depth first with a list of what is still to do, since concepts nest as deep as the author likes.
    var open: [(concept: JSONValue, parent: Int32)] = resource.value["concept"].elements.reversed().map { ($0, -1) }
    while let (concept, parent) = open.popLast() {
      guard let code = concept[.code].string else { continue }
      let number = Int32(codes.count)
      if numbers[code] == nil { numbers[code] = number }
      codes.append(Code(system: url, code: code, display: concept["display"].string))
      if parent >= 0 { nested.append((number, parent)) }
      var own: [(name: String, value: String)] = []
      for property in concept["property"].elements {
        guard let name = property[.code].string else { continue }
        for (key, value) in property.members where key.hasPrefix("value") {
          let text =
            value.string ?? value.numberText ?? value.bool.map { $0 ? "true" : "false" } ?? value[.code].string ?? ""
          own.append((name, text))
          if name == "parent" { named.append((number, text)) }
          if name == "child" { children.append((number, text)) }
        }
      }
      properties.append(own)
      for child in concept["concept"].elements.reversed() { open.append((child, number)) }
    }
    var parents = [[Int32]](repeating: [], count: codes.count)
    for (child, parent) in nested { parents[Int(child)].append(parent) }
    for (child, parent) in named { if let number = numbers[parent] { parents[Int(child)].append(number) } }
    for (parent, code) in children { if let child = numbers[code] { parents[Int(child)].append(parent) } }
    self.codes = codes
    self.parents = parents
    self.properties = properties
    self.numbers = numbers
  }

  func code(_ code: String) -> Code? { numbers[code].map { codes[Int($0)] } }

  /// Whether `code` is `ancestor` or below it.
  func isA(_ code: String, _ ancestor: String) -> Bool {
    guard let start = numbers[code], let goal = numbers[ancestor] else { return false }
    var open = [start]
    var seen: Set<Int32> = [start]
    while let number = open.popLast() {
      if number == goal { return true }
      for parent in parents[Int(number)] where seen.insert(parent).inserted { open.append(parent) }
    }
    return false
  }

  /// The concepts that satisfy a filter.
  /// - Throws: ``TerminologyError`` naming an operator or property that is not supported.
  func filter(property: String, operator op: String, value: String, for valueSet: String) throws(TerminologyError)
    -> [Code]
  {
    let isHierarchy = property == "concept" || property == "code"
    switch op {
    case "is-a" where isHierarchy: return descendants(of: value, includingSelf: true)
    case "descendent-of" where isHierarchy: return descendants(of: value, includingSelf: false)
    case "is-not-a" where isHierarchy:
      let below = Set(descendants(of: value, includingSelf: true).map(\.code))
      return codes.filter { !below.contains($0.code) }
    case "generalizes" where isHierarchy: return codes.filter { isA(value, $0.code) }
    case "=": return select(property) { $0 == value }
    case "in", "not-in":
      let list = Set(value.split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init))
      return select(property) { list.contains($0) == (op == "in") }
    case "exists": return select(property, whereMissing: value != "true") { _ in value == "true" }
    default:
      throw TerminologyError(
        kind: .unsupportedFilter, subject: valueSet,
        message: "the filter '\(op)' on '\(property)' is not supported; list the codes instead")
    }
  }

  /// All concepts from which `ancestor` can be reached, in order: parents come before or after their children.
  private func descendants(of ancestor: String, includingSelf: Bool) -> [Code] {
    guard let root = numbers[ancestor] else { return [] }
    var children = [[Int32]](repeating: [], count: codes.count)
    for (child, above) in parents.enumerated() { for parent in above { children[Int(parent)].append(Int32(child)) } }
    var found: Set<Int32> = [root]
    var open = [root]
    while let number = open.popLast() {
      for child in children[Int(number)] where found.insert(child).inserted { open.append(child) }
    }
    if !includingSelf { found.remove(root) }
    return found.sorted().map { codes[Int($0)] }
  }

  private func select(
    _ property: String, whereMissing isIncluded: Bool = false, _ condition: (String) -> Bool
  ) -> [Code] {
    codes.indices.filter { number in
      if property == "code" || property == "concept" { return condition(codes[number].code) }
      if property == "display" { return codes[number].display.map(condition) ?? isIncluded }
      let values = properties[number].filter { $0.name == property }
      return values.isEmpty ? isIncluded : values.contains { condition($0.value) }
    }.map { codes[$0] }
  }
}
