import ClinicalTypes

/// Translates one library: declares its names, then translates every define and function once, those they use first.
final class LibraryTranslator {
  /// What a name of the library stands for.
  enum Symbol {
    case parameter(Int)
    case codeSystem
    case valueSet
    case code
    case concept
    case expression(Int)
    /// The resource of a context.
    case context(CQLType)
  }

  /// How far a define or function has come.
  enum Progress {
    case waiting
    case running
    case done
  }

  struct ExpressionState {
    let definition: DefinitionSyntax
    let body: ExpressionSyntax
    let context: String
    var progress = Progress.waiting
    var result: CQLExpression?
    var isUsed = false
  }

  struct FunctionState {
    let definition: DefinitionSyntax
    let syntax: FunctionSyntax
    let context: String
    let operands: [FunctionDefinition.Operand]
    var type: CQLType?
    var progress = Progress.waiting
    var body: CQLExpression?
    var isUsed = false
  }

  let syntax: LibrarySyntax
  let rules: TypeRules
  let session: TranslationSession
  let lines: LineTable
  let source: String
  var diagnostics: [CQLDiagnostic]
  var library: CQLLibrary
  var symbols: [String: Symbol] = [:]
  var expressions: [ExpressionState] = []
  var functions: [FunctionState] = []
  var functionsByName: [String: [Int]] = [:]
  /// The operand types of the overloads of each name.
  var signatures: [String: Set<[CQLType]>] = [:]
  var includes: [String: LibraryInterface] = [:]
  var models: [String: any DataModel] = [:]
  var contextTypes: [String: ModelContext] = [:]
  /// Where the define of each context's resource stands among the expressions.
  var contextPositions: [(name: String, before: Int)] = []
  var scopes: [Scope] = []
  var context = "Unfiltered"
  /// The alias of the library of conversions; set when an include or the first conversion names it.
  var conversionAlias: String?
  /// Aliases of includes that could not be used; reported once.
  var missingIncludes: Set<String> = []
  var depth = 0

  init(
    _ syntax: LibrarySyntax, text: LibraryText, syntaxDiagnostics: [CQLDiagnostic], rules: TypeRules,
    session: TranslationSession
  ) {
    self.syntax = syntax
    self.rules = rules
    self.session = session
    lines = LineTable(text.bytes)
    source = text.source.isEmpty ? syntax.name?.name ?? "" : text.source
    diagnostics = syntaxDiagnostics
    library = CQLLibrary(
      identifier: LibraryIdentifier(syntax.name?.joined ?? "", version: syntax.version))
  }

  /// Whether the model's implicit conversions apply: everywhere but in the library that defines them.
  var usesModelConversions: Bool { library.identifier.name != "FHIRHelpers" }

  func translate() -> (CQLLibrary, [CQLDiagnostic]) {
    declare()
    for index in translationOrder() {
      switch index {
      case .expression(let index): translateExpression(index)
      case .function(let index): translateFunction(index)
      }
    }
    finish()
    warnOfUnused()
    let located = diagnostics.map { $0.located(in: lines, source: source) }
    return (library, located.sorted { ($0.range.start, $0.severity.rawValue) < ($1.range.start, $1.severity.rawValue) })
  }

  // MARK: Definitions on demand

  /// Translates a define unless that has been done; false when it is being translated, that is, refers to itself.
  @discardableResult
  func translateExpression(_ index: Int) -> Bool {
    switch expressions[index].progress {
    case .done: return true
    case .running: return false
    case .waiting: break
    }
    expressions[index].progress = .running
    let outer = (scopes, context)
    scopes = []
    context = expressions[index].context
    expressions[index].result = bounded(translate(expressions[index].body), at: expressions[index].definition.nameRange)
    (scopes, context) = outer
    expressions[index].progress = .done
    return true
  }

  @discardableResult
  func translateFunction(_ index: Int) -> Bool {
    switch functions[index].progress {
    case .done: return true
    case .running: return false
    case .waiting: break
    }
    functions[index].progress = .running
    let state = functions[index]
    if let syntax = state.syntax.body {
      let outer = (scopes, context)
      var scope = Scope()
      for operand in state.operands { scope.names[operand.name] = .operand(operand.type) }
      scopes = [scope]
      context = state.context
      var body = translate(syntax)
      if let declared = state.type {
        body = converted(body, to: declared, at: syntax.range, "The function \"\(state.definition.name)\" returns")
      }
      body = bounded(body, at: state.definition.nameRange)
      functions[index].body = body
      if state.type == nil { functions[index].type = body.type ?? .any }
      (scopes, context) = outer
    } else if state.type == nil {
      functions[index].type = .any
    }
    functions[index].progress = .done
    return true
  }

  /// The tree, or a null in place of one that has grown beyond measure.
  private func bounded(_ tree: CQLExpression, at range: TextRange) -> CQLExpression {
    var size = ExpandedSize()
    guard size.of(tree) > ExpandedSize.limit else { return tree }
    error(
      "The definition grows to more than \(ExpandedSize.limit) operations",
      expected: "parts of it as definitions of their own", at: range)
    return failed(range)
  }

  /// Puts the translated definitions into the library, in the order of the source.
  private func finish() {
    var contexts = contextPositions[...]
    for (index, state) in expressions.enumerated() {
      while let next = contexts.first, next.before <= index {
        addContext(next.name)
        contexts.removeFirst()
      }
      library.expressions.append(
        ExpressionDefinition(
          state.definition.name, context: state.context, access: state.definition.isPrivate ? .private : .public,
          expression: state.result ?? CQLExpression(.null, type: .any), at: place(state.definition.range)))
    }
    for next in contexts { addContext(next.name) }
    library.functions = functions.map { state in
      FunctionDefinition(
        state.definition.name, operands: state.operands, type: state.type, body: state.body,
        isFluent: state.syntax.isFluent, access: state.definition.isPrivate ? .private : .public,
        context: state.context, at: place(state.definition.range))
    }
  }

  private func addContext(_ name: String) {
    guard let found = contextTypes[name], case .model(let type) = found.type else { return }
    let retrieve = CQLExpression(
      .retrieve(CQLRetrieve(dataType: found.type, templateID: templateID(of: type))), type: .list(found.type))
    library.expressions.append(
      ExpressionDefinition(
        name, context: name, expression: CQLExpression(.operation(.singletonFrom, [retrieve]), type: found.type)))
  }

  /// The profile that a bare class stands for.
  func templateID(of type: ModelType) -> String? { "\(type.namespace)/StructureDefinition/\(type.name)" }

  private func warnOfUnused() {
    for state in expressions where state.definition.isPrivate && !state.isUsed {
      warn("The private definition \"\(state.definition.name)\" is never used", at: state.definition.nameRange)
    }
    for state in functions where state.definition.isPrivate && !state.isUsed {
      warn("The private function \"\(state.definition.name)\" is never used", at: state.definition.nameRange)
    }
  }

  // MARK: Diagnostics and places

  func error(
    _ message: String, expected: String? = nil, found: String? = nil, suggestion: String? = nil, at range: TextRange
  ) {
    guard diagnostics.count < rules.options.limits.diagnostics else { return }
    diagnostics.append(
      CQLDiagnostic(
        .error, .semantic, message, expected: expected, found: found, suggestion: suggestion, at: range))
  }

  func warn(_ message: String, suggestion: String? = nil, at range: TextRange) {
    guard diagnostics.count < rules.options.limits.diagnostics else { return }
    diagnostics.append(CQLDiagnostic(.warning, .semantic, message, suggestion: suggestion, at: range))
  }

  /// Line and column of a range, the last column included.
  func place(_ range: TextRange) -> SourceRange {
    let first = lines.place(of: range.start)
    let last = lines.place(of: max(range.start, range.end - 1))
    return SourceRange(startLine: first.line, startColumn: first.column, endLine: last.line, endColumn: last.column)
  }

  func make(_ kind: CQLExpression.Kind, _ type: CQLType, _ range: TextRange) -> CQLExpression {
    CQLExpression(kind, type: type, at: place(range))
  }

  /// What stands for an expression that could not be translated: a null, which every operator accepts.
  func failed(_ range: TextRange) -> CQLExpression { make(.null, .any, range) }
}
