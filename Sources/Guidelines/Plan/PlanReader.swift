import CDSHooks
import FHIR
import JSON
import Reasoning

/// Reads a PlanDefinition into a ``GuidelinePlan``, collecting every fault with its place.
struct PlanReader {
  let artifact: ContentArtifact
  /// Whether the plan is read for `$apply`, which makes no cards.
  var isForApplication = false
  let library: ContentLibrary
  let terminology: LocalTerminology
  let profiles: InputProfileLibrary
  var errors: [ContentError] = []
  /// What the plan says and no card can: faults only where the plan is a service, or part of one.
  var cardFaults: [ContentError] = []
  /// The resource types of what expressions may name, by `%name`, for the type checker.
  var variableTypes: [String: String] = [EnvironmentName.patient: "Patient"]
  /// The card being read, where its define gives tuples.
  var finding: PlanFinding?
  /// The plan's CQL, where an expression needs it.
  var logic: PlanLogic?
  /// The CQL of activities that bring their own, by the library's name.
  var activityLogic: [PlanLogic] = []
  /// The actions, where the plan is read for `$apply`.
  var applied: [AppliedAction] = []

  init(
    artifact: ContentArtifact, library: ContentLibrary, terminology: LocalTerminology, profiles: InputProfileLibrary
  ) {
    self.artifact = artifact
    self.library = library
    self.terminology = terminology
    self.profiles = profiles
  }

  /// The plan, or nil when ``errors`` says why not.
  mutating func read() -> GuidelinePlan? {
    let root = artifact.resource.value
    guard let id = artifact.id, artifact.url != nil else {
      fail("", "a service needs an id and a url")
      return nil
    }
    checkSupport(below: root)
    logic = compileLogic(root)
    var (requirements, inputProfiles) = readRequirements(root)
    for requirement in requirements { variableTypes[requirement.key] = requirement.type }
    let variables = readVariables(root, at: "")
    let published = PublishedHabits.cards(of: root)
    let members = isForApplication ? [] : published.compactMap { readMember($0) }
    let cards = isForApplication ? [] : published.filter { !isMember($0) }.compactMap { readCard($0, of: root) }
    if isForApplication { applied = readApplied(below: root) }
    if published.isEmpty { fail("action", "the plan has no action, so it can never say anything") }
    var hooks: [String] = []
    for card in published {
      for hook in card.hooks where !hooks.contains(hook) { hooks.append(hook) }
    }
    if hooks.isEmpty, PublishedHabits.hasTrigger(root) {
      fail("action", "no action has a trigger of type named-event that names a CDS hook")
    }
    requirements += moduleRequirements(besides: requirements, of: root)
    let explicit = requirements
    let (derived, openNeeds) = logicRequirements(besides: explicit)
    requirements += derived
    if !hooks.isEmpty, !isForApplication { errors += cardFaults }
    var plan = GuidelinePlan(
      id: id, canonical: artifact.canonical, version: artifact.version ?? "0",
      isDraft: artifact.standing == .draft, title: root["title"].string ?? id,
      description: root["description"].string ?? root["title"].string ?? id, usage: root["usage"].string, hooks: hooks,
      requirements: requirements, explicit: explicit, openNeeds: openNeeds, inputProfiles: inputProfiles,
      variables: variables, cards: cards, members: members, aliases: PublishedHabits.aliases(of: root),
      isOffByDefault: PlanExtension.offByDefault.first(on: root)?.value["valueBoolean"].bool ?? false,
      options: readOptions(root), file: artifact.file, logic: logic, activityLogic: activityLogic,
      cardFaults: cardFaults)
    addPatient(to: &plan)
    checkVariables(of: plan)
    return errors.isEmpty ? plan : nil
  }

  // MARK: Expressions

  mutating func readText(_ action: JSONValue, _ element: String, at path: String) -> PlanText {
    var text = PlanText(fixed: action[element].string)
    for (index, value) in action["dynamicValue"].elements.enumerated()
    where PublishedHabits.element(value["path"].string) == element {
      text.computed = readExpression(value["expression"], at: "\(path).dynamicValue[\(index)].expression")
    }
    return text
  }

  mutating func readConditions(_ action: JSONValue, at path: String) -> [PlanExpression] {
    action["condition"].elements.enumerated().compactMap { index, condition in
      condition["kind"].stringEquals("applicability")
        ? readExpression(condition["expression"], at: "\(path).condition[\(index)].expression") : nil
    }
  }

  mutating func readVariables(_ element: JSONValue, at prefix: String) -> [PlanVariable] {
    PlanExtension.variable.all(on: element).compactMap { readVariable($0.value, at: prefix + $0.path) }
  }

  mutating func readVariable(_ found: JSONValue, at path: String) -> PlanVariable? {
    let expression = found["valueExpression"]
    guard let name = expression["name"].string, !name.isEmpty else {
      fail("\(path).valueExpression.name", "the variable has no name")
      return nil
    }
    return readExpression(expression, at: "\(path).valueExpression").map { PlanVariable(name: name, expression: $0) }
  }

  mutating func readExpression(_ expression: JSONValue?, at path: String) -> PlanExpression? {
    guard let text = expression["expression"].string else {
      fail(path, "the expression has no text")
      return nil
    }
    guard let language = ExpressionLanguage(expression["language"].string) else {
      fail(
        "\(path).language",
        "the language \(expression["language"].string ?? "(none)") is not run; use text/fhirpath or text/cql-identifier"
      )
      return nil
    }
    if language.isLogic { return readLogic(text, language, at: path) }
    do {
      let types = finding.map { variableTypes.merging($0.variableTypes) { _, own in own } } ?? variableTypes
      return try PlanExpression(
        finding == nil ? text : FindingVariable.rewriting(text), variableTypes: types, file: artifact.file, path: path)
    } catch {
      errors.append(error)
      return nil
    }
  }

  // MARK: Checks

  /// Every `%name` must be a variable that stands before its use, a data requirement, or one that the engine gives.
  private mutating func checkVariables(of plan: GuidelinePlan) {
    var known = Set(plan.requirements.map(\.key)).union(EnvironmentName.all)
    func check(_ expression: PlanExpression, _ extra: Set<String> = []) -> ContentError? {
      guard let unknown = expression.variables.first(where: { !known.contains($0) && !extra.contains($0) }) else {
        return nil
      }
      return ContentError(
        file: expression.file, path: expression.path,
        message: "%\(unknown) is not known here; a variable must stand before its use")
    }
    for variable in plan.variables {
      if let error = check(variable.expression) { errors.append(error) }
      known.insert(variable.name)
    }
    for member in plan.members {
      for condition in member.conditions { if let error = check(condition) { errors.append(error) } }
    }
    for card in plan.cards {
      var local: Set<String> = []
      if let each = card.forEach {
        if let error = check(each.expression) { errors.append(error) }
        local.insert(each.name)
      }
      local.formUnion(card.finding?.variables ?? [])
      for variable in card.variables {
        if let error = check(variable.expression, local) { errors.append(error) }
        local.insert(variable.name)
      }
      for expression in card.expressions { if let error = check(expression, local) { errors.append(error) } }
    }
  }

  private mutating func readRequirements(
    _ root: JSONValue
  ) -> (requirements: [DataRequirement], profiles: [String: [InputProfile]]) {
    var reader = RequirementReader(library: library, terminology: terminology, profiles: profiles)
    let requirements = root["library"].elements.enumerated().flatMap { index, canonical -> [DataRequirement] in
      guard let found = library.artifact("Library", canonical.string ?? "") else {
        fail("library[\(index)]", "the Library \(canonical.string ?? "") is not in the content")
        return []
      }
      // A library of logic states its requirements for other engines, without keys; ours are derived from the logic.
      let isKeyed = found.resource.value["dataRequirement"].elements.allSatisfy { $0["id"].string != nil }
      return logic == nil || isKeyed ? reader.read(found) : []
    }
    errors += reader.errors
    return (requirements, reader.inputProfiles)
  }

  mutating func failAsCard(_ path: String, _ message: String) { cardFaults.append(artifact.error(path, message)) }

  mutating func fail(_ path: String, _ message: String) { errors.append(artifact.error(path, message)) }
}
