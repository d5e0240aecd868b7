/// An element inside the document of a frame: a `FHIRPathNode` without the document, so that copying it counts nothing.
struct NodeRef {
  var index: Int32
  var owner: Int32
  var type: TypeID
  var isCompanionOnly: Bool

  @inline(__always)
  init(index: Int, owner: Int, type: TypeID, isCompanionOnly: Bool = false) {
    self.index = Int32(truncatingIfNeeded: index)
    self.owner = Int32(truncatingIfNeeded: owner)
    self.type = type
    self.isCompanionOnly = isCompanionOnly
  }

  init(_ node: FHIRPathNode) {
    index = node.index
    owner = node.owner
    type = node.type
    isCompanionOnly = node.isCompanionOnly
  }
}
