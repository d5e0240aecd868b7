/// Turns trees into closures, once for every define and function: names become slots, overloads and elements of FHIR types
/// are looked up, conditions give truths instead of values.
///
/// The reference interpreter says what each node means. A closure must give the same value or the same error; the tests
/// compare both over generated expressions. Nodes that are rare are not worth a closure of their own and go through the
/// functions that the interpreter calls.
struct Compiler {
  let library: LinkedLibrary
  /// The names in sight, the innermost last.
  var scope: [(name: String, slot: Int)] = []
  /// The nodes that are compiled already, for each level of names: the translator uses some more than once.
  private var known: [[ObjectIdentifier: (code: Closure, cost: Int)]] = [[:]]
  /// How many slots are in use, and how many were at most.
  private var used = 0
  private(set) var slots = 0
  /// How deep the present node lies in the body.
  private var depth = 0
  var cost = 0
  /// The condition of a relationship that is being compiled; nil elsewhere, and within queries inside it.
  var parts: Parts?

  private let stack = StackGuard()
  private var isTooDeep = false

  /// Every so many levels of closures the stack is looked at.
  private static let stride = 24
  private static let maximumCost = 1 << 40

  init(library: LinkedLibrary) { self.library = library }

  /// Compiles a body whose operands, if it is a function's, take the first slots.
  /// Nil where the stack of this thread does not reach so deep: the interpreter then says what there is to say.
  static func body(_ node: CQLExpression, operands: [String], in library: LinkedLibrary) -> CompiledBody? {
    var compiler = Compiler(library: library)
    for operand in operands { _ = compiler.bind(operand) }
    let code = compiler.code(node)
    return compiler.isTooDeep ? nil : CompiledBody(run: code, slots: compiler.slots, cost: compiler.cost)
  }

  // MARK: Scopes

  /// Puts a name in scope, in a slot of its own.
  mutating func bind(_ name: String) -> Int {
    let slot = reserve()
    scope.append((name, slot))
    known.append([:])
    return slot
  }

  /// Takes a slot without a name.
  mutating func reserve() -> Int {
    used += 1
    slots = max(slots, used)
    return used - 1
  }

  /// Forgets the nodes compiled at this level, which are about to be compiled in another way.
  mutating func forget() { known[known.count - 1] = [:] }

  /// The names that are in scope now; see ``restore(_:)``.
  var mark: (names: Int, used: Int) { (scope.count, used) }

  /// Forgets the names that came into scope since `mark`, and frees their slots.
  mutating func restore(_ mark: (names: Int, used: Int)) {
    known.removeLast(scope.count - mark.names)
    scope.removeLast(scope.count - mark.names)
    used = mark.used
  }

  /// The slot of a name, the innermost of several.
  func slot(of name: String) -> Int? { scope.last { $0.name == name }?.slot }

  // MARK: Nodes

  /// The closure of a node.
  mutating func code(_ node: CQLExpression) -> Closure {
    if let known = known[scope.count][ObjectIdentifier(node)] {
      cost = min(cost + known.cost, Self.maximumCost)
      return known.code
    }
    let before = cost
    let code = fresh(node)
    known[scope.count][ObjectIdentifier(node)] = (code, cost - before)
    return code
  }

  private mutating func fresh(_ node: CQLExpression) -> Closure {
    guard !isTooDeep, stack.hasRoom else {
      isTooDeep = true
      return { _ in .null }
    }
    cost += 1
    depth += 1
    defer { depth -= 1 }
    if let part = part(node) { return part }
    let code = closure(node)
    guard depth % Self.stride == 0 else { return code }
    return { evaluation throws(CQLError) in
      do throws(CQLError) { try evaluation.enter() } catch { throw evaluation.located(error, node) }
      defer { evaluation.leave() }
      return try code(evaluation)
    }
  }

  mutating func codes(_ nodes: [CQLExpression]) -> [Closure] { nodes.map { code($0) } }

  private mutating func closure(_ node: CQLExpression) -> Closure {
    switch node.kind {
    case .null: return { _ in .null }
    case .literal(let literal):
      let value = Evaluation.value(of: literal)
      return { _ in value }
    case .interval(let selector): return interval(selector, node)
    case .list(let elements): return list(elements)
    case .tuple(let elements): return tuple(elements)
    case .instance(let type, let elements): return instance(type, elements, node)
    case .expressionRef, .parameterRef, .codeRef, .conceptRef, .codeSystemRef, .valueSetRef: return reference(node)
    case .functionRef(let reference, let arguments, let signature):
      return call(reference, arguments, signature, node)
    case .operandRef(let name), .aliasRef(let name), .queryLetRef(let name): return named(name, node)
    case .identifierRef(let name): return identifier(name, node)
    case .current(let scope): return named(scope ?? "$this", node)
    case .property(let source, let path): return property(source, path, node)
    case .if(let condition, let then, let otherwise): return conditional(condition, then, otherwise)
    case .case(let comparand, let items, let otherwise): return cases(comparand, items, otherwise, node)
    case .operation(let name, let operands, let precision): return operation(name, operands, precision, node)
    case .as(let operand, let type, let isStrict): return cast(operand, to: type, isStrict: isStrict, node)
    case .is: return value(of: test(node))
    case .convert(let operand, let type):
      return unary(operand, node) { evaluation, value throws(CQLError) in try evaluation.convert(value, to: type) }
    case .canConvert(let operand, let type):
      return unary(operand, node) { evaluation, value throws(CQLError) in try evaluation.canConvert(value, to: type) }
    case .minValue(let type): return extreme(type, isLeast: true, node)
    case .maxValue(let type): return extreme(type, isLeast: false, node)
    case .retrieve(let retrieve): return self.retrieve(retrieve, node)
    case .query(let query): return apart { $0.query(query, node) }
    case .sort(let source, let keys): return sort(source, keys, node)
    case .iteration(let kind, let source, let scope, let element):
      return apart { $0.iteration(kind, source, scope, element, node) }
    }
  }

  /// Compiles something whose parts are not those of the relationship around: their names mean other things.
  mutating func apart<Result>(_ compile: (inout Compiler) -> Result) -> Result {
    let outer = parts
    parts = nil
    defer { parts = outer }
    return compile(&self)
  }

  /// A truth as a value.
  func value(of test: @escaping Test) -> Closure {
    { evaluation throws(CQLError) in CQLValue(try test(evaluation)) }
  }

  /// A closure that applies `body` to the value of an operand; errors of `body` get the node's place.
  mutating func unary(
    _ operand: CQLExpression, _ node: CQLExpression,
    _ body: @escaping @Sendable (Evaluation, CQLValue) throws(CQLError) -> CQLValue
  ) -> Closure {
    let operand = code(operand)
    return { evaluation throws(CQLError) in
      let value = try operand(evaluation)
      do throws(CQLError) { return try body(evaluation, value) } catch { throw evaluation.located(error, node) }
    }
  }

  /// A closure that always fails, in the node's place.
  func failing(_ error: CQLError, _ node: CQLExpression) -> Closure {
    { evaluation throws(CQLError) in throw evaluation.located(error, node) }
  }

  // MARK: Decisions

  private mutating func conditional(
    _ condition: CQLExpression, _ then: CQLExpression, _ otherwise: CQLExpression
  ) -> Closure {
    let test = self.condition(condition)
    let (then, otherwise) = (code(then), code(otherwise))
    return { evaluation throws(CQLError) in
      try test(evaluation) == true ? try then(evaluation) : try otherwise(evaluation)
    }
  }

  private mutating func cases(
    _ comparand: CQLExpression?, _ items: [CQLExpression.CaseItem], _ otherwise: CQLExpression, _ node: CQLExpression
  ) -> Closure {
    guard let comparand else {
      let tests = items.map { (test: condition($0.when), then: code($0.then)) }
      let otherwise = code(otherwise)
      return { evaluation throws(CQLError) in
        for item in tests where try item.test(evaluation) == true { return try item.then(evaluation) }
        return try otherwise(evaluation)
      }
    }
    let wanted = code(comparand)
    let cases = items.map { (when: code($0.when), then: code($0.then)) }
    let other = code(otherwise)
    return { evaluation throws(CQLError) in
      let value = try wanted(evaluation)
      for item in cases {
        let candidate = try item.when(evaluation)
        var isSame: Bool?
        do throws(CQLError) { isSame = try evaluation.comparison.equal(value, candidate) } catch {
          throw evaluation.located(error, node)
        }
        if isSame == true { return try item.then(evaluation) }
      }
      return try other(evaluation)
    }
  }

  private func extreme(_ type: CQLType, isLeast: Bool, _ node: CQLExpression) -> Closure {
    { evaluation throws(CQLError) in
      do throws(CQLError) { return try evaluation.extreme(type, isLeast: isLeast) } catch {
        throw evaluation.located(error, node)
      }
    }
  }
}
