import CQL
import ClinicalTypes
import Testing

@Suite struct QueryTests {
  private func json(_ expression: CQLExpression, _ resources: [String] = []) throws -> String {
    Tree.json(try Tree.evaluate(expression, over: resources))
  }

  @Test func returnIsDistinctUnlessItSaysAll() throws {
    let source = Tree.integers(3, 1, 3, 2)
    #expect(try json(Tree.query("N", source, return: Tree.alias("N"))) == "[3,1,2]")
    #expect(try json(Tree.query("N", source, return: Tree.alias("N"), distinct: false)) == "[3,1,3,2]")
    #expect(try json(Tree.query("N", source)) == "[3,1,3,2]")
  }

  @Test func aSourceOfOneGivesOne() throws {
    #expect(try json(Tree.query("N", Tree.integer(3), return: Tree.op(.add, Tree.alias("N"), Tree.integer(1)))) == "4")
    #expect(try json(Tree.query("N", Tree.integer(3), where: Tree.boolean(false))) == "null")
    #expect(try json(Tree.query("N", Tree.null)) == "null")
  }

  @Test(
    "where a condition only has to be true, a null decides an 'and' and what follows is not evaluated",
    arguments: [CQLContext.Evaluator.compiled, .interpreter])
  func nullsInConditions(evaluator: CQLContext.Evaluator) throws {
    let failing = CQLExpression(.expressionRef(DefinitionReference("There is no such define")))
    let unknown = Tree.op(.and, Tree.null, failing)
    var context = try Tree.context()
    context.evaluator = evaluator
    func json(_ node: CQLExpression) throws -> String {
      Tree.json(try CQLEngine(Tree.library(node)).evaluate("X", in: context))
    }
    let one = Tree.list(Tree.integer(1))
    #expect(try json(Tree.query("N", one, where: unknown)) == "[]")
    #expect(try json(Tree.query("N", one, where: Tree.op(.or, unknown, Tree.boolean(true)))) == "[1]")
    #expect(try json(Tree.query("N", one, where: Tree.op(.and, Tree.op(.or, unknown, Tree.null), failing))) == "[]")
    #expect(try json(CQLExpression(.if(unknown, then: Tree.integer(1), else: Tree.integer(2)))) == "2")
    // Elsewhere the third truth counts.
    #expect(throws: CQLError.self) { try json(unknown) }
    #expect(throws: CQLError.self) { try json(Tree.query("N", one, where: Tree.op(.not, unknown))) }
    let isFalse = Tree.op(.isFalse, Tree.op(.and, Tree.null, Tree.boolean(false)))
    #expect(try json(isFalse) == "true")
    #expect(try json(Tree.query("N", one, where: isFalse)) == "[1]")
    #expect(
      try json(Tree.query("N", one, where: Tree.op(.not, Tree.op(.and, Tree.null, Tree.boolean(false))))) == "[1]")
    // What is no truth is an error, as ever.
    #expect(throws: CQLError.self) { try json(Tree.query("N", one, where: Tree.op(.and, Tree.integer(1), unknown))) }
  }

  @Test func sortPutsNullsFirstAndKeepsEqualItemsInOrder() throws {
    let list = Tree.list(Tree.integer(2), Tree.null, Tree.integer(1))
    #expect(try json(Tree.query("N", list, sort: [SortItem(.item, isDescending: false)])) == "[null,1,2]")
    #expect(try json(Tree.query("N", list, sort: [SortItem(.item, isDescending: true)])) == "[2,1,null]")
    let rows = CQLExpression(
      .list(
        [(1, "b"), (2, "a"), (1, "a")].map { number, text in
          CQLExpression(.tuple([.init("n", Tree.integer(number)), .init("t", Tree.string(text))]))
        }))
    let sorted = Tree.query(
      "R", rows, sort: [SortItem(.column("n"), isDescending: true), SortItem(.column("t"), isDescending: false)])
    #expect(try json(sorted) == #"[{"n":2,"t":"a"},{"n":1,"t":"a"},{"n":1,"t":"b"}]"#)
    let byExpression = Tree.query(
      "R", rows,
      sort: [SortItem(.expression(Tree.op(.negate, CQLExpression(.identifierRef("n")))), isDescending: false)])
    #expect(try json(byExpression) == #"[{"n":2,"t":"a"},{"n":1,"t":"b"},{"n":1,"t":"a"}]"#)
  }

  /// The equality is answered by a hash table; the other condition still counts.
  @Test func joinsByEqualityHonourTheOtherConditions() throws {
    let left = CQLExpression(.list((0..<20).map { Tree.string("k\($0 % 7)") }))
    let right = CQLExpression(
      .list(
        (0..<12).map { number in
          CQLExpression(
            .tuple([
              .init("key", number == 3 ? Tree.null : Tree.string("k\(number)")),
              .init("n", Tree.integer(Int32(number))),
            ]))
        }))
    func joined(_ isWithout: Bool) -> CQLExpression {
      let same = Tree.op(.equal, Tree.alias("L"), Tree.property(Tree.alias("R"), "key"))
      let small = Tree.op(.less, Tree.property(Tree.alias("R"), "n"), Tree.integer(5))
      return Tree.query(
        "L", left,
        with: [.init(isWithout: isWithout, source: .init("R", right), suchThat: Tree.op(.and, same, small))],
        return: Tree.alias("L"))
    }
    #expect(try json(joined(false)) == #"["k0","k1","k2","k4"]"#)
    #expect(try json(joined(true)) == #"["k3","k5","k6"]"#)
  }

  @Test func aggregateFoldsInOrder() throws {
    let query = CQLExpression(
      .query(
        CQLQuery(
          sources: [.init("N", Tree.integers(1, 2, 2))],
          aggregate: .init(
            "R", starting: Tree.integer(10),
            expression: Tree.op(.subtract, CQLExpression(.queryLetRef("R")), Tree.alias("N")),
            isDistinct: true))))
    #expect(try json(query) == "7")
  }

  @Test func severalSourcesMakeTuples() throws {
    let query = CQLExpression(
      .query(CQLQuery(sources: [.init("A", Tree.integers(1, 2)), .init("B", Tree.integers(3))])))
    #expect(try json(query) == #"[{"A":1,"B":3},{"A":2,"B":3}]"#)
  }

  @Test func setOperatorsTakeNullForNull() throws {
    let left = Tree.list(Tree.null, Tree.integer(1), Tree.integer(1))
    #expect(try json(Tree.op(.union, left, Tree.list(Tree.null))) == "[null,1]")
    #expect(try json(Tree.op(.intersect, left, Tree.list(Tree.null))) == "[null]")
    #expect(try json(Tree.op(.except, left, Tree.list(Tree.null))) == "[1]")
    #expect(try json(Tree.op(.union, left, Tree.null)) == "[null,1]")
  }
}

/// Joins that a hash table answers: within a budget that pairs one by one would exceed, and with the same results.
@Suite struct JoinTests {
  private static let prelude = """
    library Joins version '1'
    define Many: expand Interval[1, 400]
    define Left: Many M return ToString(M)
    define Right: Many M return { key: ToString(M), twice: M * 2 }

    """

  private func both(_ expression: String, budget: Int) throws -> (compiled: String, interpreted: String) {
    let engine = try CQLEngine(CQLLibrary(cql: Self.prelude + "define X: \(expression)"))
    var context = try Tree.context()
    context.stepBudget = budget
    let compiled = Tree.json(try engine.evaluate("X", in: context))
    context.stepBudget = 100_000_000
    context.evaluator = .interpreter
    return (compiled, Tree.json(try engine.evaluate("X", in: context)))
  }

  @Test(arguments: [
    "Sum(from Left L, Right R where L = R.key return all R.twice)",
    "Sum(from Left L, Right R where R.key = L and R.twice > 100 return all R.twice)",
    "Sum(Right R with Left L such that L = R.key return all R.twice)",
    "Count(Right R without Left L such that L = R.key and R.twice > 10)",
  ])
  func equalitiesAreLookedUp(_ expression: String) throws {
    let (compiled, interpreted) = try both(expression, budget: 60_000)
    #expect(compiled == interpreted)
  }

  /// Keys that are null or no text, and errors behind the equality, come out the same.
  @Test(arguments: [
    "from ({'a', null, 'b', 'c', 'd', 'e'}) A, ({'b', null, 'a', 'x', 'y', 'z'}) B where A = B return A + B",
    "from ({1, 2, 3, 4, 5, 6}) A, ({2, 3, 4, 5, 6, 7}) B where A = B return A + B",
    "from ({'a', 'b'}) A, ({'a', null, 'b', 'c', 'd', 'e'}) B where A = B and (singleton from { 1, 2 }) = 1 return A",
    "from ({'a', 'b'}) A, ({'x', 'y', 'z', 'c', 'd', 'e'}) B where A = B and (singleton from { 1, 2 }) = 1 return A",
    "from ({'a', 'b'}) A, ({'c', 'y', 'z', 'c', 'd', 'e'}) B, ({'b', 'c', 'd', 'e', 'f'}) C where A = C return A + B + C",
    "from ({'a'}) A, ({'1', '2', '3', '4', '5'}) B where ToString(ToInteger(B)) = A or true return B",
  ])
  func pairsThatMayBeEqualAreTested(_ expression: String) throws {
    let engine = try CQLEngine(CQLLibrary(cql: "define X: \(expression)"))
    var outcomes: [String] = []
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context()
      context.evaluator = evaluator
      do throws(CQLError) { outcomes.append(Tree.json(try engine.evaluate("X", in: context))) } catch {
        outcomes.append("\(error)")
      }
    }
    #expect(outcomes[0] == outcomes[1])
  }
}
