import ClinicalTypes
import FHIR
import Foundation
import JSON

/// Value sets from the files that the user names: FHIR resources, and the databases of expanded sets that CQL tools
/// keep, `{id: {version: {codes: [{code, system}]}}}`.
struct ValueSetFiles: TerminologyService {
  private let resources: LocalTerminology
  private var expanded: [String: CodeSet] = [:]

  init(_ paths: [String]) throws(CommandFailure) {
    var found: [Resource] = []
    for path in paths {
      for file in try Self.files(in: path) {
        let root = try InputFile.document(file).root
        if let resource = Resource(root) {
          found += [resource] + root["entry"].elements.compactMap { Resource($0["resource"]) }
          continue
        }
        for (id, versions) in root.members {
          for (_, version) in versions.members {
            let codes = version["codes"].elements.compactMap { code in
              code["code"].string.map { Code(system: code["system"].string, code: $0) }
            }
            expanded[id] = CodeSet(valueSet: id, codes: codes)
          }
        }
      }
    }
    resources = LocalTerminology(found.filter { $0.isType("ValueSet") || $0.isType("CodeSystem") })
  }

  private static func files(in path: String) throws(CommandFailure) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure(.failed, "'\(path)' cannot be read.")
    }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { path + "/" + $0 }
  }

  func expand(_ url: String) throws(TerminologyError) -> CodeSet {
    if let set = expanded[url] ?? expanded[url.hasPrefix("urn:oid:") ? String(url.dropFirst(8)) : url] { return set }
    return try resources.expand(url)
  }

  func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption {
    try resources.subsumption(of: left, right)
  }
}
