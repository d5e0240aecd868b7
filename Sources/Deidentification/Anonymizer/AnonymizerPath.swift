import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// A rule's path: a resource type, FHIRPath, and the anonymizer's own functions `nodesByType('T')` and `nodesByName('n')`,
/// which answer a node and its descendants of that type or name, not descending into other resources.
///
/// The two functions may stand in any place of the outermost chain of calls, not within arguments.
struct AnonymizerPath: Sendable {
  enum Segment: Sendable {
    case expression(FHIRPathExpression)
    case byType(String)
    case byName(String)
  }

  /// Nil: resources of every type.
  let resourceType: String?
  /// Empty: the resource itself.
  let segments: [Segment]

  init(_ text: String, at place: String) throws(AnonymizerConfigurationError) {
    let first = text.utf8.prefix { $0.isLetter }
    var rest = Substring(text)
    var type: String?
    if let initial = first.first, initial.isUpper,
      first.count == text.utf8.count || text.utf8[first.endIndex] == UInt8(ascii: ".")
        || text.utf8[first.endIndex] == UInt8(ascii: " ")
    {
      type = String(Substring(first))
      rest = text[first.endIndex...]
      if rest.first == "." { rest = rest.dropFirst() }
      // "Patient and more" is an expression about the type itself.
      if rest.first == " " {
        type = nil
        rest = text[...]
      }
    }
    resourceType = ["Resource", "DomainResource"].contains(type) ? nil : type
    segments = rest.isEmpty ? [] : try Self.segments(of: String(rest), at: place)
  }

  private static func segments(of text: String, at place: String) throws(AnonymizerConfigurationError) -> [Segment] {
    var segments: [Segment] = []
    var pending = ""
    for part in try parts(of: text, at: place) {
      if let (name, argument) = call(part) {
        try flush(&pending, into: &segments, at: place)
        segments.append(name == "nodesByType" ? .byType(argument) : .byName(argument))
      } else {
        pending += (pending.isEmpty ? "" : ".") + part
      }
    }
    try flush(&pending, into: &segments, at: place)
    return segments
  }

  private static func flush(
    _ pending: inout String, into segments: inout [Segment], at place: String
  ) throws(AnonymizerConfigurationError) {
    guard !pending.isEmpty else { return }
    do {
      segments.append(.expression(try FHIRPathExpression(parsing: pending)))
    } catch {
      throw AnonymizerConfigurationError(place, "FHIRPath: \(error.message)")
    }
    if pending.contains("nodesBy") {
      throw AnonymizerConfigurationError(place, "nodesByType() and nodesByName() cannot stand within an argument")
    }
    pending = ""
  }

  /// The path cut at the dots that stand outside of brackets and quotes.
  private static func parts(of text: String, at place: String) throws(AnonymizerConfigurationError) -> [String] {
    var parts: [String] = [""]
    var depth = 0
    var quote: Character?
    var isEscaped = false
    for character in text {
      if let open = quote {
        if !isEscaped && character == open { quote = nil }
        isEscaped = !isEscaped && character == "\\"
      } else if ["'", "\"", "`"].contains(character) {
        quote = character
      } else if character == "(" || character == "[" {
        depth += 1
      } else if character == ")" || character == "]" {
        depth -= 1
      } else if character == ".", depth == 0, !(parts.last?.last?.isNumber ?? false) {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }

  private static func call(_ part: String) -> (name: String, argument: String)? {
    for name in ["nodesByType", "nodesByName"] where part.hasPrefix(name + "(") && part.hasSuffix(")") {
      let argument = part.dropFirst(name.count + 1).dropLast()
      guard argument.count > 2, let quote = argument.first, quote == argument.last, quote == "'" || quote == "\"" else {
        return nil
      }
      return (name, String(argument.dropFirst().dropLast()))
    }
    return nil
  }

  /// The nodes of a resource that the path selects.
  ///
  /// Conditions see the record as it came, whatever earlier rules did to it.
  func select(in resource: ResourceNode, _ context: EvaluationContext) throws(FHIRPathError) -> [ResourceNode] {
    var nodes = [resource]
    for segment in segments {
      switch segment {
      case .byType(let type): nodes = Self.distinct(nodes.flatMap { $0.within { $0.typeName == type } })
      case .byName(let name): nodes = Self.distinct(nodes.flatMap { $0.within { $0.name == name } })
      case .expression(let expression): nodes = try Self.evaluate(expression, on: nodes, in: resource, context)
      }
    }
    return nodes
  }

  private static func distinct(_ nodes: [ResourceNode]) -> [ResourceNode] {
    var seen: Set<ObjectIdentifier> = []
    return nodes.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  private static func evaluate(
    _ expression: FHIRPathExpression, on nodes: [ResourceNode], in resource: ResourceNode, _ context: EvaluationContext
  ) throws(FHIRPathError) -> [ResourceNode] {
    var found: [ResourceNode] = []
    for node in nodes {
      guard let value = node.source else { continue }
      let focus = FHIRPathValue.node(
        node.isResource ? FHIRPathNode(value) : FHIRPathNode(value, typeName: node.typeName))
      for result in try expression.evaluate(on: [focus], in: context) {
        guard let value = result.node?.value, let match = resource.places[value.index] else { continue }
        found.append(match)
      }
    }
    return distinct(found)
  }
}
