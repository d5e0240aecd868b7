import CDSHooks
import FHIR
import JSON
import Reasoning

/// Cards: the actions with words of their own.
extension PlanReader {
  /// FHIR's priorities of a request.
  private static let priorities = ["routine", "urgent", "asap", "stat"]

  mutating func readCard(_ card: PublishedCard, of root: JSONValue) -> PlanCard? {
    let (action, path) = (card.action, card.path)
    let each = PlanExtension.forEach.first(on: action).flatMap { found in
      readVariable(found.value, at: "\(path).\(found.path)")
    }
    finding = readFinding(action, at: path)
    defer { finding = nil }
    let coding = action["code"][0]["coding"][0]
    let topic = coding["code"].string.map {
      Coding(code: $0, system: coding["system"].string ?? "", display: coding["display"].string)
    }
    let artifacts = PublishedArtifacts(
      documentation: Array(action["documentation"].elements), plan: root, topic: topic)
    guard let source = artifacts.source else {
      fail("\(path).documentation", "a card needs its source: a documentation with a display")
      return nil
    }
    if let priority = action["priority"].string, !Self.priorities.contains(priority) {
      fail("\(path).priority", "the priority '\(priority)' is none of \(Self.priorities.joined(separator: ", "))")
    }
    let around = card.around.flatMap { readConditions($0.action, at: $0.path) }
    var read = PlanCard(
      id: action["id"].string ?? path, path: path, hooks: Set(card.hooks), forEach: each, finding: finding,
      variables: readVariables(action, at: path + "."), conditions: around + readConditions(action, at: path),
      title: readText(action, "title", at: path), description: readText(action, "description", at: path),
      priority: readText(action, "priority", at: path), indicator: readText(action, "indicator", at: path).computed,
      topic: topic, source: source, links: artifacts.links, citations: artifacts.citations,
      evidence: readEvidence(action, at: path), missing: readMissing(action, at: path),
      overrideReasons: readOverrideReasons(action, at: path),
      selectionBehavior: PublishedHabits.selection(action["selectionBehavior"].string),
      areSuggestionsOne: action["selectionBehavior"].stringEquals("all-or-none"),
      suggestions: readSuggestions(below: action, at: path, of: action, within: []))
    if var finding {
      settle(&finding, in: read.expressions + read.variables.map(\.expression))
      read.finding = finding
    }
    return read
  }

  private mutating func readEvidence(_ action: JSONValue, at path: String) -> [PlanEvidence] {
    PlanExtension.evidence.all(on: action).compactMap { found in
      let place = "\(path).\(found.path).valueExpression"
      return readExpression(found.value["valueExpression"], at: place).map {
        PlanEvidence(label: found.value["valueExpression"]["description"].string, expression: $0)
      }
    }
  }

  private mutating func readMissing(_ action: JSONValue, at path: String) -> [PlanExpression] {
    PlanExtension.missing.all(on: action).compactMap { found in
      readExpression(found.value["valueExpression"], at: "\(path).\(found.path).valueExpression")
    }
  }

  private mutating func readOverrideReasons(_ action: JSONValue, at path: String) -> [Coding] {
    guard let found = PlanExtension.overrideReasons.first(on: action) else { return [] }
    guard let canonical = found.value["valueCanonical"].string, let set = library.artifact("ValueSet", canonical) else {
      fail("\(path).\(found.path).valueCanonical", "the value set of override reasons is not in the content")
      return []
    }
    var codings: [Coding] = []
    for include in set.resource.value["compose"]["include"].elements {
      for concept in include["concept"].elements {
        if let code = concept["code"].string, let system = include["system"].string {
          codings.append(Coding(code: code, system: system, display: concept["display"].string ?? code))
        }
      }
    }
    return codings
  }
}
