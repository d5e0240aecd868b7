/// Calls of functions: of this library, of others, of System; on an operand (`X.f()`) or not.
extension LibraryTranslator {
  /// A function that may be meant, with its overloads.
  private struct Candidate {
    let reference: DefinitionReference
    let operands: [CQLType]
    let index: Int?
    let type: CQLType?
    let isOverloaded: Bool
  }

  func call(
    _ name: String, base: ExpressionSyntax?, _ arguments: [ExpressionSyntax], at range: TextRange
  ) -> CQLExpression {
    guard let base else {
      let values = arguments.map { translate($0) }
      let own = candidates(own: name)
      if let found = choose(own, values, atMost: Conversion.Score.subtype, at: range) { return found }
      if let found = systemFunction(name, values, at: range) { return found }
      if let found = choose(own, values, at: range) { return found }
      if let row = scopes.last?.row {
        // Inside a sort key a fluent function may be called on the row itself: `sort by recorded()`.
        let operands = [make(.identifierRef("$this"), row, range)] + values
        if let found = choose(fluentCandidates(name), operands, at: range) { return found }
        guard missingIncludes.isEmpty else { return failed(range) }
      }
      return unknown(name, values, own, at: range)
    }
    if case .identifier(let alias) = base.form, !isLocal(alias), symbols[alias] == nil {
      if missingIncludes.contains(alias) { return failed(range) }
      if let interface = includes[alias] {
        let values = arguments.map { translate($0) }
        let candidates = candidates(name, in: interface, alias, fluentOnly: false)
        if let found = choose(candidates, values, at: range) { return found }
        if candidates.isEmpty {
          let isPrivate = interface.privateNames.contains(name)
          error(
            isPrivate
              ? "\"\(name)\" of the library '\(alias)' is private"
              : "The library '\(alias)' has no function \"\(name)\"",
            suggestion: isPrivate ? nil : Suggestion.closest(to: name, among: interface.functions.keys), at: range)
          return failed(range)
        }
        return unknown("\(alias).\(name)", values, candidates, at: range)
      }
      if alias == "System" {
        let values = arguments.map { translate($0) }
        return systemFunction(name, values, at: range) ?? unknown(name, values, [], at: range)
      }
    }
    let operand = translate(base)
    let fluent = fluentCandidates(name)
    if !fluent.isEmpty {
      let values = [operand] + arguments.map { translate($0) }
      if let found = choose(fluent, values, at: range) { return found }
    }
    if let found = method(name, of: operand, arguments, at: range) { return found }
    let values = [operand] + arguments.map { translate($0) }
    // A library that was not found may well define it: one error, at the include.
    guard missingIncludes.isEmpty else { return failed(range) }
    return unknown(name, values, fluent, at: range)
  }

  private func unknown(
    _ name: String, _ values: [CQLExpression], _ candidates: [Candidate], at range: TextRange
  ) -> CQLExpression {
    let given = values.map { "\($0.type ?? .any)" }.joined(separator: ", ")
    if name == "Slice", candidates.isEmpty, rules.options.languageVersion < .v2_0 {
      error("Slice belongs to CQL 2.0", expected: "Skip, Take or Tail", at: range)
      return failed(range)
    }
    let isOperator = CQLOperator(rawValue: name).map { !OperatorTable.signatures(of: $0).isEmpty } ?? false
    if !candidates.isEmpty || isOperator {
      let known = candidates.prefix(4).map { "(\($0.operands.map(\.description).joined(separator: ", ")))" }
      error(
        "\(name) cannot be applied to (\(given))", expected: known.isEmpty ? nil : known.joined(separator: " or "),
        at: range)
      return failed(range)
    }
    error(
      "There is no function \"\(name)\" for (\(given))",
      suggestion: Suggestion.closest(to: name, among: Array(functionsByName.keys) + Self.systemFunctionNames), at: range
    )
    return failed(range)
  }

  // MARK: Candidates

  /// The fluent functions of a name, of this library and of all it includes.
  private func fluentCandidates(_ name: String) -> [Candidate] {
    candidates(own: name).filter { $0.index.map { functions[$0].syntax.isFluent } ?? false }
      + includes.flatMap { candidates(name, in: $0.value, $0.key, fluentOnly: true) }
  }

  private func candidates(own name: String) -> [Candidate] {
    let indices = functionsByName[name] ?? []
    return indices.map { index in
      Candidate(
        reference: DefinitionReference(name), operands: functions[index].operands.map(\.type), index: index, type: nil,
        isOverloaded: indices.count > 1)
    }
  }

  private func candidates(
    _ name: String, in interface: LibraryInterface, _ alias: String, fluentOnly: Bool
  ) -> [Candidate] {
    let all = interface.functions[name] ?? []
    return all.filter { !fluentOnly || $0.isFluent }.map { function in
      Candidate(
        reference: DefinitionReference(name, library: alias), operands: function.operands.map(\.type), index: nil,
        type: function.type ?? .any, isOverloaded: all.count > 1)
    }
  }

  /// The call of the nearest candidate, or nil when none fits.
  private func choose(
    _ candidates: [Candidate], _ values: [CQLExpression], atMost limit: Int = .max, at range: TextRange
  ) -> CQLExpression? {
    var best: (candidate: Candidate, conversions: [Conversion], score: Int)?
    for candidate in candidates where candidate.operands.count == values.count {
      var conversions: [Conversion] = []
      var score = 0
      for (value, wanted) in zip(values, candidate.operands) {
        guard
          let found = rules.conversion(from: value.type ?? .any, to: wanted, usingModel: usesModelConversions),
          found.score <= limit
        else { break }
        conversions.append(found)
        score += found.score
      }
      if conversions.count == values.count, score < best?.score ?? .max { best = (candidate, conversions, score) }
    }
    guard let best else { return nil }
    var type = best.candidate.type
    if let index = best.candidate.index {
      functions[index].isUsed = true
      guard translateFunction(index) || functions[index].type != nil && functions[index].syntax.body == nil else {
        error("The function \"\(best.candidate.reference.name)\" calls itself, directly or through others", at: range)
        return failed(range)
      }
      type = functions[index].type
    }
    let operands = zip(best.conversions, values).map { apply($0, to: $1) }
    return make(
      .functionRef(
        best.candidate.reference, operands, signature: best.candidate.isOverloaded ? best.candidate.operands : []),
      type ?? .any, range)
  }
}
