import ClinicalTypes
import FHIR
import JSON

/// One evaluation: the state that its defines share. Lives on one thread.
///
/// The reference interpreter is its extensions: one file for each sort of node, and one under Operators/ for each family
/// of operators.
final class Evaluation {
  let program: LinkedProgram
  let context: CQLContext
  let comparison: Comparison
  let intervals: IntervalAlgebra
  let zone: ZoneOffset
  /// `Now()`, with its zone.
  let now: PartialDateTime

  /// The library whose expressions are being evaluated.
  var library: LinkedLibrary
  var libraryIndex = 0
  /// The define being evaluated.
  var define: String?
  /// What each define gave, by library and place.
  private var results: [[Result<CQLValue, CQLError>?]]
  private var running: Set<Int> = []
  var parameterValues: [String: CQLValue] = [:]
  /// The names in scope, the innermost last. Those below `base` belong to callers and are out of sight.
  var bindings: [Binding] = []
  var base = 0
  private var steps: Int
  private var depth = 0
  private let stack = StackGuard()
  /// What the last look at each property node found out about the type it met.
  var properties: [ObjectIdentifier: PropertyAccess] = [:]
  var members: [MemberKey: PropertyAccess] = [:]
  var codeSets: [String: CodeSet] = [:]
  /// The overloads that calls came to, by the call and, where only the values tell, their types.
  var overloads: [OverloadKey: FunctionDefinition] = [:]
  var plans: [ObjectIdentifier: QueryPlan] = [:]

  /// Notes what decides, when somebody wants to know.
  var recorder: ExplanationRecorder?
  /// Whether there is a recorder: cheaper to ask at every node.
  let explains: Bool

  /// A name in scope.
  struct Binding {
    let name: String
    var value: CQLValue
  }

  init(_ program: LinkedProgram, _ context: CQLContext) {
    self.program = program
    self.context = context
    zone = context.now.offset ?? .zulu
    now = context.now.offset == nil ? context.now.replacingOffset(.zulu) : context.now
    comparison = Comparison(zone: zone)
    intervals = IntervalAlgebra(comparison)
    library = program.libraries[0]
    results = program.libraries.map { Array(repeating: nil, count: $0.tree.expressions.count) }
    steps = context.stepBudget
    recorder = context.trace.map(ExplanationRecorder.init)
    explains = context.trace != nil
  }

  // MARK: Budgets

  /// Counts work against the step budget and, now and then, looks at the clock.
  @inline(__always) func spend(_ count: Int) throws(CQLError) {
    let before = steps
    steps = steps &- count
    if steps < 0 || (before ^ steps) & ~4095 != 0 { try checkLimits() }
  }

  private func checkLimits() throws(CQLError) {
    guard steps >= 0 else {
      throw CQLError(.limit, "The evaluation takes more than \(context.stepBudget) steps")
    }
    if let deadline = context.deadline, ContinuousClock.now >= deadline {
      throw CQLError(.deadline, "The evaluation did not finish in time")
    }
  }

  /// Lets a value pass that is not nested too deep.
  func admitNesting(_ value: CQLValue) throws(CQLError) {
    var visited = 0
    let isTooNested = value.isTooNested(&visited)
    try spend(visited)
    guard !isTooNested else {
      throw CQLError(.limit, "Lists and tuples are nested deeper than \(CQLValue.maximumNesting) levels")
    }
  }

  /// Lets a list pass that is not too long.
  func admit(_ items: [CQLValue]) throws(CQLError) -> CQLValue {
    guard items.count <= CQLContext.maximumItems else {
      throw CQLError(.limit, "A list has more than \(CQLContext.maximumItems) items")
    }
    try spend(items.count)
    return .list(items)
  }

  /// Lets a text pass that is not too long.
  func admit(_ text: String) throws(CQLError) -> CQLValue {
    guard text.utf8.count <= CQLContext.maximumText else {
      throw CQLError(.limit, "A text has more than \(CQLContext.maximumText) bytes")
    }
    try spend(text.utf8.count >> 6)
    return .string(text)
  }

  // MARK: Defines

  /// The result of a define of the main library.
  func result(ofDefine name: String) -> Result<CQLValue, CQLError> {
    guard let index = library.expressions[name] else {
      return .failure(
        CQLError(.unresolved, "There is no define \"\(name)\"", library: program.libraries[0].tree.identifier))
    }
    do throws(CQLError) { return .success(try value(ofDefine: index, in: 0)) } catch { return .failure(error) }
  }

  /// The value of a define, computed once.
  func value(ofDefine index: Int, in libraryIndex: Int) throws(CQLError) -> CQLValue {
    let key = libraryIndex << 32 | index
    if let known = results[libraryIndex][index] {
      recorder?.refer(to: key)
      return try known.get()
    }
    let target = program.libraries[libraryIndex]
    let definition = target.tree.expressions[index]
    guard running.insert(key).inserted else {
      throw CQLError(.value, "\"\(definition.name)\" needs its own result", library: target.tree.identifier)
    }
    defer { running.remove(key) }
    let result: Result<CQLValue, CQLError>
    recorder?.begin()
    do throws(CQLError) {
      let value = try within(libraryIndex, define: definition.name) { () throws(CQLError) -> CQLValue in
        try self.value(of: definition.expression)
      }
      result = .success(value)
      recorder?.end(key, target.tree.identifier, definition.name, value)
    } catch {
      result = .failure(error)
      recorder?.end(key, target.tree.identifier, definition.name, nil)
    }
    // A limit met on the way says nothing about the define.
    if case .failure(let error) = result, error.kind == .limit || error.kind == .deadline { throw error }
    results[libraryIndex][index] = result
    return try result.get()
  }

  /// Runs `body` in another library, with nothing of the present scope in sight.
  func within<Value>(
    _ index: Int, define name: String?, _ body: () throws(CQLError) -> Value
  ) throws(CQLError) -> Value {
    let (oldLibrary, oldIndex, oldDefine, oldBase, oldCount) = (library, libraryIndex, define, base, bindings.count)
    (library, libraryIndex, define, base) = (program.libraries[index], index, name ?? define, bindings.count)
    defer {
      (library, libraryIndex, define, base) = (oldLibrary, oldIndex, oldDefine, oldBase)
      bindings.removeLast(bindings.count - oldCount)
    }
    return try body()
  }

  // MARK: Names

  /// The value of a name in scope; the innermost counts.
  func bound(_ name: String) -> CQLValue? {
    var index = bindings.count
    while index > base {
      index -= 1
      if bindings[index].name == name { return bindings[index].value }
    }
    return nil
  }

  /// Runs `body` with a name in scope.
  @inline(__always)
  func binding<Value>(_ name: String, to value: CQLValue, _ body: () throws(CQLError) -> Value) throws(CQLError)
    -> Value
  {
    bindings.append(Binding(name: name, value: value))
    defer { bindings.removeLast() }
    return try body()
  }

  // MARK: Nodes

  /// The value of a node.
  func value(of node: CQLExpression) throws(CQLError) -> CQLValue {
    depth += 1
    defer { depth -= 1 }
    do throws(CQLError) {
      guard depth < CQLContext.maximumDepth, stack.hasRoom else {
        throw CQLError(.limit, "Expressions, defines and functions are nested too deep (\(depth) levels)")
      }
      try spend(1)
      let value = try evaluate(node)
      if explains { recorder?.observe(node, value) }
      return value
    } catch {
      guard error.library == nil else { throw error }
      var located = error
      located.library = library.tree.identifier
      located.define = define
      located.locator = node.locator
      throw located
    }
  }
}
