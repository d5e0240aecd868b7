/// What names without a base, `$this`, `$index`, `$total` and defined variables mean at one place of an evaluation.
struct Scope {
  var focus: [FHIRPathValue]
  var index: Int?
  var total: [FHIRPathValue]?
  var bindings: Binding?

  /// A variable that `defineVariable()` made, and those made before it.
  final class Binding {
    let name: String
    let value: [FHIRPathValue]
    let outer: Binding?

    init(name: String, value: [FHIRPathValue], outer: Binding?) {
      self.name = name
      self.value = value
      self.outer = outer
    }
  }

  init(focus: [FHIRPathValue]) { self.focus = focus }

  /// The scope in which a function's argument is evaluated for one item of its input.
  func entering(_ item: FHIRPathValue, at index: Int) -> Scope {
    var scope = self
    scope.focus = [item]
    scope.index = index
    return scope
  }

  func binding(_ name: String) -> [FHIRPathValue]? {
    var binding = bindings
    while let current = binding {
      if current.name == name { return current.value }
      binding = current.outer
    }
    return nil
  }
}
