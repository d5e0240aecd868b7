import Synchronization

/// What a compiled node does: gives its value.
typealias Closure = @Sendable (Evaluation) throws(CQLError) -> CQLValue

/// What a compiled condition does: gives its truth; nil is null.
typealias Test = @Sendable (Evaluation) throws(CQLError) -> Bool?

/// A define or function as closures, with the names in its scopes resolved to slots.
final class CompiledBody: Sendable {
  let run: Closure
  /// How many values the body keeps at a time: operands first, then aliases and lets.
  let slots: Int
  /// How many nodes the body has, one that is used twice counted twice.
  let cost: Int

  init(run: @escaping Closure, slots: Int, cost: Int) {
    self.run = run
    self.slots = slots
    self.cost = cost
  }
}

/// A body that is compiled when it is first run, by whichever evaluation comes first.
final class LazyBody: Sendable {
  private let compiled = AtomicLazyReference<CompiledBody>()

  /// The body; `compile` makes it if nobody has.
  func body(_ compile: () -> CompiledBody?) -> CompiledBody? {
    if let known = compiled.load() { return known }
    return compile().map { compiled.storeIfNil($0) }
  }
}

extension LinkedLibrary {
  /// The compiled define at `index`; nil if it is nested too deep to be compiled on this thread.
  func body(ofDefine index: Int) -> CompiledBody? {
    defineBodies[index].body { Compiler.body(tree.expressions[index].expression, operands: [], in: self) }
  }

  /// The compiled function at `index`; nil for an external one, and for one that is nested too deep.
  func body(ofFunction index: Int) -> CompiledBody? {
    functionBodies[index].body {
      let function = tree.functions[index]
      return function.body.flatMap { Compiler.body($0, operands: function.operands.map(\.name), in: self) }
    }
  }
}

/// The values of compiled bodies that run: each body has a frame of slots, the innermost last.
extension Evaluation {
  /// The value in a slot of the running body.
  @inline(__always) func slot(_ index: Int) -> CQLValue { slots[frame &+ index] }

  /// Puts a value into a slot of the running body.
  @inline(__always) func set(_ index: Int, _ value: CQLValue) { slots[frame &+ index] = value }

  /// Takes back the last values that were pushed.
  func pop(_ count: Int) -> [CQLValue] {
    let values = Array(slots.suffix(count))
    slots.removeLast(values.count)
    return values
  }

  /// Runs a body in `target`, its operands being the last `operands` values that were pushed.
  func run(_ body: CompiledBody, operands: Int, in target: LibraryState) throws(CQLError) -> CQLValue {
    try enter()
    try spend(1 + body.cost / 4)
    let start = slots.count - operands
    for _ in operands..<max(operands, body.slots) { slots.append(.null) }
    let (oldFrame, oldState) = (frame, state)
    (frame, state) = (start, target)
    defer {
      (frame, state) = (oldFrame, oldState)
      slots.removeLast(slots.count - start)
      leave()
    }
    return try body.run(self)
  }

  /// An error with the place where it arose; one that has a place keeps it.
  func located(_ error: CQLError, _ node: CQLExpression) -> CQLError {
    guard error.library == nil else { return error }
    var located = error
    located.library = library.tree.identifier
    located.define = define
    located.locator = node.locator
    return located
  }
}
