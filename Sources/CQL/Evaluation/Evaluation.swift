import ClinicalTypes
import FHIR
import JSON

/// One evaluation: the state that its defines share. Lives on one thread.
///
/// A define is evaluated by closures (see ``Compiler``), or by the reference interpreter: that is the extensions of this
/// type, one file for each sort of node. Both share what lies under Operators/, one file for each family of operators.
final class Evaluation {
  let context: CQLContext
  let comparison: Comparison
  let intervals: IntervalAlgebra
  let zone: ZoneOffset
  /// `Now()`, with its zone.
  let now: PartialDateTime

  /// The library whose expressions are being evaluated.
  var state: LibraryState
  /// The define being evaluated.
  var define: String?
  /// What is known of each library, by the library and by its content.
  private var states: [ObjectIdentifier: LibraryState] = [:]
  /// The library that was asked about last: calls come in runs.
  private var latest: (library: LinkedLibrary, state: LibraryState)?
  private var statesByContent: [LinkKey: LibraryState] = [:]
  /// The names in scope, the innermost last. Those below `base` belong to callers and are out of sight.
  var bindings: [Binding] = []
  var base = 0
  /// The values of compiled bodies, and where those of the running one begin.
  var slots: ContiguousArray<CQLValue> = []
  var frame = 0
  /// What is known of the relationship whose condition is being evaluated.
  var join: JoinMemo?
  /// Whether the define that was asked for is in the context Unfiltered.
  var isUnfiltered = false
  /// What retrieves found that go by type and codes only.
  var retrieved: [RetrieveKey: CQLValue] = [:]
  var patterns = Patterns()
  let interprets: Bool
  private var steps: Int
  private var memory: Int
  private var depth = 0
  private let stack = StackGuard()
  /// What the last look at each property node found out about the type it met.
  var properties: [ObjectIdentifier: PropertyAccess] = [:]
  var members: [MemberKey: PropertyAccess] = [:]
  var codeSets: [String: CodeSet] = [:]
  /// The same by the node that names the value set, which is found sooner than its URL.
  var namedCodeSets: [ObjectIdentifier: CodeSet] = [:]
  /// The overloads that calls came to, by the call and, where only the values tell, their types.
  var overloads: [OverloadKey: Int] = [:]
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

  init(_ context: CQLContext) {
    self.context = context
    zone = context.now.offset ?? .zulu
    now = context.now.offset == nil ? context.now.replacingOffset(.zulu) : context.now
    comparison = Comparison(zone: zone)
    intervals = IntervalAlgebra(comparison)
    state = Self.nowhere
    steps = context.stepBudget
    memory = context.memoryBudget
    recorder = context.trace.map(ExplanationRecorder.init)
    explains = context.trace != nil
    interprets = explains || context.evaluator == .interpreter
  }

  /// The library of an evaluation that has not begun.
  private static var nowhere: LibraryState {
    let tree = CQLLibrary(identifier: LibraryIdentifier(""))
    return LibraryState(LinkedLibrary(tree, content: LibraryContent(tree), includes: [:]), includes: [:])
  }

  /// The library whose expressions are being evaluated.
  var library: LinkedLibrary { state.library }

  /// What is known of a library; one of the same content, with the same includes, is the same library.
  func libraryState(_ library: LinkedLibrary) -> LibraryState {
    if let latest, latest.library === library { return latest.state }
    if let known = states[ObjectIdentifier(library)] {
      latest = (library, known)
      return known
    }
    let includes = library.includes.mapValues { include -> LibraryState? in
      if case .library(let library) = include { libraryState(library) } else { nil }
    }
    let key = LinkKey(content: library.content, includes: includes.mapValues { $0.map { ObjectIdentifier($0) } })
    let state = statesByContent[key] ?? LibraryState(library, includes: includes)
    statesByContent[key] = state
    states[ObjectIdentifier(library)] = state
    return state
  }

  // MARK: Budgets

  /// Counts work against the step budget and, now and then, looks at the clock.
  @inline(__always) func spend(_ count: Int) throws(CQLError) {
    let before = steps
    steps = steps &- count
    if steps < 0 || (before ^ steps) & ~4095 != 0 { try checkLimits() }
  }

  func checkLimits() throws(CQLError) {
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

  /// Counts bytes against the memory budget.
  private func charge(_ bytes: Int) throws(CQLError) {
    memory -= bytes
    guard memory >= 0 else {
      throw CQLError(.limit, "The evaluation makes more than \(context.memoryBudget) bytes of lists and texts")
    }
  }

  /// Lets a list pass that is not too long.
  func admit(_ items: [CQLValue]) throws(CQLError) -> CQLValue {
    guard items.count <= CQLContext.maximumItems else {
      throw CQLError(.limit, "A list has more than \(CQLContext.maximumItems) items")
    }
    try spend(items.count)
    try charge(items.count * MemoryLayout<CQLValue>.stride)
    return .list(items)
  }

  /// Lets a text pass that is not too long.
  func admit(_ text: String) throws(CQLError) -> CQLValue {
    guard text.utf8.count <= CQLContext.maximumText else {
      throw CQLError(.limit, "A text has more than \(CQLContext.maximumText) bytes")
    }
    try spend(text.utf8.count >> 6)
    try charge(text.utf8.count)
    return .string(text)
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
      try checkDepth()
      try spend(1)
      let value = try evaluate(node)
      if explains { recorder?.observe(node, value) }
      return value
    } catch {
      throw located(error, node)
    }
  }

  /// Goes a level deeper, if there is room; undone by ``leave()``.
  func enter() throws(CQLError) {
    try checkDepth()
    depth += 1
  }

  /// Comes back from a level.
  func leave() { depth -= 1 }

  private func checkDepth() throws(CQLError) {
    guard depth < CQLContext.maximumDepth, stack.hasRoom else {
      throw CQLError(.limit, "Expressions, defines and functions are nested too deep (\(depth) levels)")
    }
  }
}
