import JSON

/// Functions that have a compiled form; the others call the table's implementation on a compiled input.
extension Compiler {
  func call(_ base: SyntaxNode?, _ function: FunctionName, _ arguments: [SyntaxNode], _ syntax: SyntaxNode) -> Compiled
  {
    let input = base.map(compile) ?? .nodes { (_, node, sink) throws(FHIRPathError) in try sink(node) }
    if !arguments.contains(where: ScopeUse.usesCounters), case .nodes(let stream) = input,
      let compiled = overNodes(stream, function, arguments, syntax.offset)
    {
      return compiled
    }
    if !arguments.contains(where: ScopeUse.usesCounters), case .many(let many) = input,
      let compiled = overMany(many, function, arguments)
    {
      return compiled
    }
    if case .test(let test) = input, function.name == "not" {
      return .test { (frame, node) throws(FHIRPathError) in try test(frame, node).map { !$0 } }
    }
    return general(many(input), function, arguments, hasBase: base != nil, syntax.offset)
  }

  func general(
    _ input: @escaping Many, _ function: FunctionName, _ arguments: [SyntaxNode], hasBase: Bool, _ offset: Int
  ) -> Compiled {
    let implementation = function.definition.implementation
    return .many { (frame, node) throws(FHIRPathError) in
      do throws(FHIRPathError) {
        let items = try input(frame, node)
        try frame.state.spend(1)
        return try frame.state.admit(
          try implementation(
            Invocation(
              interpreter: Interpreter(state: frame.state), input: items, arguments: arguments,
              scope: Scope(focus: [frame.value(node)]), hasBase: hasBase)))
      } catch {
        throw error.at(offset)
      }
    }
  }

  // MARK: Over elements

  func overNodes(_ stream: @escaping NodeStream, _ function: FunctionName, _ arguments: [SyntaxNode], _ offset: Int)
    -> Compiled?
  {
    switch (function.name, arguments.count) {
    case ("where", 1): return .nodes(Self.filter(stream, test(compile(arguments[0]), at: arguments[0].offset)))
    case ("exists", 1): return exists(Self.filter(stream, test(compile(arguments[0]), at: arguments[0].offset)))
    case ("exists", 0): return exists(stream)
    case ("empty", 0):
      return .test { (frame, node) throws(FHIRPathError) in
        !(try stream(frame, node) { (_) throws(FHIRPathError) in true })
      }
    case ("all", 1):
      let test = test(compile(arguments[0]), at: arguments[0].offset)
      return .test { (frame, node) throws(FHIRPathError) in
        !(try stream(frame, node) { (found) throws(FHIRPathError) in try test(frame, found) != true })
      }
    case ("not", 0):
      let test = test(.nodes(stream), at: offset)
      return .test { (frame, node) throws(FHIRPathError) in try test(frame, node).map { !$0 } }
    case ("children", 0): return .nodes(Self.children(stream))
    case ("descendants", 0): return .nodes(Self.descendants(stream))
    case ("matches", 1): return Self.pattern(stream, arguments[0], whole: false, offset)
    case ("matchesFull", 1): return Self.pattern(stream, arguments[0], whole: true, offset)
    case ("select", 1): return select(stream, compile(arguments[0]))
    case ("count", 0):
      return .many { (frame, node) throws(FHIRPathError) in
        var count = 0
        _ = try stream(frame, node) { (_) throws(FHIRPathError) in
          count += 1
          return false
        }
        return [.integer(count)]
      }
    case ("first", 0): return .nodes(Self.first(stream))
    case ("tail", 0): return .nodes(Self.skip(stream, 1))
    case ("skip", 1):
      guard case .literal(.integer(let count)) = arguments[0].form else { return nil }
      return .nodes(Self.skip(stream, count))
    case ("take", 1):
      guard case .literal(.integer(let count)) = arguments[0].form else { return nil }
      return .nodes(Self.take(stream, count))
    case ("single", 0):
      return .nodes { (frame, node, sink) throws(FHIRPathError) in
        guard let only = try Self.single(stream, frame, node, offset) else { return false }
        return try sink(only)
      }
    case ("extension", 1):
      guard case .literal(.string(let url)) = arguments[0].form else { return nil }
      return .nodes(Self.extensions(stream, Array(url.utf8)))
    default: return nil
    }
  }

  func exists(_ stream: @escaping NodeStream) -> Compiled {
    .test { (frame, node) throws(FHIRPathError) in try stream(frame, node) { (_) throws(FHIRPathError) in true } }
  }

  static func filter(_ stream: @escaping NodeStream, _ test: @escaping Test) -> NodeStream {
    { (frame, node, sink) throws(FHIRPathError) in
      try stream(frame, node) { (found) throws(FHIRPathError) in
        try frame.state.spend(1)
        return try test(frame, found) == true ? try sink(found) : false
      }
    }
  }

  func select(_ stream: @escaping NodeStream, _ projection: Compiled) -> Compiled {
    if case .nodes(let inner) = projection {
      return .nodes { (frame, node, sink) throws(FHIRPathError) in
        try stream(frame, node) { (found) throws(FHIRPathError) in try inner(frame, found, sink) }
      }
    }
    let inner = many(projection)
    return .many { (frame, node) throws(FHIRPathError) in
      var result: [FHIRPathValue] = []
      _ = try stream(frame, node) { (found) throws(FHIRPathError) in
        result += try inner(frame, found)
        return result.count > EvaluationContext.maximumItems
      }
      return try frame.state.admit(result)
    }
  }

  static func first(_ stream: @escaping NodeStream) -> NodeStream {
    { (frame, node, sink) throws(FHIRPathError) in
      var chosen: NodeRef?
      _ = try stream(frame, node) { (found) throws(FHIRPathError) in
        chosen = found
        return true
      }
      guard let chosen else { return false }
      return try sink(chosen)
    }
  }

  static func skip(_ stream: @escaping NodeStream, _ count: Int) -> NodeStream {
    { (frame, node, sink) throws(FHIRPathError) in
      var left = count
      return try stream(frame, node) { (found) throws(FHIRPathError) in
        left -= 1
        return left >= 0 ? false : try sink(found)
      }
    }
  }

  static func take(_ stream: @escaping NodeStream, _ count: Int) -> NodeStream {
    { (frame, node, sink) throws(FHIRPathError) in
      guard count > 0 else { return false }
      var left = count
      var isStopped = false
      _ = try stream(frame, node) { (found) throws(FHIRPathError) in
        isStopped = try sink(found)
        left -= 1
        return isStopped || left == 0
      }
      return isStopped
    }
  }

  static let extensionStep = StepName("extension")
  static let urlStep = StepName("url")

  static func extensions(_ stream: @escaping NodeStream, _ url: [UInt8]) -> NodeStream {
    let (step, urlStep) = (extensionStep, urlStep)
    return { (frame, node, sink) throws(FHIRPathError) in
      try stream(frame, node) { (found) throws(FHIRPathError) in
        try frame.step(found, step) { (candidate) throws(FHIRPathError) in
          let matches = try frame.step(candidate, urlStep) { (text) throws(FHIRPathError) in
            if let answer = frame.textEquals(text, url) { return answer }
            return frame.node(text).value?.string.map { $0.utf8.elementsEqual(url) } ?? false
          }
          return matches ? try sink(candidate) : false
        }
      }
    }
  }
}
