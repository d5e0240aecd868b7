import CQL
import JSON

/// The CQL of a plan, compiled: the library whose defines its expressions name.
struct PlanLogic: Sendable {
  let engine: CQLEngine
  /// The defines that stand for expressions written inline, by their text.
  let inline: [String: String]
  private let defines: Set<String>
  /// What the site has set, by `Library.Name`.
  var options: [String: CQLValue] = [:]
  /// The defines that the plan's expressions name.
  private(set) var used: [String] = []

  init(engine: CQLEngine, inline: [InlineExpression]) {
    self.engine = engine
    self.inline = Dictionary(inline.map { ($0.text, $0.define) }, uniquingKeysWith: { first, _ in first })
    defines = Set(engine.defines)
  }

  /// The library's name, for messages.
  var name: String { engine.library.identifier.name }

  /// The define that an expression stands for; nil when the library has none of this name. Published plans often write a
  /// define's name where the language says CQL; it is taken so where it is one.
  func define(for text: String, _ language: ExpressionLanguage) -> String? {
    if defines.contains(text) { return text }
    // A define of the plan's own library may be called with the library's name.
    for own in ["\(name).", "\"\(name)\"."] where text.hasPrefix(own) {
      return define(for: String(text.dropFirst(own.count)), language)
    }
    if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      let name = String(text.dropFirst().dropLast())
      if defines.contains(name) { return name }
    }
    return language == .cql ? inline[text] : nil
  }

  /// The type of what a define gives, where the library tells.
  func type(of define: String) -> CQLType? { engine.library.expressions.first { $0.name == define }?.type }

  /// The define whose name is closest to what was written, case aside.
  func suggestion(for text: String) -> String? {
    engine.defines.first { $0.lowercased() == text.lowercased() }
  }

  /// Notes that an expression names a define.
  mutating func use(_ define: String) { if !used.contains(define) { used.append(define) } }

  /// Whether the plan's own library has the parameter `gaps`.
  var takesGaps: Bool { engine.library.parameters.contains { $0.name == HookParameters.gaps } }

  /// What evaluating the plan can retrieve.
  var needs: [DataNeed] { engine.needs(ofDefines: used) }
}

extension PlanLogic {
  /// The expressions below `root` that are written in CQL, with their places; `contained` resources are left out.
  static func expressions(in root: JSONValue) -> [(text: String, language: ExpressionLanguage, path: String)] {
    var found: [(text: String, language: ExpressionLanguage, path: String)] = []
    var open: [(value: JSONValue, path: String)] = [(root, "")]
    while let (value, path) = open.popLast() {
      if let language = ExpressionLanguage(value["language"]?.string), language.isLogic,
        let text = value["expression"]?.string
      {
        found.append((text, language, path))
      }
      var below: [(value: JSONValue, path: String)] = []
      for (key, member) in value.members where key != "contained" {
        below.append((member, path.isEmpty ? key : "\(path).\(key)"))
      }
      for (index, element) in value.elements.enumerated() { below.append((element, "\(path)[\(index)]")) }
      open += below.reversed()
    }
    return found
  }
}
