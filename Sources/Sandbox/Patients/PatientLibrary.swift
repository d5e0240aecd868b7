import FHIR
import Foundation
public import JSON

/// The synthetic patients that the sandbox holds: FHIR resources from files of bundles.
///
/// Bundles of every type are read, Synthea's transactions too: references by `urn:uuid:` become `Type/id`, as a server
/// that had stored the bundle would answer them.
public struct PatientLibrary: Sendable {
  /// A file, or part of one, that was left out.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// What is wrong with it.
    public let message: String
    /// `FILE: MESSAGE`
    public var description: String { "\(file): \(message)" }
  }

  /// The bundles and resources, references resolved.
  public private(set) var documents: [JSONDocument] = []
  /// What was left out.
  public private(set) var problems: [Problem] = []

  /// The largest file that is read.
  static let byteLimit = 64 << 20

  /// Reads all `*.json` files in these folders and below, in the order of their names.
  public init(directories: [String]) {
    for directory in directories {
      var isDirectory = ObjCBool(false)
      guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue,
        let found = FileManager.default.enumerator(atPath: directory)
      else {
        problems.append(Problem(file: directory, message: "the folder cannot be read"))
        continue
      }
      for path in found.compactMap({ $0 as? String }).filter({ $0.hasSuffix(".json") }).sorted() {
        let file = URL(fileURLWithPath: directory).appendingPathComponent(path)
        guard let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= Self.byteLimit,
          let data = try? Data(contentsOf: file)
        else {
          problems.append(Problem(file: path, message: "the file cannot be read, or has more than 64 MiB"))
          continue
        }
        add(Array(data), from: path)
      }
    }
  }

  /// Reads bundles or resources at hand.
  public init(_ texts: [[UInt8]]) {
    for (index, text) in texts.enumerated() { add(text, from: "bundle \(index + 1)") }
  }

  private mutating func add(_ bytes: [UInt8], from file: String) {
    do throws(JSONError) {
      // Files that some editors write begin with a byte order mark.
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let document = try BundleLocalization.localize(bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
      guard FHIRTypes.shared.resource(named: document.root[.resourceType].string ?? "") != nil else {
        problems.append(Problem(file: file, message: "it is no FHIR resource or bundle"))
        return
      }
      documents.append(document)
    } catch {
      problems.append(Problem(file: file, message: "\(error.message) (byte \(error.offset))"))
    }
  }
}
