import JSON

/// `children()` and `descendants()` as streams: what is below an element is never a collection of values.
extension Compiler {
  static func children(_ stream: @escaping NodeStream) -> NodeStream {
    { (frame, node, sink) throws(FHIRPathError) in
      try stream(frame, node) { (found) throws(FHIRPathError) in
        for child in try frame.children(of: found) where try sink(child) { return true }
        return false
      }
    }
  }

  /// Level by level, in the interpreter's order.
  static func descendants(_ stream: @escaping NodeStream) -> NodeStream {
    { (frame, node, sink) throws(FHIRPathError) in
      var open: [NodeRef] = []
      _ = try stream(frame, node) { (found) throws(FHIRPathError) in
        open.append(found)
        return false
      }
      while !open.isEmpty {
        var next: [NodeRef] = []
        for parent in open { next += try frame.children(of: parent) }
        guard next.count <= EvaluationContext.maximumItems else {
          throw .limit("A collection has more than \(EvaluationContext.maximumItems) items")
        }
        for child in next where try sink(child) { return true }
        open = next
      }
      return false
    }
  }
}

extension Frame {
  /// Every child of an element, in document order.
  func children(of ref: NodeRef) throws(FHIRPathError) -> [NodeRef] {
    var found: [NodeRef] = []
    Navigation.forEachChild(of: node(ref)) { found.append(NodeRef($0)) }
    try state.spend(1 + found.count)
    return found
  }
}
