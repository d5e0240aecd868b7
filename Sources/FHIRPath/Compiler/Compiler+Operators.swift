import ClinicalTypes

/// Operators. Comparisons of a path with a constant, the heart of most conditions, have closures of their own.
extension Compiler {
  func binary(_ binary: BinaryOperator, _ left: SyntaxNode, _ right: SyntaxNode, _ syntax: SyntaxNode) -> Compiled {
    let (a, b) = (compile(left), compile(right))
    let offset = syntax.offset
    switch binary {
    case .and, .or, .xor, .implies: return logic(binary, test(a, at: left.offset), test(b, at: right.offset))
    case .equal, .notEqual:
      if case .nodes(let stream) = a, case .literal(let literal) = right.form {
        return .test(Self.equality(stream, literal, isNegated: binary == .notEqual))
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if case .nodes(let stream) = a, case .literal(let literal) = right.form {
        return .test(Self.comparison(binary, stream, FHIRPathValue(literal), offset))
      }
    case .in:
      if case .nodes(let stream) = a, let constants = Constants.items(right) {
        return .test(Self.membership(stream, constants, offset))
      }
    default: break
    }
    if binary == .union, let constants = Constants.items(syntax) {
      return .many { (_, _) throws(FHIRPathError) in constants }
    }
    let (first, second) = (many(a), many(b))
    return .many { (frame, node) throws(FHIRPathError) in
      let (left, right) = (try first(frame, node), try second(frame, node))
      do throws(FHIRPathError) {
        try frame.state.spend(1)
        return try Operators.apply(binary, left, right, frame.state)
      } catch {
        throw error.at(offset)
      }
    }
  }

  private func logic(
    _ binary: BinaryOperator, _ left: @escaping Test, _ right: @escaping Test
  ) -> Compiled {
    switch binary {
    case .and:
      return .test { (frame, node) throws(FHIRPathError) in
        let first = try left(frame, node)
        if first == false { return false }
        guard let second = try right(frame, node) else { return nil }
        return second ? first : false
      }
    case .or:
      return .test { (frame, node) throws(FHIRPathError) in
        let first = try left(frame, node)
        if first == true { return true }
        guard let second = try right(frame, node) else { return nil }
        return second ? true : first
      }
    default:
      return .test { (frame, node) throws(FHIRPathError) in
        let first = try left(frame, node)
        if let decided = Logic.decided(binary, first) { return decided }
        return Logic.combine(binary, first, try right(frame, node))
      }
    }
  }

  /// A path and a constant are equal when the path gives one item that is; nothing gives nothing.
  private static func equality(_ stream: @escaping NodeStream, _ literal: Literal, isNegated: Bool) -> Test {
    let constant = FHIRPathValue(literal)
    var text: [UInt8]?
    if case .string(let string) = literal { text = Array(string.utf8) }
    return { [text] (frame, node) throws(FHIRPathError) in
      var only: NodeRef?
      let isMany = try stream(frame, node) { (found) throws(FHIRPathError) in
        if only != nil { return true }
        only = found
        return false
      }
      if isMany { return isNegated }
      guard let only else { return nil }
      if let text, let answer = frame.textEquals(only, text) { return answer != isNegated }
      return try Equality.equal(frame.value(only), constant, frame.state).map { $0 != isNegated }
    }
  }

  /// A path `in` a list of constants, as in `status in ('active' | 'completed')`.
  private static func membership(_ stream: @escaping NodeStream, _ constants: [FHIRPathValue], _ offset: Int) -> Test {
    let texts: [[UInt8]] = constants.compactMap { if case .string(let text) = $0 { Array(text.utf8) } else { nil } }
    let areTexts = texts.count == constants.count
    return { (frame, node) throws(FHIRPathError) in
      guard let only = try single(stream, frame, node, offset) else { return nil }
      if areTexts, frame.textEquals(only, []) != nil {
        for text in texts where frame.textEquals(only, text) == true { return true }
        return false
      }
      let value = frame.value(only)
      for constant in constants where try Equality.equal(value, constant, frame.state) == true { return true }
      return false
    }
  }

  private static func comparison(
    _ binary: BinaryOperator, _ stream: @escaping NodeStream, _ constant: FHIRPathValue, _ offset: Int
  ) -> Test {
    { (frame, node) throws(FHIRPathError) in
      do throws(FHIRPathError) {
        guard let only = try single(stream, frame, node, offset) else { return nil }
        return try Comparison.order(frame.value(only), constant).map { Comparison.satisfies(binary, $0) }
      } catch {
        throw error.at(offset)
      }
    }
  }
}
