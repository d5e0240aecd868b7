/// An expression that a plan writes in CQL, and the define that stands for it.
struct InlineExpression: Sendable {
  let define: String
  let text: String
  let file: String
  let path: String
}
