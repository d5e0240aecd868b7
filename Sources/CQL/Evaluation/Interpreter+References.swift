import ClinicalTypes

/// What names stand for.
extension Evaluation {
  /// The library that an alias names, or the present one.
  func target(_ alias: String?) throws(CQLError) -> (library: LinkedLibrary, index: Int)? {
    guard let alias else { return (library, libraryIndex) }
    switch library.includes[alias] {
    case .library(let index): return (program.libraries[index], index)
    case .helpers: return nil
    case nil:
      if alias == "FHIRHelpers" { return nil }
      throw CQLError(.unresolved, "Nothing is included as '\(alias)'")
    }
  }

  private func found(_ reference: DefinitionReference) throws(CQLError) -> (library: LinkedLibrary, index: Int) {
    guard let target = try target(reference.library) else {
      throw CQLError(.unresolved, "FHIRHelpers defines no \(reference)")
    }
    return target
  }

  func expression(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    let (target, index) = try found(reference)
    guard let place = target.expressions[reference.name] else {
      throw CQLError(.unresolved, "There is no define \(reference)")
    }
    return try value(ofDefine: place, in: index)
  }

  func parameter(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    let (target, index) = try found(reference)
    guard let definition = target.parameters[reference.name] else {
      throw CQLError(.unresolved, "There is no parameter \(reference)")
    }
    let qualified = "\(target.tree.identifier.name).\(reference.name)"
    if let given = context.parameters[qualified] { return given }
    if index == 0, let given = context.parameters[reference.name] { return given }
    if let known = parameterValues[qualified] { return known }
    let value: CQLValue
    if let node = definition.defaultValue {
      value = try within(index, define: nil) { () throws(CQLError) -> CQLValue in try self.value(of: node) }
    } else {
      value = .null
    }
    parameterValues[qualified] = value
    return value
  }

  func code(_ reference: DefinitionReference, in index: Int) throws(CQLError) -> Code {
    let (target, targetIndex) = try within(index, define: nil) { () throws(CQLError) in try found(reference) }
    guard let definition = target.codes[reference.name] else {
      throw CQLError(.unresolved, "There is no code \(reference)")
    }
    var system: CodeSystemDefinition?
    if let name = definition.codeSystem {
      let (owner, _) = try within(targetIndex, define: nil) { () throws(CQLError) in try found(name) }
      guard let found = owner.codeSystems[name.name] else {
        throw CQLError(.unresolved, "There is no code system \(name)")
      }
      system = found
    }
    return Code(
      system: system?.id, code: definition.id, version: system?.version, display: definition.display)
  }

  func concept(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    let (target, index) = try found(reference)
    guard let definition = target.concepts[reference.name] else {
      throw CQLError(.unresolved, "There is no concept \(reference)")
    }
    var codes: [Code] = []
    for name in definition.codes { codes.append(try code(name, in: index)) }
    return .concept(Concept(codes: codes, display: definition.display))
  }

  func codeSystem(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    guard let definition = try found(reference).library.codeSystems[reference.name] else {
      throw CQLError(.unresolved, "There is no code system \(reference)")
    }
    return .codeSystem(
      VocabularyReference(id: definition.id, version: definition.version, name: definition.name))
  }

  func valueSet(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    guard let definition = try found(reference).library.valueSets[reference.name] else {
      throw CQLError(.unresolved, "There is no value set \(reference)")
    }
    return .valueSet(VocabularyReference(id: definition.id, version: definition.version, name: definition.name))
  }

  func named(_ name: String) throws(CQLError) -> CQLValue {
    guard let value = bound(name) else { throw CQLError(.unresolved, "The name '\(name)' stands for nothing here") }
    return value
  }

  /// A name that may be in scope, a property of the row being sorted, or a define (old ELM).
  func identifier(_ name: String) throws(CQLError) -> CQLValue {
    if let value = bound(name) { return value }
    if let row = bound("$this") { return try member(row, name) }
    if let place = library.expressions[name] { return try value(ofDefine: place, in: libraryIndex) }
    throw CQLError(.unresolved, "The name '\(name)' stands for nothing here")
  }
}
