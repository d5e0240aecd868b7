import CQL
import FHIR
import JSON
import Reasoning

/// What a plan writes in CQL.
extension PlanReader {
  /// Compiles the plan's library when one of its expressions is written in CQL.
  mutating func compileLogic(_ root: JSONValue) -> PlanLogic? {
    let expressions = PlanLogic.expressions(in: root) + activityExpressions(below: root)
    guard let first = expressions.first else { return nil }
    let libraries = root["library"].elements.compactMap { library.artifact("Library", $0.string ?? "") }
    guard let text = libraries.compactMap({ library.logic.text(of: $0) }).first else {
      fail("library", "an expression (\(first.path)) is in CQL, and no library of the plan has CQL or ELM")
      return nil
    }
    do {
      // What names a define needs no compiling; what might be either is tried as a name first.
      let plain = PlanLogic(engine: try library.logic.compile(text, inline: []), inline: [])
      var inline: [InlineExpression] = []
      for expression in expressions where expression.language == .cql {
        guard plain.define(for: expression.text, .cql) == nil, !inline.contains(where: { $0.text == expression.text })
        else { continue }
        inline.append(
          InlineExpression(
            define: "Chartside expression \(inline.count + 1)", text: expression.text, file: artifact.file,
            path: expression.path))
      }
      guard !inline.isEmpty else { return plain }
      return PlanLogic(engine: try library.logic.compile(text, inline: inline), inline: inline)
    } catch {
      errors += error.errors
      return nil
    }
  }

  /// The define that stands for an expression in CQL.
  mutating func readLogic(_ text: String, _ language: ExpressionLanguage, at path: String) -> PlanExpression? {
    // Without logic, compiling has told why.
    guard let define = logic?.define(for: text, language) else {
      if let logic {
        let near = logic.suggestion(for: text).map { "; did you mean \"\($0)\"?" } ?? ""
        fail(path, "the library \(logic.name) has no define \"\(text)\"\(near)")
      }
      return nil
    }
    logic?.use(define)
    return PlanExpression(define: define, file: artifact.file, path: path)
  }

  /// What the Library resources of included CQL libraries ask for under keys, as far as the logic in use needs the type.
  mutating func moduleRequirements(besides requirements: [DataRequirement], of root: JSONValue) -> [DataRequirement] {
    guard let logic else { return [] }
    let own = root["library"].elements.compactMap { library.artifact("Library", $0.string ?? "")?.canonical }
    let types = Set(logic.needs.map(\.type))
    var reader = RequirementReader(library: library, terminology: terminology, profiles: profiles)
    var found: [DataRequirement] = []
    for included in logic.engine.libraries.dropFirst() {
      let module = library.artifacts.last {
        $0.resource.isType("Library") && $0.resource.value["name"].string == included.identifier.name
      }
      guard let module, !own.contains(module.canonical),
        module.resource.value["dataRequirement"].elements.allSatisfy({ $0["id"].string != nil })
      else { continue }
      for requirement in reader.read(module)
      where types.contains(requirement.type) && !(requirements + found).contains(where: { $0.key == requirement.key }) {
        found.append(requirement)
      }
    }
    errors += reader.errors
    return found
  }

  /// What the CQL in use retrieves, besides what the plan's libraries ask for by key.
  mutating func logicRequirements(
    besides requirements: [DataRequirement]
  ) -> (derived: [DataRequirement], open: [DataNeed]) {
    let all = (logic.map { [$0] } ?? []) + activityLogic
    guard let logic = all.first else { return ([], []) }
    let needs = all.flatMap(\.needs)
    for url in library.remoteValueSets(of: needs) where !library.valueSetsMayBeRemote {
      fail(
        "library",
        "the CQL of \(logic.name) retrieves by the ValueSet \(url), which is not in the content, and no terminology server "
          + "is known that could have it")
    }
    do {
      let derived = LogicRequirements(needs: needs, terminology: terminology)
      return (try derived.requirements(besides: requirements), derived.open(besides: requirements))
    } catch {
      fail("library", "a prefetch template derived from the CQL is wrong: \(error)")
      return ([], [])
    }
  }

  /// Asks for the patient where an expression looks at the record and nothing else asks: without it a condition about the
  /// patient would be false for everybody, and look like "checked".
  mutating func addPatient(to plan: inout GuidelinePlan) {
    guard !plan.requirements.contains(where: { $0.type == "Patient" }),
      (plan.expressions + applied.flatMap(\.expressions)).contains(where: \.readsPatient)
    else { return }
    let need = DataNeed(type: "Patient")
    do {
      let derived = try LogicRequirements(needs: [need], terminology: terminology)
        .requirements(besides: [], avoiding: Set(plan.requirements.map(\.key)))
      plan.requirements = derived + plan.requirements
      plan.openNeeds.append(need)
    } catch {
      fail("", "the query for the patient is wrong: \(error)")
    }
  }
}
