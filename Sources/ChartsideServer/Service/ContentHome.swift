import Foundation

/// Where decision-support content is looked for.
public struct ContentHome: Sendable {
  /// Nothing was found anywhere.
  public struct NotFound: Error, CustomStringConvertible {
    /// The places searched, in order.
    public let places: [String]
    /// One sentence naming the places.
    public var description: String {
      "no decision-support content was found (a folder with 'CDSHooks' in it); searched \(places.joined(separator: ", ")); "
        + "name one with --content or CHARTSIDE_HOME"
    }
  }

  /// The folders to load, in order: what ships, then the site's own.
  public let folders: [String]
  /// The folders in which client profiles are looked for, the site's own first.
  public let profileFolders: [String]

  /// Looks in `$CHARTSIDE_HOME`, else `../share/chartside` beside the executable, else the working directory; `own` folders
  /// come after what is found there.
  public init(
    own: [String] = [], environment: [String: String] = ProcessInfoValues.environment,
    executable: String = ProcessInfoValues.executable, workingDirectory: String = ProcessInfoValues.workingDirectory
  ) throws(NotFound) {
    var places: [String] = []
    if let home = environment["CHARTSIDE_HOME"], !home.isEmpty {
      places = [home]
    } else {
      let beside = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("share/chartside").path
      places = [beside, workingDirectory]
    }
    let home = places.first { ContentHome.isFolder($0 + "/CDSHooks") }
    guard home != nil || !own.isEmpty else { throw NotFound(places: places) }
    let shipped = home.map { home in [home + "/CDSHooks", home + "/Profiles"].filter(ContentHome.isFolder) } ?? []
    folders = shipped + own
    profileFolders = own.flatMap { [$0 + "/clients", $0 + "/Profiles/clients"] } + shipped.map { $0 + "/clients" }
  }

  /// The folders in which de-identification profiles are looked for, the site's own last.
  public var deidentificationFolders: [String] {
    folders.flatMap { [$0 + "/deidentification", $0 + "/Profiles/deidentification"] }.filter(ContentHome.isFolder)
  }

  /// Where the example patients of a demonstration are, when they ship.
  public var examplePatientFolders: [String] {
    folders.map { $0 + "/example-patients" }.filter(ContentHome.isFolder)
  }

  /// Where the draft orders of a demonstration are, when they ship.
  public var exampleOrderFolders: [String] {
    folders.map { $0 + "/example-orders" }.filter(ContentHome.isFolder)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

/// What a process is told when it starts.
public enum ProcessInfoValues {
  /// The environment.
  public static var environment: [String: String] { ProcessInfo.processInfo.environment }
  /// The working directory.
  public static var workingDirectory: String { FileManager.default.currentDirectoryPath }
  /// The path of the running program.
  public static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments.first ?? ""
  }
}
