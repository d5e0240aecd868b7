import Yams

/// A mapping of the configuration file, read key by key; keys that nobody asked for are refused in the end.
///
/// A scalar setting `a.b-c` outside of named maps can be set by the environment variable `CHARTSIDE_A_B_C`, which then wins.
final class ConfigurationSection {
  private let mapping: Node.Mapping?
  private let path: [String]
  private let file: String
  private let environment: ConfigurationEnvironment?
  private var known: Set<String> = []

  /// `environment`: nil inside a named map, which the environment cannot reach.
  init(mapping: Node.Mapping?, path: [String], file: String, environment: ConfigurationEnvironment?) {
    self.mapping = mapping
    self.path = path
    self.file = file
    self.environment = environment
  }

  /// The document's root. An empty document is an empty mapping.
  convenience init(yaml: String, file: String, environment: ConfigurationEnvironment) throws(ConfigurationError) {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      throw Self.error(of: error, file: file)
    }
    switch node {
    case nil: self.init(mapping: nil, path: [], file: file, environment: environment)
    case .mapping(let mapping)?: self.init(mapping: mapping, path: [], file: file, environment: environment)
    case .some(let other):
      if case .scalar(let scalar) = other, scalar.string.isEmpty {
        self.init(mapping: nil, path: [], file: file, environment: environment)
      } else {
        throw ConfigurationError(
          origin: Self.origin(of: other, file: file), setting: "", problem: "must hold settings such as 'server:'")
      }
    }
  }

  /// A setting of one value; nil when neither file nor environment has it.
  func value(_ key: String) throws(ConfigurationError) -> ConfigurationValue? {
    known.insert(key)
    let setting = name(of: key)
    if let environment, let (variable, text) = environment.take(path + [key]) {
      return ConfigurationValue(text: text, setting: setting, origin: .environment(variable))
    }
    guard let node = mapping?[key], !Self.isNull(node) else { return nil }
    guard case .scalar(let scalar) = node else { throw fail(key, node, "must be a single value") }
    return ConfigurationValue(text: scalar.string, setting: setting, origin: Self.origin(of: node, file: file))
  }

  /// A setting of several values: a list, or one value. From the environment: separated by commas.
  func values(_ key: String) throws(ConfigurationError) -> [ConfigurationValue]? {
    known.insert(key)
    let setting = name(of: key)
    if let environment, let (variable, text) = environment.take(path + [key]) {
      return text.split(separator: ",").map {
        ConfigurationValue(text: String($0), setting: setting, origin: .environment(variable))
      }
    }
    guard let node = mapping?[key], !Self.isNull(node) else { return nil }
    let nodes: [Node]
    switch node {
    case .scalar: nodes = [node]
    case .sequence(let sequence): nodes = Array(sequence)
    default: throw fail(key, node, "must be a list")
    }
    var values: [ConfigurationValue] = []
    for (index, node) in nodes.enumerated() {
      guard case .scalar(let scalar) = node else { throw fail(key, node, "must be a list of single values") }
      values.append(
        ConfigurationValue(
          text: scalar.string, setting: "\(setting)[\(index)]", origin: Self.origin(of: node, file: file)))
    }
    return values
  }

  /// A section; empty when the file has none.
  func section(_ key: String) throws(ConfigurationError) -> ConfigurationSection {
    known.insert(key)
    guard let node = mapping?[key], !Self.isNull(node) else {
      return ConfigurationSection(mapping: nil, path: path + [key], file: file, environment: environment)
    }
    guard case .mapping(let inner) = node else { throw fail(key, node, "must hold further settings") }
    return ConfigurationSection(mapping: inner, path: path + [key], file: file, environment: environment)
  }

  /// A map whose keys are names of the reader's choosing.
  func named(_ key: String) throws(ConfigurationError) -> [(name: String, section: ConfigurationSection)] {
    known.insert(key)
    guard let node = mapping?[key], !Self.isNull(node) else { return [] }
    guard case .mapping(let inner) = node else { throw fail(key, node, "must map names to settings") }
    var sections: [(name: String, section: ConfigurationSection)] = []
    for (keyNode, valueNode) in inner {
      guard case .scalar(let scalar) = keyNode, Self.isName(scalar.string) else {
        throw fail(key, keyNode, "has a name that is not made of letters, digits, '-', '_' and '.'")
      }
      guard case .mapping(let settings) = valueNode else {
        throw fail("\(key).\(scalar.string)", valueNode, "must hold further settings")
      }
      sections.append(
        (
          scalar.string,
          ConfigurationSection(mapping: settings, path: path + [key, scalar.string], file: file, environment: nil)
        ))
    }
    return sections
  }

  /// Whether the file has the section.
  var isPresent: Bool { mapping != nil }

  /// Every setting of a section whose keys are of the content's choosing, each one value or a list.
  func everything() throws(ConfigurationError) -> [(name: String, values: [ConfigurationValue])] {
    var settings: [(name: String, values: [ConfigurationValue])] = []
    for (keyNode, _) in mapping ?? Node.Mapping([]) {
      guard case .scalar(let scalar) = keyNode else { throw fail("", keyNode, "must be a name") }
      settings.append((scalar.string, try values(scalar.string) ?? []))
    }
    return settings
  }

  /// Where the section stands, for errors about it as a whole.
  var place: ConfigurationValue {
    ConfigurationValue(
      text: "", setting: path.joined(separator: "."),
      origin: (mapping?.first?.key).map { Self.origin(of: $0, file: file) } ?? .whole(file))
  }

  /// An error at a key, or at the section when the key is not there.
  func fail(_ key: String, _ problem: String) -> ConfigurationError {
    guard let node = mapping?[key] ?? mapping?.first?.key else {
      return ConfigurationError(origin: .whole(file), setting: name(of: key), problem: problem)
    }
    return fail(key, node, problem)
  }

  /// Refuses keys that were never asked for.
  func finish() throws(ConfigurationError) {
    for (keyNode, _) in mapping ?? Node.Mapping([]) {
      guard case .scalar(let scalar) = keyNode, !known.contains(scalar.string) else { continue }
      let hint = SpellingSuggestion.closest(to: scalar.string, among: known.sorted()).map { "; did you mean \($0)?" }
      throw fail(
        scalar.string, keyNode, "is no setting\(hint ?? "; known here: \(known.sorted().joined(separator: ", "))")")
    }
  }

  private func fail(_ key: String, _ node: Node, _ problem: String) -> ConfigurationError {
    ConfigurationError(origin: Self.origin(of: node, file: file), setting: name(of: key), problem: problem)
  }

  private func name(of key: String) -> String { (path + [key]).joined(separator: ".") }

  private static func origin(of node: Node, file: String) -> ConfigurationError.Origin {
    node.mark.map { .file(file, line: $0.line, column: $0.column) } ?? .whole(file)
  }

  private static func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null"
  }

  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        switch $0 {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
      }
  }

  private static func error(of error: any Error, file: String) -> ConfigurationError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(
        origin: .file(file, line: mark.line, column: mark.column), setting: "", problem: "is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      ConfigurationError(
        origin: .file(file, line: context.mark.line, column: context.mark.column), setting: "",
        problem: "has a key twice: \(keys.sorted().joined(separator: ", "))")
    default: ConfigurationError(origin: .whole(file), setting: "", problem: "is not YAML in UTF-8")
    }
  }
}
