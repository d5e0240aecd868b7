public import JSON

/// A FHIRPath expression, parsed once and evaluated as often as wanted, from any number of tasks.
///
/// ```swift
/// let given = try FHIRPathExpression(parsing: "Patient.name.where(use = 'official').given")
/// let values = try given.evaluate(on: document.root, in: EvaluationContext(now: now))
/// ```
public struct FHIRPathExpression: Sendable, CustomStringConvertible {
  /// The expression as it was written.
  public let text: String
  /// The parsed form.
  public let syntax: SyntaxNode
  private let compiled: Compiled?

  /// Parses an expression, and checks it when a type table is given.
  ///
  /// - Parameters:
  ///   - text: The expression.
  ///   - mode: How far to check it against the R4 types.
  ///   - focusType: The type of the input (`Patient`, `HumanName`), if it is known.
  ///   - variableTypes: The types of the variables that the context will hold, as far as they are known: a check then
  ///     finds a wrong element of `%observations` too.
  ///   - limits: Bounds of the text.
  /// - Throws: ``FHIRPathError`` with the position, what was expected and what was found.
  public init(
    parsing text: String, checking mode: CheckingMode = .none, focusType: String? = nil,
    variableTypes: [String: String] = [:], limits: ParserLimits = .default
  ) throws(FHIRPathError) {
    self.text = text
    do throws(FHIRPathError) {
      var parser = try Parser(text, limits: limits)
      syntax = try parser.parse()
      if mode != .none { try Self.check(syntax, mode, focusType, variableTypes) }
      compiled = Compiler.compile(syntax)
    } catch {
      throw error.located(in: text)
    }
  }

  private static func check(
    _ syntax: SyntaxNode, _ mode: CheckingMode, _ focusType: String?, _ variableTypes: [String: String]
  ) throws(FHIRPathError) {
    var root = StaticType(types: nil, isSingle: true)
    if let focusType { root.types = [try type(named: focusType)] }
    var scope = CheckScope(root: root)
    for (name, type) in variableTypes {
      scope.variables[name] = StaticType(types: [try self.type(named: type)], isSingle: false)
    }
    _ = try Checker(isStrict: mode == .strict).check(syntax, &scope)
  }

  private static func type(named name: String) throws(FHIRPathError) -> TypeID {
    if let type = TypeModel.shared.id(named: name) { return type }
    throw FHIRPathError(
      .semantic, "There is no type '\(name)'",
      suggestion: Suggestion.closest(to: name, among: TypeModel.shared.names), at: 0)
  }

  /// The expression in canonical form: one space around operators, no needless parentheses.
  public var description: String { Printer.print(syntax) }

  /// The names of the variables (`%name`, without `%`) that the context must know: not those that the expression
  /// defines itself, nor `%context`, `%resource`, `%rootResource` and the constants of FHIR.
  public var variables: Set<String> { Environment.names(in: syntax) }

  /// Whether the expression looks at its input or at the resource around it; without, any input gives the same.
  public var readsInput: Bool { InputUse.reads(syntax) }

  /// Evaluates the expression on an element of a document; nil and JSON's null are an empty input.
  ///
  /// - Throws: ``FHIRPathError`` when the data do not fit the expression or a bound is reached.
  public func evaluate(on input: JSONValue?, in context: EvaluationContext) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let input, !input.isNull else { return try evaluate(on: [], in: context) }
    return try evaluate(on: [FHIRPathValue(input)], in: context)
  }

  /// Evaluates the expression on a collection.
  ///
  /// - Throws: ``FHIRPathError`` when the data do not fit the expression or a bound is reached.
  public func evaluate(
    on input: [FHIRPathValue], in context: EvaluationContext
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let compiled, input.count == 1, case .node(let node) = input[0], Frame.canRun(over: node.document) else {
      return try interpret(on: input, in: context)
    }
    let state = EvaluationState(context: context, input: input)
    do throws(FHIRPathError) {
      return try Frame.with(node.document, state) { (frame) throws(FHIRPathError) in
        try Self.run(compiled, frame, NodeRef(node))
      }
    } catch {
      throw error.located(in: text)
    }
  }

  private static func run(
    _ compiled: Compiled, _ frame: Frame, _ node: NodeRef
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    switch compiled {
    case .many(let many): return try many(frame, node)
    case .test(let test): return try test(frame, node).map { [.boolean($0)] } ?? []
    case .nodes(let stream):
      var items: [FHIRPathValue] = []
      _ = try stream(frame, node) { (found) throws(FHIRPathError) in
        items.append(frame.value(found))
        return false
      }
      return try frame.state.admit(items)
    }
  }

  /// Evaluates with the reference interpreter.
  func interpret(on input: [FHIRPathValue], in context: EvaluationContext) throws(FHIRPathError) -> [FHIRPathValue] {
    var scope = Scope(focus: input)
    do throws(FHIRPathError) {
      return try Interpreter(state: EvaluationState(context: context, input: input)).evaluate(syntax, &scope)
    } catch {
      throw error.located(in: text)
    }
  }
}
