@testable import CQL

/// The canonical form of an expression's text, or nil when it does not parse.
func printed(_ text: String) -> String? {
  var parser = Parser(Array(text.utf8), limits: .default)
  guard let node = parser.parseExpression(), parser.diagnostics.isEmpty else { return nil }
  return Printer.print(node)
}

/// Diagnostics of a library as `line:column message; expected …`.
func syntaxErrors(_ text: String, limits: SyntaxLimits = .default) -> [String] {
  let bytes = Array(text.utf8)
  var parser = Parser(bytes, limits: limits)
  _ = parser.parseLibrary()
  let lines = LineTable(bytes)
  return parser.diagnostics.map { diagnostic in
    let place = lines.place(of: diagnostic.range.start)
    return "\(place.line):\(place.column) \(diagnostic.message)"
      + (diagnostic.expected.map { "; expected \($0)" } ?? "") + (diagnostic.found.map { "; found \($0)" } ?? "")
  }
}
