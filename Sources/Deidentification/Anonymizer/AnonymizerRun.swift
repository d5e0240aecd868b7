import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// One document on its way through the rules. A node that a rule has touched is left alone by the later ones.
struct AnonymizerRun {
  let configuration: AnonymizerConfiguration
  let context: EvaluationContext
  let dates: DateShift
  let cryptoHashKey: String
  let encryptKey: [UInt8]
  var visited: Set<ObjectIdentifier> = []

  init(
    _ configuration: AnonymizerConfiguration, _ context: EvaluationContext, scope: String?,
    random: inout some RandomNumberGenerator
  ) {
    self.configuration = configuration
    self.context = context
    func secret() -> String {
      KeyText.digits(of: (0..<4).map { _ in UInt64.random(in: .min ... .max, using: &random) })
    }
    let (dateShiftKey, hashKey) = (secret(), secret())
    dates = DateShift(
      key: configuration.dateShiftKey.isEmpty ? dateShiftKey : configuration.dateShiftKey, scope: scope,
      fixedOffset: configuration.fixedOffset, keepsYear: configuration.keepsPartialDates, today: context.now.date)
    cryptoHashKey = configuration.cryptoHashKey.isEmpty ? hashKey : configuration.cryptoHashKey
    encryptKey = configuration.encryptKey.isEmpty ? Array(hashKey.utf8.prefix(32)) : configuration.encryptKey
  }

  /// Applies the rules to a resource and to the resources in it; answers what was done, and labels it.
  mutating func process(
    _ resource: ResourceNode, random: inout some RandomNumberGenerator
  ) throws(DeidentificationError) -> Set<SecurityLabel> {
    var labels: Set<SecurityLabel> = []
    for rule in configuration.rules where rule.path.resourceType == nil || rule.path.resourceType == resource.typeName {
      let nodes: [ResourceNode]
      do throws(FHIRPathError) {
        nodes = try rule.path.select(in: resource, context)
      } catch {
        throw DeidentificationError(.notApplicable, path: rule.place, "the path cannot be evaluated on this resource")
      }
      for node in nodes { try apply(rule, to: node, &labels, &random) }
    }
    for inner in Self.innerResources(of: resource) { labels.formUnion(try process(inner, random: &random)) }
    if resource.name != "contained" { Self.add(labels, to: resource) }
    return labels
  }

  private static func innerResources(of node: ResourceNode) -> [ResourceNode] {
    node.children.flatMap { $0.isResource ? [$0] : innerResources(of: $0) }
  }

  private mutating func apply(
    _ rule: AnonymizerRule, to node: ResourceNode, _ labels: inout Set<SecurityLabel>,
    _ random: inout some RandomNumberGenerator
  ) throws(DeidentificationError) {
    guard !visited.contains(ObjectIdentifier(node)) else { return }
    if let label = try perform(rule, on: node, &random) { labels.insert(label) }
    visited.insert(ObjectIdentifier(node))
    for child in node.children where !child.isResource { try apply(rule, to: child, &labels, &random) }
  }

  private mutating func perform(
    _ rule: AnonymizerRule, on node: ResourceNode, _ random: inout some RandomNumberGenerator
  ) throws(DeidentificationError) -> SecurityLabel? {
    switch rule.method {
    case .keep: return nil
    case .redact: return redact(node)
    case .dateShift: return dates.shift(node)
    case .cryptoHash: return try hash(node, rule)
    case .encrypt: return try encrypt(node, rule, &random)
    case .substitute(let replacement): return try substitute(node, replacement, rule)
    case .perturb(let perturbation): return perturb(node, perturbation, &random)
    case .generalize(let generalization): return try generalize(node, generalization, rule)
    }
  }

  private static func add(_ labels: Set<SecurityLabel>, to resource: ResourceNode) {
    guard !labels.isEmpty, let metaElement = resource.type.property(named: "meta"),
      let security = metaElement.type.property(named: "security")
    else { return }
    let meta = resource.children(named: "meta").first ?? node(metaElement, in: resource)
    let known = Set(meta.children(named: "security").compactMap { $0.children(named: "code").first?.text })
    for label in labels.sorted() where !known.contains(label.code) {
      let coding = node(security, in: meta)
      for (name, text) in [("system", label.system), ("code", label.code), ("display", label.display)] {
        guard let text, let property = coding.type.property(named: name) else { continue }
        node(property, in: coding).value = .text(text)
      }
    }
  }

  static func node(_ property: FHIRProperty, in parent: ResourceNode) -> ResourceNode {
    let node = ResourceNode(
      name: property.element.name, jsonName: property.jsonName, type: property.type,
      isCollection: property.element.isCollection, source: nil, parent: parent)
    parent.children.append(node)
    return node
  }
}

/// Keys that no configuration gives.
enum KeyText {
  static func digits(of words: [UInt64]) -> String {
    words.map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }
}
