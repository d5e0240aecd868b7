import JSON

/// Turns a tree into closures chosen by what an expression gives: elements are pushed into a sink, conditions return a
/// `Bool?`, anything else returns a collection. What is not worth a closure of its own is left to the interpreter, with
/// its input compiled.
struct Compiler {
  /// The compiled form of an expression over one element, or nil when all of it is the interpreter's.
  static func compile(_ node: SyntaxNode) -> Compiled? {
    if ScopeUse.definesVariables(node) || ScopeUse.usesCounters(node) && !isCovered(node) { return nil }
    return Compiler().compile(node)
  }

  /// Whether every `$index` and `$total` stands inside an argument that binds it.
  private static func isCovered(_ node: SyntaxNode) -> Bool {
    switch node.form {
    case .index, .total: return false
    case .literal, .empty, .this, .variable: return true
    case .member(let base, _), .typeCall(let base, _, _): return base.map(isCovered) ?? true
    case .call(let base, let function, let arguments):
      guard base.map(isCovered) ?? true else { return false }
      return arguments.indices.allSatisfy { isLambda(function, $0) || isCovered(arguments[$0]) }
    case .indexer(let base, let index): return isCovered(base) && isCovered(index)
    case .signed(_, let operand), .typeOperator(_, let operand, _): return isCovered(operand)
    case .binary(_, let left, let right): return isCovered(left) && isCovered(right)
    }
  }

  private static func isLambda(_ function: FunctionName, _ index: Int) -> Bool {
    switch function.definition.signature.parameter(index) {
    case .criterion, .projection, .lambda: function.name != "iif"
    default: false
    }
  }

  // MARK: Shapes

  func compile(_ node: SyntaxNode) -> Compiled {
    switch node.form {
    case .literal(let literal): return constant([FHIRPathValue(literal)])
    case .empty: return constant([])
    case .this: return .nodes { (_, node, sink) throws(FHIRPathError) in try sink(node) }
    case .member(nil, let name): return root(name)
    case .member(let base?, let name): return step(compile(base), name)
    case .call(let base, let function, let arguments): return call(base, function, arguments, node)
    case .typeCall(let base, let function, let type):
      let input = base.map(compile) ?? compile(SyntaxNode(.this, at: node.offset))
      switch function {
      case .is: return isTest(input, type, node.offset)
      case .as: return cast(input, type, isMany: false, node)
      case .ofType: return cast(input, type, isMany: true, node)
      }
    case .typeOperator(let operation, let operand, let type):
      let input = compile(operand)
      return operation == .is ? isTest(input, type, node.offset) : cast(input, type, isMany: false, node)
    case .indexer(let base, let index): return indexer(compile(base), index, node)
    case .binary(let binary, let left, let right): return self.binary(binary, left, right, node)
    case .signed(let sign, let operand):
      let many = many(compile(operand))
      let offset = node.offset
      return .many { (frame, node) throws(FHIRPathError) in
        do throws(FHIRPathError) {
          return try Arithmetic.signed(sign, try many(frame, node))
        } catch {
          throw error.at(offset)
        }
      }
    case .variable(let name): return variable(name, node.offset)
    case .index, .total: return interpreted(node)
    }
  }

  /// Compiled code has no defined variables around it; those of the context are looked up.
  private func variable(_ name: String, _ offset: Int) -> Compiled {
    .many { (frame, _) throws(FHIRPathError) in
      do throws(FHIRPathError) {
        return try Environment.value(of: name, frame.state, Scope(focus: []))
      } catch {
        throw error.at(offset)
      }
    }
  }

  private func constant(_ items: [FHIRPathValue]) -> Compiled { .many { (_, _) throws(FHIRPathError) in items } }

  /// The whole node by the interpreter, `$this` being the element.
  func interpreted(_ syntax: SyntaxNode) -> Compiled {
    .many { (frame, node) throws(FHIRPathError) in
      var scope = Scope(focus: [frame.value(node)])
      return try Interpreter(state: frame.state).evaluate(syntax, &scope)
    }
  }

  func many(_ compiled: Compiled) -> Many {
    switch compiled {
    case .many(let many): return many
    case .test(let test):
      return { (frame, node) throws(FHIRPathError) in try test(frame, node).map { [.boolean($0)] } ?? [] }
    case .nodes(let stream):
      return { (frame, node) throws(FHIRPathError) in
        var items: [FHIRPathValue] = []
        _ = try stream(frame, node) { (found) throws(FHIRPathError) in
          items.append(frame.value(found))
          return false
        }
        return try frame.state.admit(items)
      }
    }
  }

  /// A condition: a Boolean is itself, any other single item is true, several are an error.
  func test(_ compiled: Compiled, at offset: Int) -> Test {
    switch compiled {
    case .test(let test): return test
    case .many(let many):
      return { (frame, node) throws(FHIRPathError) in
        do throws(FHIRPathError) {
          return try Singleton.boolean(try many(frame, node))
        } catch {
          throw error.at(offset)
        }
      }
    case .nodes(let stream):
      return { (frame, node) throws(FHIRPathError) in
        guard let only = try Self.single(stream, frame, node, offset) else { return nil }
        switch frame.nodes[Int(only.index)].kind {
        case .false: return false
        default: return true
        }
      }
    }
  }

  /// The only element of a stream, nil for none.
  static func single(
    _ stream: NodeStream, _ frame: Frame, _ node: NodeRef, _ offset: Int
  ) throws(FHIRPathError) -> NodeRef? {
    var only: NodeRef?
    let isMany = try stream(frame, node) { (found) throws(FHIRPathError) in
      if only != nil { return true }
      only = found
      return false
    }
    guard !isMany else {
      throw .execution(
        "Several items where one is wanted", expected: "at most one item", found: "several", at: offset)
    }
    return only
  }

  // MARK: Steps

  private func root(_ name: String) -> Compiled {
    if let first = name.utf8.first, first &- UInt8(ascii: "A") < 26, let type = TypeModel.shared.id(named: name) {
      return .nodes { (_, node, sink) throws(FHIRPathError) in
        node.type.isSubtype(of: type) ? try sink(node) : false
      }
    }
    let step = StepName(name)
    return .nodes { (frame, node, sink) throws(FHIRPathError) in
      if node.type == .untyped, frame.node(node).isNamed(name) { return try sink(node) }
      return try frame.step(node, step, sink)
    }
  }

  func step(_ base: Compiled, _ name: String) -> Compiled {
    switch base {
    case .nodes(let stream):
      let step = StepName(name)
      return .nodes { (frame, node, sink) throws(FHIRPathError) in
        try stream(frame, node) { (found) throws(FHIRPathError) in try frame.step(found, step, sink) }
      }
    case .test, .many:
      let many = many(base)
      return .many { (frame, node) throws(FHIRPathError) in
        try Interpreter(state: frame.state).member(name, of: try many(frame, node))
      }
    }
  }

  private func indexer(_ base: Compiled, _ index: SyntaxNode, _ node: SyntaxNode) -> Compiled {
    guard case .nodes(let stream) = base, case .literal(.integer(let wanted)) = index.form else {
      let (items, position, offset) = (many(base), many(compile(index)), node.offset)
      return .many { (frame, node) throws(FHIRPathError) in
        let items = try items(frame, node)
        let wanted: Int?
        do throws(FHIRPathError) {
          wanted = try Singleton.integer(try position(frame, node))
        } catch {
          throw error.at(offset)
        }
        guard let position = wanted else { return [] }
        return items.indices.contains(position) ? [items[position]] : []
      }
    }
    return .nodes { (frame, node, sink) throws(FHIRPathError) in
      var position = 0
      var chosen: NodeRef?
      _ = try stream(frame, node) { (found) throws(FHIRPathError) in
        if position == wanted { chosen = found }
        position += 1
        return chosen != nil
      }
      guard let chosen else { return false }
      return try sink(chosen)
    }
  }

  // MARK: Types

  private func isTest(_ input: Compiled, _ type: TypeSpecifier, _ offset: Int) -> Compiled {
    guard case .nodes(let stream) = input else {
      let many = many(input)
      return .test { (frame, node) throws(FHIRPathError) in
        do throws(FHIRPathError) {
          guard case .boolean(let result)? = try TypeMatching.is(try many(frame, node), type).first else { return nil }
          return result
        } catch {
          throw error.at(offset)
        }
      }
    }
    let candidates = TypeMatching.candidates(type)
    return .test { (frame, node) throws(FHIRPathError) in
      guard let only = try Self.single(stream, frame, node, offset) else { return nil }
      let own = only.type == .untyped ? frame.value(only).typeID : only.type
      return candidates.contains { own.isSubtype(of: $0) }
    }
  }

  private func cast(_ input: Compiled, _ type: TypeSpecifier, isMany: Bool, _ node: SyntaxNode) -> Compiled {
    let candidates = TypeMatching.candidates(type)
    let offset = node.offset
    guard case .nodes(let stream) = input, !candidates.isEmpty else {
      let many = many(input)
      return .many { (frame, node) throws(FHIRPathError) in
        do throws(FHIRPathError) {
          let items = try many(frame, node)
          return isMany ? try TypeMatching.ofType(items, type) : try TypeMatching.as(items, type, frame.state)
        } catch {
          throw error.at(offset)
        }
      }
    }
    if isMany {
      return .nodes { (frame, node, sink) throws(FHIRPathError) in
        try stream(frame, node) { (found) throws(FHIRPathError) in
          Self.selects(candidates, found, frame) ? try sink(found) : false
        }
      }
    }
    return .nodes { (frame, node, sink) throws(FHIRPathError) in
      if frame.state.context.asFiltersCollections {
        return try stream(frame, node) { (found) throws(FHIRPathError) in
          Self.selects(candidates, found, frame) ? try sink(found) : false
        }
      }
      guard let only = try Self.single(stream, frame, node, offset), Self.selects(candidates, only, frame) else {
        return false
      }
      return try sink(only)
    }
  }

  @inline(__always)
  private static func selects(_ candidates: [TypeID], _ ref: NodeRef, _ frame: Frame) -> Bool {
    if ref.type == .untyped { return TypeMatching.selects(candidates, frame.value(ref)) }
    for candidate in candidates {
      if ref.type == candidate { return true }
      if frame.model.primitive(candidate) == nil, ref.type.isSubtype(of: candidate) { return true }
    }
    return false
  }
}
