import FHIR
import JSON

/// What R4 allows in a plan and nothing here runs: refused, since an order without it would be half made.
extension PlanReader {
  private static let unsupported = [
    "definitionUri": "a definitionUri names nothing that is run here: use definitionCanonical",
    "transform": "a transform (StructureMap) is not run: say it with dynamicValue",
  ]

  /// Notes what cannot be run in the actions below `element`, at whatever depth.
  mutating func checkSupport(below element: JSONValue, at prefix: String = "") {
    for (index, action) in element["action"].elements.enumerated() {
      let path = "\(prefix)action[\(index)]"
      for (name, message) in Self.unsupported.sorted(by: { $0.key < $1.key }) where action[name] != nil {
        fail("\(path).\(name)", message)
      }
      if action["action"] != nil, let canonical = action["definitionCanonical"]?.string,
        library.artifact("PlanDefinition", canonical) != nil
      {
        failAsCard(
          "\(path).action",
          "an action that stands for a plan has that plan's cards, and those of its own would be lost: name the plan in an "
            + "action beside it")
      }
      checkSupport(below: action, at: path + ".")
    }
  }

  /// What keeps an activity from being made in full; nil for nothing.
  static func fault(of activity: ContentArtifact) -> ContentError? {
    guard activity.resource.value["transform"] != nil, let message = unsupported["transform"] else { return nil }
    return activity.error("transform", message)
  }
}
