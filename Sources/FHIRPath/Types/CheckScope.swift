/// What names mean at one place of an expression, as far as types go.
struct CheckScope {
  /// Counts what a check does: a projection of `repeat` is checked again for each type that it reaches.
  final class Work {
    private var left = 50_000

    func spend() throws(FHIRPathError) {
      left -= 1
      if left < 0 { throw .limit("The expression takes too many steps to check") }
    }
  }

  let work = Work()
  var focus: StaticType
  /// The type of the whole expression's input.
  let root: StaticType
  /// Variables that `defineVariable()` made, by name.
  var variables: [String: StaticType] = [:]

  init(root: StaticType) {
    focus = root
    self.root = root
  }

  func entering(_ focus: StaticType) -> CheckScope {
    var scope = self
    scope.focus = focus
    return scope
  }
}
