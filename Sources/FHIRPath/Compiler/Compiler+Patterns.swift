import JSON

/// `matches('…')` with a constant pattern: read while compiling, run over the element's own bytes.
extension Compiler {
  /// The test, or nil when the pattern is no constant, or is wrong, which evaluation has to say.
  static func pattern(
    _ stream: @escaping NodeStream, _ argument: SyntaxNode, whole: Bool, _ offset: Int
  ) -> Compiled? {
    guard case .literal(.string(let text)) = argument.form, let program = try? PatternProgram(text) else { return nil }
    return .test { (frame, node) throws(FHIRPathError) in
      guard let only = try single(stream, frame, node, offset) else { return nil }
      do throws(FHIRPathError) {
        try frame.state.spend(1)
        let pattern = try frame.state.pattern(text, compiled: program)
        let element = frame.nodes[Int(only.index)]
        if element.kind == .string {
          let bytes = UnsafeBufferPointer(rebasing: frame.bytes[Int(element.start)..<Int(element.end)])
          return try pattern.matches(bytes, whole: whole, frame.state)
        }
        guard let string = try Singleton.string([frame.value(only)]) else { return nil }
        return try pattern.matches(string, whole: whole, frame.state)
      } catch {
        throw error.at(offset)
      }
    }
  }
}
