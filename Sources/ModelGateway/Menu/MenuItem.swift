public import CDSHooks
public import FHIR
public import Reasoning

/// One thing that a model may propose, by id: an ActivityDefinition of the clinic's. The model never writes the resource.
public struct MenuItem: Sendable {
  /// The id that the model names.
  public let id: String
  /// The words that clinicians read.
  public let title: String
  /// The codes that it orders, `system|code`.
  public let codes: [String]
  /// The ActivityDefinition's canonical, `url` or `url|version`; nil where there is none.
  public let canonical: String?
  /// Makes the change for a patient; nil when it cannot be made there (no draft to replace).
  public let build: @Sendable (Chart) -> Action?

  /// An item.
  public init(
    id: String, title: String, codes: [String] = [], canonical: String? = nil,
    build: @escaping @Sendable (Chart) -> Action?
  ) {
    self.id = id
    self.title = title
    self.codes = codes
    self.canonical = canonical
    self.build = build
  }

  /// Whether a registration's list of canonicals names it, with or without a version.
  func isListed(in canonicals: [String]) -> Bool {
    guard let canonical, let url = canonical.split(separator: "|").first else { return false }
    return canonicals.contains { $0 == canonical || $0 == url }
  }

  /// An ActivityDefinition as a new draft order; nil when it has no id, or makes something else than an order.
  public init?(_ definition: Resource) {
    guard definition.isType("ActivityDefinition"), let order = ActivityOrder(definition), let id = definition.id else {
      return nil
    }
    self.init(id: id, title: order.title, codes: order.codes, canonical: order.canonical) { chart in
      .create(order.draft(for: chart), description: order.title)
    }
  }
}
