/// One test of the official suite: an expression, its input, and what it must give.
public struct FHIRPathTest: Sendable {
  /// What the suite expects of an item of the result.
  public struct Output: Sendable, Hashable {
    /// The type's name (`code`, `dateTime`), nil where the suite leaves it open.
    public var type: String?
    /// The value as text.
    public var value: String
  }

  /// The suite's file, relative to the folder that was read.
  let source: String
  /// The group, for reports.
  public var group: String
  /// The name; not always unique.
  public var name: String
  /// The name of the input's file; nil for none.
  public var inputFile: String?
  /// The expression.
  public var expression: String
  /// `syntax`, `semantic` or `execution` when the expression must fail.
  public var invalid: String?
  /// The test asks for JSON names of choices as elements, which this engine does not offer.
  var isLenient = false
  /// The checks of strict mode apply.
  public var isStrict = false
  /// Functions that need an order must be refused on collections without one.
  public var checksOrder = false
  /// The result is whether there is one.
  public var isPredicate = false
  /// The items must come in this order.
  public var isOrdered = true
  /// What the expression must give.
  public var outputs: [Output] = []

  /// Reads the tests of a suite's XML file, nil when it holds none.
  static func read(_ root: SuiteXML, from source: String) -> [FHIRPathTest]? {
    guard root.name == "tests" else { return nil }
    return root.descendants(named: "group").flatMap { group in
      group.descendants(named: "test").compactMap {
        FHIRPathTest($0, group: group.attributes["name"] ?? "", source: source)
      }
    }
  }

  private init?(_ element: SuiteXML, group: String, source: String) {
    guard let expression = element.first("expression") else { return nil }
    self.group = group
    self.source = source
    name = element.attributes["name"] ?? ""
    inputFile = element.attributes["inputfile"]
    self.expression = expression.text
    func attribute(_ name: String) -> String? { expression.attributes[name] ?? element.attributes[name] }
    invalid = attribute("invalid").flatMap { $0 == "false" ? nil : $0 }
    isStrict = attribute("mode") == "strict"
    isLenient = attribute("mode")?.hasPrefix("lenient") ?? false
    checksOrder = attribute("checkOrderedFunctions") == "true"
    isPredicate = attribute("predicate") == "true"
    isOrdered = attribute("ordered") != "false"
    outputs = element.children.filter { $0.name == "output" }.map {
      Output(type: $0.attributes["type"], value: $0.text)
    }
  }
}
