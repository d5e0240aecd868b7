import Foundation

/// The official suite as somebody's translator has compiled it: one ELM library a file, one define a group, a tuple of
/// tests in it, each a tuple of `expression` and `output`.
public struct CompiledSuite: Sendable {
  private let libraries: [String: CQLLibrary]

  /// Reads every ELM file of a directory.
  /// - Throws: ``CQLError`` if one is not readable.
  public init(directory: String) throws(CQLError) {
    var libraries: [String: CQLLibrary] = [:]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names.sorted() where name.hasSuffix(".json") {
      guard let data = FileManager.default.contents(atPath: directory + "/" + name) else { continue }
      libraries[String(name.dropLast(5))] = try CQLLibrary(elm: [UInt8](data))
    }
    self.libraries = libraries
  }

  /// The two expressions of a test.
  public func compile(_ test: CQLTest) -> CQLSuite.Compilation {
    guard let library = libraries[test.suite] else { return .unavailable("there is no ELM of \(test.suite)") }
    guard let define = library.expressions.first(where: { $0.name == test.group }),
      case .tuple(let tests) = define.expression.kind,
      case .tuple(let parts)? = tests.first(where: { $0.name == test.name })?.value.kind,
      let expression = parts.first(where: { $0.name == "expression" })
    else { return .unavailable("the ELM of \(test.suite) does not hold it") }
    var single = library
    single.expressions.append(ExpressionDefinition("expression", expression: expression.value))
    let output = parts.first { $0.name == "output" }
    if let output { single.expressions.append(ExpressionDefinition("output", expression: output.value)) }
    if test.output != nil, output == nil { return .unavailable("the ELM of \(test.suite) lacks its output") }
    return .compiled(CQLSuite.Compiled(library: single))
  }
}
