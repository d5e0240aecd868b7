import Foundation

/// One setting's text and where it stands, read into the type that is wanted.
struct ConfigurationValue: Sendable {
  let text: String
  let setting: String
  let origin: ConfigurationError.Origin

  func fail(_ problem: String) -> ConfigurationError {
    ConfigurationError(origin: origin, setting: setting, problem: problem)
  }

  func string() throws(ConfigurationError) -> String {
    guard !text.isEmpty else { throw fail("must not be empty") }
    return text
  }

  func bool() throws(ConfigurationError) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw fail("must be true or false")
    }
  }

  func int(_ range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard let value = Int(text), range.contains(value) else {
      throw fail("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A number and its unit: `500ms`, `10s`, `5m`, `12h`, `90d`.
  func duration(_ range: ClosedRange<Duration>) throws(ConfigurationError) -> Duration {
    let units: [(String, Int64)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
    for (unit, milliseconds) in units where text.hasSuffix(unit) {
      guard let count = Int64(text.dropLast(unit.count)), count >= 0 else { continue }
      let (product, overflow) = count.multipliedReportingOverflow(by: milliseconds)
      guard !overflow, range.contains(.milliseconds(product)) else {
        throw fail("must be from \(range.lowerBound) to \(range.upperBound)")
      }
      return .milliseconds(product)
    }
    throw fail("must be a number with its unit, such as 500ms, 10s, 5m, 12h or 90d")
  }

  /// A number and its unit: `64KB`, `32MB`, `1GB` (powers of 1024).
  func bytes(_ range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    let units = [("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30)]
    for (unit, size) in units where text.hasSuffix(unit) {
      guard let count = Int(text.dropLast(2)), count >= 0, count <= 1 << 20, range.contains(count * size) else {
        throw fail("must be from \(range.lowerBound >> 10)KB to \(range.upperBound >> 20)MB")
      }
      return count * size
    }
    throw fail("must be a number with its unit, such as 64KB, 32MB or 1GB")
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type = Choice.self
  ) throws(ConfigurationError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let hint = SpellingSuggestion.closest(to: text, among: names).map { "; did you mean \($0)?" } ?? ""
    throw fail("must be one of \(names.joined(separator: ", "))\(hint)")
  }

  /// A path, taken as relative to the folder of the configuration file.
  func path(relativeTo folder: String) throws(ConfigurationError) -> String {
    let path = try string()
    return path.hasPrefix("/") ? path : folder.isEmpty ? path : folder + "/" + path
  }

  /// A path of a file that exists.
  func file(relativeTo folder: String) throws(ConfigurationError) -> String {
    let path = try path(relativeTo: folder)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      throw fail("names a file that does not exist")
    }
    return path
  }
}
