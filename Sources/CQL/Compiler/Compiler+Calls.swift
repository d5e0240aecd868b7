import FHIR

/// Calls of functions: of this library and others, and of the built-in FHIRHelpers.
extension Compiler {
  /// Whether an alias stands for the FHIRHelpers that the engine has built in.
  func isBuiltInHelpers(_ alias: String?) -> Bool {
    guard let alias else { return false }
    switch library.includes[alias] {
    case .helpers: return true
    case .library: return false
    case nil: return alias == "FHIRHelpers"
    }
  }

  mutating func call(
    _ reference: DefinitionReference, _ arguments: [CQLExpression], _ signature: [CQLType], _ node: CQLExpression
  ) -> Closure {
    if isBuiltInHelpers(reference.library) { return helper(reference.name, arguments, node) }
    let codes = codes(arguments)
    let target: LinkedLibrary
    let isOwn: Bool
    switch reference.library.map({ library.includes[$0] }) {
    case nil: (target, isOwn) = (library, true)
    case .library(let included)?: (target, isOwn) = (included, false)
    default:
      return afterwards(codes, CQLError(.unresolved, "Nothing is included as '\(reference.library ?? "")'"), node)
    }
    guard let index = Evaluation.overload(reference, target, arguments, signature) else {
      return dynamicCall(reference, arguments, signature, codes, node)
    }
    guard target.tree.functions[index].body != nil else { return externalCall(reference, target, codes, node) }
    let count = codes.count
    return { evaluation throws(CQLError) in
      for code in codes { evaluation.slots.append(try code(evaluation)) }
      do throws(CQLError) {
        let state = isOwn ? evaluation.state : evaluation.libraryState(target)
        guard let body = target.body(ofFunction: index) else {
          return try evaluation.interpret(index, of: state, evaluation.pop(count), reference)
        }
        return try evaluation.run(body, operands: count, in: state)
      } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  /// A call whose overload only the values tell.
  private func dynamicCall(
    _ reference: DefinitionReference, _ arguments: [CQLExpression], _ signature: [CQLType], _ codes: [Closure],
    _ node: CQLExpression
  ) -> Closure {
    { evaluation throws(CQLError) in
      var values: [CQLValue] = []
      for code in codes { values.append(try code(evaluation)) }
      do throws(CQLError) {
        guard let state = try evaluation.target(reference.library) else { return .null }
        let index = try evaluation.overload(reference, state.library, values, arguments, signature, node)
        guard let body = state.library.body(ofFunction: index) else {
          return try evaluation.interpret(index, of: state, values, reference)
        }
        for value in values { evaluation.slots.append(value) }
        return try evaluation.run(body, operands: values.count, in: state)
      } catch { throw evaluation.located(error, node) }
    }
  }

  private func externalCall(
    _ reference: DefinitionReference, _ target: LinkedLibrary, _ codes: [Closure], _ node: CQLExpression
  ) -> Closure {
    { evaluation throws(CQLError) in
      var values: [CQLValue] = []
      for code in codes { values.append(try code(evaluation)) }
      do throws(CQLError) { return try evaluation.external(reference, target, values) } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  /// Fails when the arguments have their values.
  private func afterwards(_ codes: [Closure], _ error: CQLError, _ node: CQLExpression) -> Closure {
    { evaluation throws(CQLError) in
      for code in codes { _ = try code(evaluation) }
      throw evaluation.located(error, node)
    }
  }

  // MARK: FHIRHelpers

  private mutating func helper(_ name: String, _ arguments: [CQLExpression], _ node: CQLExpression) -> Closure {
    guard arguments.count == 1, let function = FHIRHelpers.Function(rawValue: name) else {
      let codes = codes(arguments)
      return { evaluation throws(CQLError) in
        var values: [CQLValue] = []
        for code in codes { values.append(try code(evaluation)) }
        do throws(CQLError) { return try FHIRHelpers.call(name, values, in: evaluation) } catch {
          throw evaluation.located(error, node)
        }
      }
    }
    let code = code(arguments[0])
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .null = value { return .null }
      do throws(CQLError) { return try FHIRHelpers.call(function, value) } catch {
        throw evaluation.located(error, node)
      }
    }
  }
}
