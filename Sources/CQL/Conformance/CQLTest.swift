import FHIRPath

/// One test of the official CQL suite: an expression, and what it must equal, both as CQL source.
public struct CQLTest: Sendable {
  /// The file, without its ending.
  public var suite: String
  /// The group.
  public var group: String
  /// The name within the group.
  public var name: String
  /// The expression.
  public var expression: String
  /// The expected value; nil where the suite gives none.
  public var output: String?
  /// `true`, `semantic` or `syntax` when the expression must fail.
  public var invalid: String?
  /// The version of CQL that the test belongs to, where stated: `1.5`, `2.0`.
  public var version: String?

  /// `Suite.Group.Name`
  public var id: String { "\(suite).\(group).\(name)" }

  /// Reads the tests of a suite's XML file; nil when it holds none.
  static func read(_ root: SuiteXML, suite: String) -> [CQLTest]? {
    guard root.name == "tests" else { return nil }
    return root.descendants(named: "group").flatMap { group in
      group.children.filter { $0.name == "test" }.compactMap { test in
        guard let expression = test.first("expression") else { return nil }
        let invalid = expression.attributes["invalid"]
        return CQLTest(
          suite: suite, group: group.attributes["name"] ?? "", name: test.attributes["name"] ?? "",
          expression: expression.text, output: test.first("output")?.text, invalid: invalid == "false" ? nil : invalid,
          version: test.attributes["version"] ?? group.attributes["version"])
      }
    }
  }
}
