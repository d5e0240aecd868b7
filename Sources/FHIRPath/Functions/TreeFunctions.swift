/// Walking the tree (FHIRPath N1, 5.8).
enum TreeFunctions {
  static let table: [FunctionDefinition] = [
    .init("children", 0...0, Signature(result: .children, losesOrder: true), children),
    .init("descendants", 0...0, Signature(result: .descendants, losesOrder: true), descendants),
  ]

  static func children(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var result: [FHIRPathValue] = []
    for case .node(let node) in call.input { Navigation.children(of: node, into: &result) }
    return result
  }

  /// Level by level, as `repeat(children())` gives them; a tree has no duplicates to remove.
  static func descendants(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var result: [FHIRPathValue] = []
    var open = call.input
    while !open.isEmpty {
      var next: [FHIRPathValue] = []
      for case .node(let node) in open { Navigation.children(of: node, into: &next) }
      result = try call.state.admit(result + next)
      open = next
    }
    return result
  }
}
