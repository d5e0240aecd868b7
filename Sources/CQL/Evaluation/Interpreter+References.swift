import ClinicalTypes

/// What names stand for.
extension Evaluation {
  /// The library that an alias names, or the present one; nil is the built-in FHIRHelpers.
  func target(_ alias: String?) throws(CQLError) -> LibraryState? { try target(alias, from: state) }

  private func target(_ alias: String?, from state: LibraryState) throws(CQLError) -> LibraryState? {
    guard let alias else { return state }
    if let target = state.includes[alias] { return target }
    if alias == "FHIRHelpers" { return nil }
    throw CQLError(.unresolved, "Nothing is included as '\(alias)'")
  }

  private func found(_ reference: DefinitionReference, from state: LibraryState) throws(CQLError) -> LibraryState {
    guard let target = try target(reference.library, from: state) else {
      throw CQLError(.unresolved, "FHIRHelpers defines no \(reference)")
    }
    return target
  }

  private func found(_ reference: DefinitionReference) throws(CQLError) -> LibraryState {
    try found(reference, from: state)
  }

  func expression(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    let target = try found(reference)
    guard let place = target.library.expressions[reference.name] else {
      throw CQLError(.unresolved, "There is no define \(reference)")
    }
    return try value(ofDefine: place, in: target)
  }

  func parameter(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    let target = try found(reference)
    guard let definition = target.library.parameters[reference.name] else {
      throw CQLError(.unresolved, "There is no parameter \(reference)")
    }
    if let known = target.parameters[reference.name] { return known }
    let value: CQLValue
    if let given = context.parameters["\(target.library.tree.identifier.name).\(reference.name)"] {
      value = given
    } else if target.isMain, let given = context.parameters[reference.name] {
      value = given
    } else if let node = definition.defaultValue {
      value = try within(target, define: nil) { () throws(CQLError) -> CQLValue in try self.value(of: node) }
    } else {
      value = .null
    }
    target.parameters[reference.name] = value
    return value
  }

  func code(_ reference: DefinitionReference) throws(CQLError) -> Code { try code(reference, from: state) }

  private func code(_ reference: DefinitionReference, from state: LibraryState) throws(CQLError) -> Code {
    let target = try found(reference, from: state)
    guard let definition = target.library.codes[reference.name] else {
      throw CQLError(.unresolved, "There is no code \(reference)")
    }
    var system: CodeSystemDefinition?
    if let name = definition.codeSystem {
      guard let found = try found(name, from: target).library.codeSystems[name.name] else {
        throw CQLError(.unresolved, "There is no code system \(name)")
      }
      system = found
    }
    return Code(
      system: system?.id, code: definition.id, version: system?.version, display: definition.display)
  }

  func concept(_ reference: DefinitionReference) throws(CQLError) -> CQLValue {
    let target = try found(reference)
    guard let definition = target.library.concepts[reference.name] else {
      throw CQLError(.unresolved, "There is no concept \(reference)")
    }
    var codes: [Code] = []
    for name in definition.codes { codes.append(try code(name, from: target)) }
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
    if let place = library.expressions[name] { return try value(ofDefine: place, in: state) }
    throw CQLError(.unresolved, "The name '\(name)' stands for nothing here")
  }
}
