/// A pattern in use by one evaluation, with the automata that its texts built.
final class Pattern {
  let program: PatternProgram
  private var automata: (somewhere: PatternAutomaton?, whole: PatternAutomaton?)?

  init(_ program: PatternProgram) { self.program = program }

  /// Whether a UTF-8 text matches somewhere, or with `whole` from end to end.
  func matches(
    _ text: UnsafeBufferPointer<UInt8>, whole: Bool, _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool {
    let known = automata ?? (PatternAutomaton(program, whole: false), PatternAutomaton(program, whole: true))
    automata = known
    if let found = (whole ? known.whole : known.somewhere)?.matches(text) {
      try state.spend(found.work >> 4)
      return found.isMatch
    }
    var matcher = PatternMatcher(program, over: String(decoding: text, as: UTF8.self))
    let result = try matcher.matches(whole: whole)
    try state.spend(matcher.work >> 4)
    return result
  }

  /// Whether a text matches somewhere, or with `whole` from end to end.
  func matches(_ text: String, whole: Bool, _ state: EvaluationState) throws(FHIRPathError) -> Bool {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { (bytes) throws(FHIRPathError) in
      try matches(bytes, whole: whole, state)
    }
  }
}
