import FHIRPath

/// An expression of a plan, compiled, and where it stands in the content for messages.
struct PlanExpression: Sendable {
  /// What is evaluated.
  enum Logic: Sendable {
    case fhirPath(FHIRPathExpression)
    /// A define of the plan's CQL.
    case define(String)
  }

  let logic: Logic
  /// The file and the element, as in `action[0].condition[0].expression`.
  let file: String
  let path: String
  /// The environment variables it refers to.
  let variables: [String]
  /// Whether it looks at the patient's own record.
  let readsPatient: Bool
  /// The CQL that a define is of, where it is not the plan's: an ActivityDefinition may have its own.
  var foreignLogic: PlanLogic?

  /// An expression in FHIRPath.
  /// - Throws: ``ContentError`` that names the place and what is wrong with the expression.
  init(_ text: String, variableTypes: [String: String], file: String, path: String) throws(ContentError) {
    do {
      let compiled = try FHIRPathExpression(
        parsing: text, checking: .standard, focusType: "Patient", variableTypes: variableTypes)
      logic = .fhirPath(compiled)
      variables = compiled.variables.sorted()
      readsPatient = compiled.readsInput || variables.contains(EnvironmentName.patient)
    } catch {
      throw ContentError(file: file, path: path, message: "the FHIRPath expression is wrong: \(error)")
    }
    self.file = file
    self.path = path
  }

  /// An expression in CQL, which a define of the plan's library stands for.
  init(define: String, file: String, path: String) {
    logic = .define(define)
    variables = []
    readsPatient = false
    self.file = file
    self.path = path
  }
}
