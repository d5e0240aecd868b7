import JSON

/// Lambdas over items that are not all elements of the frame's document.
extension Compiler {
  /// Lambdas over variables, resolved references and the like: compiled for elements, interpreted for other items.
  func overMany(_ input: @escaping Many, _ function: FunctionName, _ arguments: [SyntaxNode]) -> Compiled? {
    guard arguments.count == 1 else { return nil }
    let syntax = arguments[0]
    switch function.name {
    case "where":
      let test = self.itemTest(syntax)
      return .many { (frame, node) throws(FHIRPathError) in
        var result: [FHIRPathValue] = []
        for item in try input(frame, node) where try test(item, frame) == true { result.append(item) }
        return result
      }
    case "exists":
      let test = self.itemTest(syntax)
      return .test { (frame, node) throws(FHIRPathError) in
        for item in try input(frame, node) where try test(item, frame) == true { return true }
        return false
      }
    case "all":
      let test = self.itemTest(syntax)
      return .test { (frame, node) throws(FHIRPathError) in
        for item in try input(frame, node) where try test(item, frame) != true { return false }
        return true
      }
    case "select":
      let projection = many(compile(syntax))
      return .many { (frame, node) throws(FHIRPathError) in
        var result: [FHIRPathValue] = []
        for item in try input(frame, node) {
          try frame.state.spend(1)
          result += try Self.within(item, frame, syntax) { (inner, found) throws(FHIRPathError) in
            try projection(inner, found)
          }
          guard result.count <= EvaluationContext.maximumItems else { break }
        }
        return try frame.state.admit(result)
      }
    default: return nil
    }
  }

  func itemTest(_ syntax: SyntaxNode) -> @Sendable (FHIRPathValue, Frame) throws(FHIRPathError) -> Bool? {
    let test = test(compile(syntax), at: syntax.offset)
    return { (item, frame) throws(FHIRPathError) in
      try frame.state.spend(1)
      guard case .node(let node) = item, Frame.canRun(over: node.document) else {
        do throws(FHIRPathError) {
          return try Singleton.boolean(try Self.interpret(syntax, item, frame))
        } catch {
          throw error.at(syntax.offset)
        }
      }
      if node.document === frame.document { return try test(frame, NodeRef(node)) }
      return try Frame.with(node.document, frame.state) { (inner) throws(FHIRPathError) in
        try test(inner, NodeRef(node))
      }
    }
  }

  static func within(
    _ item: FHIRPathValue, _ frame: Frame, _ syntax: SyntaxNode,
    _ body: (Frame, NodeRef) throws(FHIRPathError) -> [FHIRPathValue]
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    guard case .node(let node) = item, Frame.canRun(over: node.document) else {
      return try interpret(syntax, item, frame)
    }
    if node.document === frame.document { return try body(frame, NodeRef(node)) }
    return try Frame.with(node.document, frame.state) { (inner) throws(FHIRPathError) in
      try body(inner, NodeRef(node))
    }
  }

  static func interpret(
    _ syntax: SyntaxNode, _ item: FHIRPathValue, _ frame: Frame
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    var scope = Scope(focus: [item])
    return try Interpreter(state: frame.state).evaluate(syntax, &scope)
  }
}
