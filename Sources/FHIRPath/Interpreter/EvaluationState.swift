import JSON

/// What one evaluation uses up and remembers. Never shared between evaluations.
final class EvaluationState {
  let context: EvaluationContext
  /// What the evaluation started with: `%context`.
  let input: [FHIRPathValue]
  private var stepsLeft: Int
  private var untilDeadlineCheck = 1024
  private var patterns: [String: Pattern] = [:]
  private var documentIndices: [ObjectIdentifier: DocumentIndex] = [:]

  init(context: EvaluationContext, input: [FHIRPathValue]) {
    self.context = context
    self.input = input
    stepsLeft = context.stepBudget
  }

  /// Accounts for `count` steps; now and then looks at the clock.
  @inline(__always) func spend(_ count: Int) throws(FHIRPathError) {
    stepsLeft &-= count
    untilDeadlineCheck &-= count
    if stepsLeft < 0 || untilDeadlineCheck < 0 { try checkLimits() }
  }

  @inline(never) private func checkLimits() throws(FHIRPathError) {
    guard stepsLeft >= 0 else {
      throw FHIRPathError.limit("The evaluation takes more than \(context.stepBudget) steps")
    }
    untilDeadlineCheck = 1024
    if let deadline = context.deadline, ContinuousClock.now >= deadline {
      throw FHIRPathError.limit("The evaluation did not finish before its deadline")
    }
  }

  /// Accounts for a collection that was built.
  func admit(_ items: [FHIRPathValue]) throws(FHIRPathError) -> [FHIRPathValue] {
    guard items.count <= EvaluationContext.maximumItems else {
      throw FHIRPathError.limit("A collection has more than \(EvaluationContext.maximumItems) items")
    }
    try spend(items.count)
    return items
  }

  /// Accounts for a text that was built.
  func admit(_ text: String) throws(FHIRPathError) -> String {
    guard text.utf8.count <= EvaluationContext.maximumText else {
      throw FHIRPathError.limit("A text is longer than \(EvaluationContext.maximumText) bytes")
    }
    try spend(text.utf8.count >> 6)
    return text
  }

  /// The compiled form of a regular expression; a pattern is compiled once an evaluation, unless it comes `compiled`.
  func pattern(
    _ text: String, options: PatternProgram.Options = .init(), compiled: PatternProgram? = nil
  ) throws(FHIRPathError) -> Pattern {
    if let known = patterns[text], known.program.options == options { return known }
    let program: PatternProgram
    if let compiled {
      program = compiled
    } else {
      program = try PatternProgram(text, options: options)
      try spend(program.instructions.count)
    }
    if patterns.count >= 64 { patterns.removeAll() }
    let pattern = Pattern(program)
    patterns[text] = pattern
    return pattern
  }

  /// The index of a document's resources, built at the first reference.
  func documentIndex(_ document: JSONDocument) -> DocumentIndex {
    if let known = documentIndices[ObjectIdentifier(document)] { return known }
    let index = DocumentIndex(document)
    documentIndices[ObjectIdentifier(document)] = index
    return index
  }
}
