import FHIRPath

/// A FHIRPath expression of a plan, compiled, and where it stands in the content for messages.
struct PlanExpression: Sendable {
  let compiled: FHIRPathExpression
  /// The file and the element, as in `action[0].condition[0].expression`.
  let file: String
  let path: String
  /// The environment variables it refers to.
  let variables: [String]

  /// - Throws: ``ContentError`` that names the place and what is wrong with the expression.
  init(_ text: String, variableTypes: [String: String], file: String, path: String) throws(ContentError) {
    do {
      compiled = try FHIRPathExpression(
        parsing: text, checking: .standard, focusType: "Patient", variableTypes: variableTypes)
    } catch {
      throw ContentError(file: file, path: path, message: "the FHIRPath expression is wrong: \(error)")
    }
    self.file = file
    self.path = path
    variables = compiled.variables.sorted()
  }
}
