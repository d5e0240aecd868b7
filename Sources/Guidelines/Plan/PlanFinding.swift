import CQL
import FHIR

/// The define that gives a card's findings: a tuple, or a list of them, each of which is one card.
struct PlanFinding: Sendable {
  /// The elements of a tuple that the engine reads itself.
  enum Element: String, CaseIterable, Sendable {
    case summary
    case detail
    case indicator
    case order
    case evidence
    case missing
    case id
  }

  let expression: PlanExpression
  /// The elements of the tuple with their types; nil where the library (as ELM) does not tell.
  let elements: [CQLType.TupleElement]?
  /// The elements that the card's FHIRPath refers to, by the names of ``FindingVariable``.
  var variables: Set<String> = []

  /// Reads the type of the define.
  init(_ expression: PlanExpression, type: CQLType?) {
    self.expression = expression
    elements = Self.tuple(type)
  }

  /// The elements of a tuple, of a list of them, or of unlike tuples that a union has brought together.
  private static func tuple(_ type: CQLType?) -> [CQLType.TupleElement]? {
    switch type {
    case .tuple(let elements): return elements
    case .list(let inner): return tuple(inner)
    case .choice(let types):
      var all: [CQLType.TupleElement] = []
      for type in types where type != .any {
        guard let elements = tuple(type) else { return nil }
        for element in elements {
          guard let place = all.firstIndex(where: { $0.name == element.name }) else {
            all.append(element)
            continue
          }
          // Of unlike types the first that says something; the others are looked at when they come.
          if all[place].type == .any || all[place].type == .list(.any) { all[place] = element }
        }
      }
      return all
    default: return nil
    }
  }

  /// What keeps the define's type from giving cards, each a sentence.
  static func faults(of type: CQLType?, named define: String, hasTitle: Bool) -> [String] {
    guard let type else { return [] }
    guard let elements = tuple(type) else {
      if type == .any || type == .list(.any) { return [] }
      return [
        "the define \"\(define)\" gives \(type), but a finding is a Tuple { summary String, … } or a list of them"
      ]
    }
    var faults: [String] = []
    if !hasTitle, !elements.contains(where: { $0.name == Element.summary.rawValue }) {
      faults.append("the tuples of \"\(define)\" have no element summary, and the action has no title")
    }
    for element in elements {
      guard let known = Element(rawValue: element.name), !fits(element.type, known) else { continue }
      faults.append("the element \(element.name) of \"\(define)\" is \(element.type), but must be \(wanted(known))")
    }
    return faults
  }

  private static func fits(_ type: CQLType, _ element: Element) -> Bool {
    if type == .any { return true }
    switch (element, type) {
    case (.summary, .system(.string)), (.detail, .system(.string)), (.indicator, .system(.string)),
      (.id, .system(.string)), (.missing, .system(.string)), (.missing, .list(.system(.string))),
      (.missing, .list(.system(.any))):
      return true
    case (.order, _): return isResource(type)
    case (.evidence, .list(let inner)): return inner == .any || isResource(inner)
    case (.evidence, _): return isResource(type)
    default: return false
    }
  }

  private static func isResource(_ type: CQLType) -> Bool {
    switch type {
    case .model(let model): FHIRTypes.shared.resource(named: model.name) != nil || model.name.hasSuffix("Resource")
    case .choice(let types): types.allSatisfy { isResource($0) || $0 == .any }
    default: false
    }
  }

  private static func wanted(_ element: Element) -> String {
    switch element {
    case .order: "a resource, the draft order"
    case .evidence: "a list of resources"
    case .missing: "a List<String>"
    case .summary, .detail, .indicator, .id: "a String"
    }
  }

  /// The FHIR types of the elements, for the type checker, by the names of ``FindingVariable``.
  var variableTypes: [String: String] {
    var types: [String: String] = [:]
    for element in elements ?? [] {
      var type = element.type
      if case .list(let inner) = type { type = inner }
      guard case .model(let model) = type, FHIRTypes.shared.type(named: model.name) != nil else { continue }
      types[FindingVariable.name(of: element.name)] = model.name
    }
    return types
  }
}
