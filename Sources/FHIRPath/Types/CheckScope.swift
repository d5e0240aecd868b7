/// What names mean at one place of an expression, as far as types go.
struct CheckScope {
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
