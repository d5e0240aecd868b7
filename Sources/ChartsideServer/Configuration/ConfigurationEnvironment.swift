/// Settings from the environment: `CHARTSIDE_SERVER_PORT` is `server.port`, and wins over the file.
final class ConfigurationEnvironment {
  private let variables: [String: String]
  private let all: [String: String]
  private var taken: Set<String> = []

  /// Variables that are no settings.
  private static let others: Set<String> = ["CHARTSIDE_HOME", "CHARTSIDE_CONFORMANCE"]

  init(_ variables: [String: String]) {
    all = variables
    self.variables = variables.filter { $0.key.hasPrefix("CHARTSIDE_") && !Self.others.contains($0.key) }
  }

  func take(_ path: [String]) -> (variable: String, text: String)? {
    let variable = "CHARTSIDE_" + path.map { $0.uppercased().replacing("-", with: "_") }.joined(separator: "_")
    taken.insert(variable)
    return variables[variable].map { (variable, $0) }
  }

  /// A variable that the file names, such as one that holds a secret.
  func variable(_ name: String) -> String? {
    taken.insert(name)
    return all[name]
  }

  /// Refuses variables that no setting asked for, so that a misspelt one is not silently without effect.
  func finish() throws(ConfigurationError) {
    for variable in variables.keys.sorted() where !taken.contains(variable) {
      let hint = SpellingSuggestion.closest(to: variable, among: taken.sorted()).map { "; did you mean \($0)?" } ?? ""
      throw ConfigurationError(origin: .environment(variable), setting: "", problem: "names no setting\(hint)")
    }
  }
}
