/// Receives one element; true means that no more are wanted.
typealias NodeSink = (NodeRef) throws(FHIRPathError) -> Bool

/// Pushes elements of the frame's document into a sink until it has enough; true if it had.
typealias NodeStream = @Sendable (Frame, NodeRef, NodeSink) throws(FHIRPathError) -> Bool

/// A Boolean, nil where nothing is known.
typealias Test = @Sendable (Frame, NodeRef) throws(FHIRPathError) -> Bool?

/// Any collection: for whatever has no faster shape.
typealias Many = @Sendable (Frame, NodeRef) throws(FHIRPathError) -> [FHIRPathValue]

/// What an expression is compiled to, by what it gives.
enum Compiled: Sendable {
  case nodes(NodeStream)
  case test(Test)
  case many(Many)
}
