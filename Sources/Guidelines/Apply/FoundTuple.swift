import CQL
import CDSHooks
import FHIR
import FHIRPath
import JSON

/// One tuple that a card's define gave, read by the names that mean something. Resources stay where they are.
struct FoundTuple {
  private let tuple: CQLTuple

  init(_ tuple: CQLTuple) { self.tuple = tuple }

  /// A text: null and blank are nothing.
  func text(_ element: PlanFinding.Element) throws(Fault) -> String? {
    guard let value = tuple[element.rawValue], !value.isNull else { return nil }
    guard case .string(let text)? = LogicValue.items(value)?.first?.system else {
      throw Fault(element: element.rawValue, message: "is a \(value.typeName), but must be a String")
    }
    return text.contains { !$0.isWhitespace } ? text : nil
  }

  /// Texts, one or a list; nulls are left out.
  func texts(_ element: PlanFinding.Element) -> [String] {
    guard let value = tuple[element.rawValue], let items = LogicValue.items(value) else { return [] }
    return items.compactMap { item in
      if case .string(let text) = item.system, !text.isEmpty { text } else { nil }
    }
  }

  /// The resources of a list, or the one; nulls are left out.
  func resources(_ element: PlanFinding.Element) throws(Fault) -> [JSONValue] {
    guard let value = tuple[element.rawValue], !value.isNull else { return [] }
    var resources: [JSONValue] = []
    for item in value.items ?? [value] where !item.isNull {
      if case .node(let node) = item, let resource = node.json["resourceType"] != nil ? node.json : nil {
        resources.append(resource)
      } else if let made = LogicValue.items(item)?.first?.node?.value, made["resourceType"] != nil {
        resources.append(made)
      } else {
        throw Fault(element: element.rawValue, message: "holds a \(item.typeName), but must hold resources")
      }
    }
    return resources
  }

  /// An element as FHIRPath sees it; nil for what FHIRPath has no form for.
  func items(_ element: String) -> [FHIRPathValue]? { tuple[element].map { LogicValue.items($0) } ?? [] }

  /// What is wrong with an element.
  struct Fault: Error {
    let element: String
    let message: String
  }
}
