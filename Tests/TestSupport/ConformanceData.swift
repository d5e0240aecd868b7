public import Foundation

/// Third-party suites and data that the project reads but does not hold.
///
/// They are found at the path in the environment variable `CHARTSIDE_CONFORMANCE`, else at `../shared` beside the
/// checkout. Where neither exists, tests over them are reported as skipped:
///
///     @Test(.enabled(if: ConformanceData.isPresent("conformance/fhirpath")))
public enum ConformanceData {
  /// The folder that holds the data, or nil when it is not on this machine.
  public static let root: URL? = {
    let environment = ProcessInfo.processInfo.environment["CHARTSIDE_CONFORMANCE"]
    let path = environment ?? projectRoot.appendingPathComponent("../shared").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path) ? URL(fileURLWithPath: path, isDirectory: true) : nil
  }()

  /// The checkout that these tests were compiled from.
  public static let projectRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether `path`, relative to the data's folder, exists on this machine.
  public static func isPresent(_ path: String) -> Bool {
    guard let root else { return false }
    return FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// The location of `path`, relative to the data's folder.
  /// - Throws: ``Missing`` when the data is not on this machine; guard a test with ``isPresent(_:)``.
  public static func url(_ path: String) throws -> URL {
    guard let root else { throw Missing(path: path) }
    return root.appendingPathComponent(path)
  }

  /// The bytes of the file at `path`.
  public static func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: url(path))) }

  /// All files below `path` whose name ends in `suffix`, in a stable order.
  public static func files(under path: String, suffix: String) -> [URL] {
    guard let folder = try? url(path),
      let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return found.compactMap { $0 as? URL }.filter { $0.lastPathComponent.hasSuffix(suffix) }
      .sorted { $0.path < $1.path }
  }

  /// The data is not on this machine.
  public struct Missing: Error {
    /// What was asked for, relative to the data's folder.
    public var path: String
  }
}
