import CDSHooks
import CQL
import ClinicalTypes
import FHIR
import FHIRPath
import JSON
import Reasoning

/// The values that a plan's expressions see during one hook call: the chart's, and the plan's variables, each evaluated
/// once and only when an expression that is evaluated refers to it.
struct PlanScope {
  private let planID: String
  private let chart: Chart
  private let focus: [FHIRPathValue]
  private var context: EvaluationContext
  private var pending: [String: PlanExpression] = [:]
  private let logic: PlanLogic?
  private let session: LogicSession?
  /// What the plan's CQL needed and is not known to be there in full.
  let logicGaps: [String]

  /// `session`: the CQL of the call, where several plans share it.
  init(
    plan: GuidelinePlan, chart: Chart, terminology: any TerminologyService, deadline: ContinuousClock.Instant,
    session: LogicSession? = nil
  ) {
    planID = plan.id
    self.chart = chart
    logic = plan.logic
    self.session =
      session
      ?? (plan.allLogic.isEmpty
        ? nil
        : LogicSession(
          chart: chart, terminology: terminology, libraries: plan.allLogic.flatMap(\.engine.libraries),
          options: plan.logic?.options ?? [:], deadline: deadline))
    // A library that takes the gaps itself says what they mean for its cards.
    logicGaps = plan.logic.map { $0.takesGaps ? [] : LogicSession.gaps(of: chart) } ?? []
    let patient = (chart.patient?.resource.value).map { [FHIRPathValue($0)] } ?? []
    focus = patient
    context = EvaluationContext(now: chart.now)
    context.deadline = deadline
    context.terminology = terminology
    context.resource = patient.first
    context.rootResource = patient.first
    context.resolver = ChartResolver(chart: chart)
    var variables: [String: [FHIRPathValue]] = [:]
    variables[EnvironmentName.patient] = patient
    variables[EnvironmentName.draftOrders] = chart.draftOrders.map { FHIRPathValue($0.value) }
    variables[EnvironmentName.selected] = chart.selected.map { FHIRPathValue($0.value) }
    variables[EnvironmentName.hook] = [.string(chart.hook)]
    variables[EnvironmentName.userID] = chart.userID.map { [.string($0)] } ?? []
    variables[EnvironmentName.encounterID] = chart.context.encounterID.map { [.string($0)] } ?? []
    variables[EnvironmentName.gaps] = chart.gapKeys.map { .string($0) }
    context.variables = variables
    declare(plan.variables)
  }

  /// Makes `variables` known; those of the same name that were known before are hidden.
  mutating func declare(_ variables: [PlanVariable]) {
    for variable in variables {
      context.variables[variable.name] = nil
      pending[variable.name] = variable.expression
    }
  }

  /// Gives a name its value.
  mutating func bind(_ name: String, to value: FHIRPathValue) {
    pending[name] = nil
    context.variables[name] = [value]
  }

  /// Gives a card's FHIRPath the elements of a tuple that it asks for.
  mutating func bind(_ tuple: FoundTuple, of finding: PlanFinding) throws(GuidelineError) {
    for variable in finding.variables {
      guard let element = FindingVariable.element(of: variable) else { continue }
      guard let items = tuple.items(element) else {
        throw fault(finding.expression.path, "the element \(element) cannot be used in FHIRPath")
      }
      pending[variable] = nil
      context.variables[variable] = items
    }
  }

  /// The tuples that a card's define gives.
  mutating func tuples(of finding: PlanFinding) throws(GuidelineError) -> [FoundTuple] {
    guard case .define(let define) = finding.expression.logic else { return [] }
    let value = try value(ofDefine: define, at: finding.expression.path)
    var tuples: [FoundTuple] = []
    for item in value.items ?? [value] where !item.isNull {
      guard case .tuple(let tuple) = item else {
        throw fault(finding.expression.path, "the define \"\(define)\" gave a \(item.typeName), which is no finding")
      }
      tuples.append(FoundTuple(tuple))
    }
    return tuples
  }

  /// Ends a plan whose findings are too many to be written in time; expressions look at the clock themselves.
  func checkDeadline(at path: String) throws(GuidelineError) {
    if let deadline = context.deadline, ContinuousClock.now >= deadline {
      throw fault(path, "the findings could not be written in time")
    }
  }

  /// What `expression` yields, after the variables that it refers to.
  mutating func evaluate(_ expression: PlanExpression) throws(GuidelineError) -> [FHIRPathValue] {
    for name in expression.variables {
      if let definition = pending.removeValue(forKey: name) {
        context.variables[name] = try evaluate(definition)
      } else if context.variables[name] == nil, let result = chart[name] {
        context.variables[name] = result.resources.map { FHIRPathValue($0.resource.value) }
      }
    }
    switch expression.logic {
    case .fhirPath(let compiled):
      do {
        return try compiled.evaluate(on: focus, in: context)
      } catch {
        throw fault(expression.path, "\(error)")
      }
    case .define(let define):
      return try evaluate(define: define, of: expression.foreignLogic, at: expression.path)
    }
  }

  private mutating func value(
    ofDefine define: String, of foreign: PlanLogic? = nil, at path: String
  ) throws(GuidelineError) -> CQLValue {
    guard let logic = foreign ?? logic, let session else { throw fault(path, "the plan has no CQL") }
    do throws(CQLError) {
      return try session.value(of: define, in: logic)
    } catch {
      throw fault(path, "\(error)")
    }
  }

  private mutating func evaluate(
    define: String, of foreign: PlanLogic?, at path: String
  ) throws(GuidelineError) -> [FHIRPathValue] {
    let value = try value(ofDefine: define, of: foreign, at: path)
    guard let items = LogicValue.items(value) else {
      throw fault(path, "the define \"\(define)\" gave a \(value.typeName), which cannot be used here")
    }
    return items
  }

  /// Whether a condition holds. Nothing is false, as in `PlanDefinition/$apply`; anything but one boolean is a fault of
  /// the content, never silently false.
  mutating func isTrue(_ condition: PlanExpression) throws(GuidelineError) -> Bool {
    let values = try evaluate(condition)
    guard let value = values.first else { return false }
    guard values.count == 1, case .boolean(let bool) = value.system else {
      throw fault(condition.path, "the condition gave \(values.count) items, or one that is no boolean")
    }
    return bool
  }

  mutating func areTrue(_ conditions: [PlanExpression]) throws(GuidelineError) -> Bool {
    for condition in conditions where try !isTrue(condition) { return false }
    return true
  }

  /// The text: what its expression yields, else the fixed one.
  mutating func text(_ text: PlanText) throws(GuidelineError) -> String? {
    guard let computed = text.computed else { return text.fixed }
    let values = try evaluate(computed)
    guard let value = values.first else { return text.fixed }
    guard values.count == 1, case .string(let string) = value.system else {
      throw fault(computed.path, "the text's expression gave \(values.count) items, or one that is no string")
    }
    return string
  }

  /// Gives an element of a resource the value that its expression yields; nothing leaves it.
  mutating func set(
    _ setting: PlanSetting, of resource: inout JSONTree, type: FHIRType? = nil
  ) throws(GuidelineError) {
    let values = try evaluate(setting.expression)
    do throws(ElementFit.Misfit) {
      try ElementValue.set(setting.element, of: &resource, to: values, type: type)
    } catch {
      throw fault(setting.expression.path, error.message)
    }
  }

  /// The strings that an expression yields.
  mutating func strings(_ expression: PlanExpression) throws(GuidelineError) -> [String] {
    try evaluate(expression).compactMap { value in
      if case .string(let string) = value.system { string } else { nil }
    }
  }

  /// The resources that decided the conditions that are written in CQL; nil where they cannot be told, as for want of time.
  func evidence(for conditions: [PlanExpression]) -> [Resource]? {
    guard let logic, let session else { return [] }
    var resources: [Resource] = []
    for condition in conditions {
      guard case .define(let define) = condition.logic else { continue }
      guard let found = try? session.evidence(for: define, in: logic) else { return nil }
      for resource in found where !resources.contains(resource) { resources.append(resource) }
    }
    return resources
  }

  func fault(_ path: String, _ message: String) -> GuidelineError {
    GuidelineError(plan: planID, path: path, message: message)
  }
}
