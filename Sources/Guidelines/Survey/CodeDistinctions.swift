import CQL

/// What CQL tells apart by code after it has asked for a type whole, as problems and drugs are.
struct CodeDistinctions {
  /// Value sets that a function gets together with beginnings of ICD-10 codes: what services ask the problem list for.
  private(set) var conditions: [(url: String, prefixes: [String])] = []
  /// All other value sets that are referred to.
  private(set) var valueSets: [String] = []

  /// Reads the defines and functions of libraries.
  init(of libraries: [CQLLibrary]) {
    for library in libraries {
      let urls = Dictionary(library.valueSets.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
      var open = library.expressions.map(\.expression) + library.functions.compactMap(\.body)
      while let node = open.popLast() {
        var isRead = false
        if case .functionRef(_, let operands, _) = node.kind, operands.count > 1,
          let url = Self.url(of: operands[0], urls), let prefixes = Self.texts(operands[1])
        {
          add(condition: url, prefixes)
          isRead = true
        }
        if let url = Self.url(of: node, urls), !valueSets.contains(url) { valueSets.append(url) }
        if !isRead { node.forEachChild { open.append($0) } }
      }
    }
    let named = conditions.map(\.url)
    valueSets.removeAll { named.contains($0) }
  }

  private mutating func add(condition url: String, _ prefixes: [String]) {
    guard let place = conditions.firstIndex(where: { $0.url == url }) else {
      conditions.append((url, prefixes))
      return
    }
    conditions[place].prefixes += prefixes.filter { !conditions[place].prefixes.contains($0) }
  }

  private static func url(of node: CQLExpression, _ urls: [String: String]) -> String? {
    guard case .valueSetRef(let reference) = node.kind, reference.library == nil else { return nil }
    return urls[reference.name]
  }

  /// The strings of a list of literals; nil for anything else.
  private static func texts(_ node: CQLExpression) -> [String]? {
    guard case .list(let items) = node.kind else { return nil }
    var texts: [String] = []
    for item in items {
      guard case .literal(.string(let text)) = item.kind else { return nil }
      texts.append(text)
    }
    return texts
  }
}
