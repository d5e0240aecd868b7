/// Declares the names of a library before anything is translated: definitions may refer to later ones.
extension LibraryTranslator {
  func declare() {
    library.usings = [ModelUse(name: "System", uri: SystemType.namespace)]
    for definition in syntax.definitions { declareHead(definition) }
    for definition in syntax.definitions { declareBody(definition) }
  }

  /// Models and includes, which everything else may name.
  private func declareHead(_ definition: DefinitionSyntax) {
    switch definition.form {
    case .using(let name, let version, let alias): declareModel(name, version, alias, definition)
    case .include(let name, let version, let alias): declareInclude(name, version, alias, definition)
    default: break
    }
  }

  private func declareModel(
    _ name: QualifiedNameSyntax, _ version: String?, _ alias: String?, _ definition: DefinitionSyntax
  ) {
    if name.name == "System" { return }
    guard let model = rules.options.models.first(where: { $0.name == name.name }) else {
      error(
        "The model '\(name.joined)' is not known", expected: rules.options.models.map(\.name).joined(separator: " or "),
        suggestion: Suggestion.closest(to: name.name, among: rules.options.models.map(\.name)), at: name.range)
      return
    }
    if let version, version != model.version {
      // 4.0.0 differs from 4.0.1 in nothing that CQL sees.
      if version.split(separator: ".").prefix(2) == model.version.split(separator: ".").prefix(2) {
        if version != model.version, version != "4.0.0" {
          warn("\(model.name) \(version) is read as \(model.version)", at: definition.range)
        }
      } else {
        error(
          "The model '\(model.name)' is known in another version", expected: "version '\(model.version)'",
          found: "version '\(version)'", at: definition.range)
      }
    }
    let local = alias ?? name.name
    models[local] = model
    library.usings.append(ModelUse(name: local, uri: model.namespace, version: version ?? model.version))
  }

  private func declareInclude(
    _ name: QualifiedNameSyntax, _ version: String?, _ alias: String?, _ definition: DefinitionSyntax
  ) {
    let local = alias ?? name.name
    let identifier = LibraryIdentifier(name.joined, version: version)
    guard includes[local] == nil else {
      return error("The name '\(local)' is already that of another include", at: definition.range)
    }
    library.includes.append(LibraryInclude(identifier, alias: local))
    if rules.options.models.contains(where: { $0.conversions.first?.library == name.name }) { conversionAlias = local }
    do throws(TranslationSession.IncludeFailure) {
      includes[local] = try session.interface(of: identifier)
      return
    } catch {
      switch error {
      case .notFound: self.error("The library \(identifier) was not found", at: name.range)
      case .cyclic:
        self.error("The library \(identifier) includes itself, directly or through others", at: name.range)
      case .tooDeep:
        self.error("Includes are nested deeper than \(rules.options.includeDepth)", at: name.range)
      case .otherVersion(let found):
        self.error(
          "The library '\(name.joined)' has another version", expected: "version '\(version ?? "")'",
          found: "version '\(found ?? "")'", at: name.range)
      }
    }
    missingIncludes.insert(local)
  }

  private func declareBody(_ definition: DefinitionSyntax) {
    let name = definition.name
    let access: AccessLevel = definition.isPrivate ? .private : .public
    switch definition.form {
    case .using, .include: return
    case .context(let model): return declareContext(definition, model: model)
    case .function(let function): return declareFunction(definition, function)
    case .codeSystem(let id, let version):
      library.codeSystems.append(CodeSystemDefinition(name, id: id, version: version, access: access))
      declare(definition, as: .codeSystem)
    case .valueSet(let id, let version, let systems):
      library.valueSets.append(
        ValueSetDefinition(
          name, id: id, version: version, codeSystems: systems.map { reference($0, to: "code system") }, access: access)
      )
      declare(definition, as: .valueSet)
    case .code(let id, let system, let display):
      library.codes.append(
        CodeDefinition(name, id: id, codeSystem: reference(system, to: "code system"), display: display, access: access)
      )
      declare(definition, as: .code)
    case .concept(let codes, let display):
      library.concepts.append(
        ConceptDefinition(name, codes: codes.map { reference($0, to: "code") }, display: display, access: access))
      declare(definition, as: .concept)
    case .parameter(let type, let value): declareParameter(definition, type: type, value: value, access: access)
    case .expression(let body):
      declare(definition, as: .expression(expressions.count))
      expressions.append(ExpressionState(definition: definition, body: body, context: context))
    }
  }

  private func declare(_ definition: DefinitionSyntax, as symbol: Symbol) {
    if symbols[definition.name] != nil {
      error("The name \"\(definition.name)\" is already defined in this library", at: definition.nameRange)
    } else if includes[definition.name] != nil {
      error("The name \"\(definition.name)\" is already that of an include", at: definition.nameRange)
    }
    symbols[definition.name] = symbol
  }

  private func declareParameter(
    _ definition: DefinitionSyntax, type: TypeSpecifierSyntax?, value: ExpressionSyntax?, access: AccessLevel
  ) {
    let declared = type.map { resolve($0) }
    var initial = value.map { translate($0) }
    if let declared, let found = initial, let range = value?.range {
      initial = converted(found, to: declared, at: range, "The default of \"\(definition.name)\" must be")
    }
    if declared == nil, initial == nil {
      error(
        "The parameter \"\(definition.name)\" has neither a type nor a default", expected: "a type or 'default'",
        at: definition.nameRange)
    }
    declare(definition, as: .parameter(library.parameters.count))
    library.parameters.append(
      ParameterDefinition(
        definition.name, type: declared ?? initial?.type ?? .any, defaultValue: initial, access: access,
        at: place(definition.range)))
  }

  private func declareContext(_ definition: DefinitionSyntax, model: String?) {
    // `Population` is what CQL 1.3 called Unfiltered.
    let name = definition.name == "Population" ? "Unfiltered" : definition.name
    context = name
    if !library.contexts.contains(name) { library.contexts.append(name) }
    guard name != "Unfiltered", contextTypes[name] == nil else { return }
    let candidates = model.map { models[$0].map { [$0] } ?? [] } ?? Array(models.values)
    guard let found = candidates.lazy.compactMap({ $0.context(named: name) }).first else {
      let known = ["Patient", "Practitioner", "Unfiltered"]
      return error(
        "There is no context '\(definition.name)'", expected: "Patient or Unfiltered",
        suggestion: Suggestion.closest(to: definition.name, among: known), at: definition.nameRange)
    }
    contextTypes[name] = found
    contextPositions.append((name, expressions.count))
    if symbols[name] == nil { symbols[name] = .context(found.type) }
  }

  private func declareFunction(_ definition: DefinitionSyntax, _ function: FunctionSyntax) {
    let operands = function.operands.map { FunctionDefinition.Operand($0.name, resolve($0.type)) }
    for (index, operand) in function.operands.enumerated()
    where function.operands[..<index].contains(where: { $0.name == operand.name }) {
      error("Two operands are called '\(operand.name)'", at: operand.nameRange)
    }
    if function.isFluent, operands.isEmpty {
      error("A fluent function needs an operand to be called on", at: definition.nameRange)
    }
    let index = functions.count
    if !signatures[definition.name, default: []].insert(operands.map(\.type)).inserted {
      error(
        "The function \"\(definition.name)\" with these operands is already defined in this library",
        at: definition.nameRange)
    }
    functions.append(
      FunctionState(
        definition: definition, syntax: function, context: context, operands: operands,
        type: function.returns.map { resolve($0) }))
    functionsByName[definition.name, default: []].append(index)
  }

  /// A reference to a code system or code, checked later names included: terminology may be declared in any order.
  func reference(_ name: QualifiedNameSyntax, to what: String) -> DefinitionReference {
    let reference = DefinitionReference(name.name, library: name.qualifiers.last)
    if let alias = name.qualifiers.last {
      guard !missingIncludes.contains(alias) else { return reference }
      guard let interface = includes[alias] else {
        error(
          "There is no library called '\(alias)' here", suggestion: Suggestion.closest(to: alias, among: includes.keys),
          at: name.range)
        return reference
      }
      switch (interface.members[name.name], what) {
      case (.codeSystem, "code system"), (.code, "code"): break
      default:
        error("The library '\(alias)' has no \(what) \"\(name.name)\"", at: name.range)
      }
      return reference
    }
    let known = syntax.definitions.contains { definition in
      guard definition.name == name.name else { return false }
      return switch definition.form {
      case .codeSystem: what == "code system"
      case .code: what == "code"
      default: false
      }
    }
    if !known {
      let candidates = syntax.definitions.compactMap { definition -> String? in
        switch definition.form {
        case .codeSystem where what == "code system": definition.name
        case .code where what == "code": definition.name
        default: nil
        }
      }
      error(
        "There is no \(what) \"\(name.name)\"", suggestion: Suggestion.closest(to: name.name, among: candidates),
        at: name.range)
    }
    return reference
  }
}
