import FHIR
import JSON

/// The plan's menu: ActivityDefinitions, with what they compute themselves.
extension PlanReader {
  /// The ActivityDefinition that `canonical` names, in the content or, by `#id`, inside the plan.
  func activity(_ canonical: String) -> ContentArtifact? {
    guard canonical.hasPrefix("#") else { return library.artifact("ActivityDefinition", canonical) }
    let contained = artifact.resource.contained(String(canonical.dropFirst()))
    return contained.flatMap {
      $0.isType("ActivityDefinition") ? ContentArtifact(resource: $0, file: artifact.file) : nil
    }
  }

  /// The activity that `canonical` names; nil when ``errors`` says why not.
  mutating func readActivity(_ canonical: String, at path: String) -> ActivityTemplate? {
    guard let found = self.activity(canonical) else {
      fail(
        path,
        library.artifact("PlanDefinition", canonical) == nil
          ? "the ActivityDefinition \(canonical) is not in the content"
          : "\(canonical) is a plan, and no order: only an action of the first level can stand for it")
      return nil
    }
    var activity = ActivityTemplate(found)
    guard let kind = FHIRTypes.shared.resource(named: activity.kind), !kind.isAbstract else {
      errors.append(found.error("kind", "the kind \(activity.kind) is no resource of R4"))
      return nil
    }
    if let fault = Self.fault(of: found) {
      if !errors.contains(fault) { errors.append(fault) }
      return nil
    }
    activity.settings = readSettings(of: found, kind: kind)
    return activity
  }

  /// The `dynamicValue`s of an activity. Its CQL is that of its own library, or the plan's where it names none.
  private mutating func readSettings(of activity: ContentArtifact, kind: FHIRType) -> [PlanSetting] {
    let values = activity.resource.value["dynamicValue"].elements
    guard !values.isEmpty else { return [] }
    var reader = PlanReader(artifact: activity, library: library, terminology: terminology, profiles: profiles)
    reader.variableTypes = variableTypes
    let brings = activity.resource.value["library"].elements.compactMap { library.artifact("Library", $0.string ?? "") }
    let own = brings.compactMap { library.logic.text(of: $0)?.name }.first
    let isForeign = own != nil && own != logic?.name
    if isForeign {
      reader.logic = activityLogic.first { $0.name == own } ?? reader.compileLogic(activity.resource.value)
    } else {
      reader.logic = logic
    }
    var settings: [PlanSetting] = []
    for (index, value) in values.enumerated() {
      let place = "dynamicValue[\(index)]"
      guard let path = value["path"].string else {
        reader.fail("\(place).path", "a dynamicValue needs the path of an element of the \(kind.name)")
        continue
      }
      if let fault = ElementPath(path, of: kind.name).fault(in: kind) {
        reader.fail("\(place).path", "the path '\(path)' cannot be set: \(fault)")
      }
      guard var expression = reader.readExpression(value["expression"], at: "\(place).expression") else { continue }
      if isForeign, case .define = expression.logic { expression.foreignLogic = reader.logic }
      settings.append(PlanSetting(element: path, expression: expression))
    }
    for error in reader.errors where !errors.contains(error) { errors.append(error) }
    guard let used = reader.logic else { return settings }
    if isForeign {
      activityLogic.removeAll { $0.name == used.name }
      activityLogic.append(used)
    } else {
      logic = used
    }
    return settings
  }

  /// What activities below `root` that name no library of their own write in CQL: it is the plan's.
  func activityExpressions(
    below root: JSONValue
  ) -> [(text: String, language: ExpressionLanguage, path: String)] {
    var found: [(text: String, language: ExpressionLanguage, path: String)] = []
    var seen: Set<String> = []
    var open = Array(root["action"].elements)
    while let action = open.popLast() {
      open += action["action"].elements
      guard let canonical = action["definitionCanonical"]?.string, seen.insert(canonical).inserted,
        let activity = activity(canonical)
      else { continue }
      let value = activity.resource.value
      let isThePlans = value["library"].elements.allSatisfy { named in
        root["library"].elements.contains { $0.string == named.string }
      }
      if isThePlans { found += PlanLogic.expressions(in: value) }
    }
    return found
  }
}
