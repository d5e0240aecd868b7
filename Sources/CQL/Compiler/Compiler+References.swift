/// Names: of definitions, of this library and others, and of what is in scope.
extension Compiler {
  func reference(_ node: CQLExpression) -> Closure {
    switch node.kind {
    case .expressionRef(let reference): return define(reference, node)
    case .valueSetRef(let reference):
      // Says everything by itself: the same value each time.
      if let value = valueSet(reference) { return { _ in value } }
    default: break
    }
    return { evaluation throws(CQLError) in
      do throws(CQLError) { return try evaluation.reference(node) } catch { throw evaluation.located(error, node) }
    }
  }

  private func define(_ reference: DefinitionReference, _ node: CQLExpression) -> Closure {
    let name = reference.name
    if let alias = reference.library {
      guard case .library(let target)? = library.includes[alias], let index = target.expressions[name] else {
        return { evaluation throws(CQLError) in
          do throws(CQLError) { return try evaluation.reference(node) } catch { throw evaluation.located(error, node) }
        }
      }
      return { evaluation throws(CQLError) in
        do throws(CQLError) { return try evaluation.value(ofDefine: index, in: evaluation.libraryState(target)) } catch
        {
          throw evaluation.located(error, node)
        }
      }
    }
    guard let index = library.expressions[name] else {
      return failing(CQLError(.unresolved, "There is no define \(reference)"), node)
    }
    return { evaluation throws(CQLError) in
      do throws(CQLError) { return try evaluation.value(ofDefine: index, in: evaluation.state) } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  /// The value set that a reference names; nil where it names none.
  func valueSet(_ reference: DefinitionReference) -> CQLValue? {
    let target: LinkedLibrary
    if let alias = reference.library {
      guard case .library(let library)? = library.includes[alias] else { return nil }
      target = library
    } else {
      target = library
    }
    guard let definition = target.valueSets[reference.name] else { return nil }
    return .valueSet(VocabularyReference(id: definition.id, version: definition.version, name: definition.name))
  }

  func named(_ name: String, _ node: CQLExpression) -> Closure {
    guard let slot = slot(of: name) else {
      return failing(CQLError(.unresolved, "The name '\(name)' stands for nothing here"), node)
    }
    return { evaluation in evaluation.slot(slot) }
  }

  /// A name that may be in scope, a property of the row being sorted, or a define (old ELM).
  func identifier(_ name: String, _ node: CQLExpression) -> Closure {
    if slot(of: name) != nil { return named(name, node) }
    if let row = slot(of: "$this") {
      return { evaluation throws(CQLError) in
        do throws(CQLError) { return try evaluation.member(evaluation.slot(row), name) } catch {
          throw evaluation.located(error, node)
        }
      }
    }
    if library.expressions[name] != nil { return define(DefinitionReference(name), node) }
    return named(name, node)
  }
}
