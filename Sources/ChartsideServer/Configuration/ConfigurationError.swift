/// A configuration that cannot be used: which setting, where it stands, what is wrong and how to mend it.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where a setting came from.
  public enum Origin: Sendable, Equatable, CustomStringConvertible {
    /// A place in the file; line and column count from 1.
    case file(String, line: Int, column: Int)
    /// An environment variable.
    case environment(String)
    /// The file as a whole.
    case whole(String)

    /// `FILE:LINE:COLUMN`, or the variable's name.
    public var description: String {
      switch self {
      case .file(let file, let line, let column): "\(file):\(line):\(column)"
      case .environment(let name): "environment variable \(name)"
      case .whole(let file): file
      }
    }
  }

  /// Where.
  public let origin: Origin
  /// The setting's name, such as `server.port`; empty when no single one is at fault.
  public let setting: String
  /// What is wrong and how to mend it. It never repeats a value.
  public let problem: String

  /// `chartside.yaml:3:9: server.port: must be …`
  public var description: String {
    setting.isEmpty ? "\(origin): \(problem)" : "\(origin): \(setting): \(problem)"
  }
}
