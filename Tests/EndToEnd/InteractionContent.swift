import FHIR
import Foundation
import JSON
import TestSupport

/// The published drug interaction guide (HL7 PDDI-CDS) as content: its folder, and what its build would add to it.
///
/// The folder has value sets as XML, CQL without Library resources, and no FHIRCommon. Its four drugs and five classes have
/// no codes of their own: the classes' `-example` sets stand in for them, and for a drug the codes that the published
/// requests themselves use for it.
enum InteractionContent {
  static let folder = "acceptance/pddi-cds/input"
  private static let base = "http://hl7.org/fhir/uv/pddi"

  /// Writes the folder that is loaded beside the published plans and CQL.
  /// - Returns: the folders, in the order in which they are loaded.
  static func folders(in home: URL) throws -> [String] {
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    func write(_ name: String, _ tree: JSONTree) throws {
      try Data(tree.serialized()).write(to: home.appendingPathComponent(name + ".json"))
    }
    for name in ["WarfarinNSAIDsCDSLogic", "DigoxinCyclosporineCDSLogic"] {
      try write(
        "Library-" + name,
        [
          "resourceType": "Library", "id": .string(name), "url": .string("\(base)/Library/\(name)"),
          "name": .string(name), "version": "1.0.0", "status": "active",
          "type": ["coding": [["code": "logic-library"]]],
        ])
    }
    try Data(common.utf8).write(to: home.appendingPathComponent("FHIRCommon.cql"))
    var sets: [String: JSONTree] = [:]
    for file in ConformanceData.files(under: "\(folder)/vocabulary", suffix: ".xml") {
      let (id, set) = try valueSet(file)
      sets[id] = set
    }
    for name in ["NSAIDS", "PPIS", "SCS", "AAS", "LOOPDIURETIC"] {
      sets["valueset-\(name)"]?["compose"] = ["include": [["valueSet": [.string(url("\(name)-example"))]]]]
    }
    let used = try usedDrugs()
    for (id, word) in [
      ("warfarin", "warfarin"), ("digoxin", "digoxin"), ("cyclosporine", "cyclosporine"),
      ("topicaldiclofenac", "topical"),
    ] {
      let codes = used.filter { $0.display.lowercased().contains(word) }.map { JSONTree.object($0.concept) }
      sets["valueset-\(id)"]?["compose"] = ["include": [["system": .string(rxNorm), "concept": .array(codes)]]]
    }
    for (id, set) in sets { try write(id, set) }
    return try ["resources", "cql"].map { try ConformanceData.url("\(folder)/\($0)").path } + [home.path]
  }

  private static let rxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm"

  private static func url(_ name: String) -> String { "\(base)/ValueSet/valueset-\(name)" }

  /// The two functions that the guide takes from FHIRCommon, written after their documentation.
  private static let common = """
    library FHIRCommon version '2.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'

    define fluent function toInterval(choice Choice<FHIR.dateTime, FHIR.Period, FHIR.instant, FHIR.Timing>):
      case
        when choice is FHIR.dateTime then
          Interval[FHIRHelpers.ToDateTime(choice as FHIR.dateTime), FHIRHelpers.ToDateTime(choice as FHIR.dateTime)]
        when choice is FHIR.instant then
          Interval[FHIRHelpers.ToDateTime(choice as FHIR.instant), FHIRHelpers.ToDateTime(choice as FHIR.instant)]
        when choice is FHIR.Period then FHIRHelpers.ToInterval(choice as FHIR.Period)
        else null as Interval<DateTime>
      end

    define fluent function ext(element DomainResource, url String):
      singleton from (element.extension E where E.url.value = url)
    """

  /// A value set's url and codes; all that running needs.
  private static func valueSet(_ file: URL) throws -> (String, JSONTree) {
    let text = try String(contentsOf: file, encoding: .utf8)
    func first(_ pattern: Regex<(Substring, Substring)>) -> String {
      text.firstMatch(of: pattern).map { String($0.1) } ?? ""
    }
    let id = first(/<id value="([^"]*)"/)
    var include: [JSONTree] = []
    let concepts = text.matches(of: /<concept>\s*<code value="([^"]*)"\s*\/>/).map {
      ["code": .string(String($0.1))] as JSONTree
    }
    if !concepts.isEmpty {
      let compose = text[(text.range(of: "<compose>")?.lowerBound ?? text.startIndex)...]
      let system = compose.firstMatch(of: /<system value="([^"]*)"/).map { String($0.1) } ?? ""
      include.append(["system": .string(system), "concept": .array(concepts)])
    }
    for reference in text.matches(of: /<valueSet value="([^"]*)"/) {
      include.append(["valueSet": [.string(String(reference.1))]])
    }
    return (
      id,
      [
        "resourceType": "ValueSet", "id": .string(id), "url": .string(first(/<url value="([^"]*)"/)), "status": "draft",
        "compose": ["include": .array(include)],
      ]
    )
  }

  /// The request with the patient, whom the service needs and some requests leave out: from the guide's test data, or from
  /// another of its requests.
  static func withPatient(_ bytes: [UInt8]) throws -> [UInt8] {
    let request = try JSONDocument(fhir: bytes).root
    let other = try ConformanceData.bytes("\(folder)/images/requests/multi-update-draft-orders-2.json")
    var file = try ConformanceData.bytes("\(folder)/tests/warfarin-nsaids-cds-plandefinition/f101/Patient-f101.json")
    // The file begins with a byte order mark.
    file.removeFirst(3)
    let known = [
      try JSONDocument(fhir: file).root,
      try JSONDocument(fhir: other).root["prefetch"]["item1"]["entry"][0]["resource"],
    ].compactMap(\.self)
    var object = JSONObject(request)
    var prefetch = request["prefetch"].map { JSONObject($0) } ?? JSONObject()
    prefetch["patient"] = known.first { $0["id"]?.string == request["context"]["patientId"].string }.map {
      JSONTree($0)
    }
    object["prefetch"] = .object(prefetch)
    return JSONTree.object(object).serialized()
  }

  // MARK: What the requests call their drugs

  private struct Drug: Hashable {
    let code: String
    let display: String
    var concept: JSONObject {
      var concept = JSONObject()
      concept["code"] = .string(code)
      return concept
    }
  }

  private static func usedDrugs() throws -> [Drug] {
    var found: Set<Drug> = []
    for file in ConformanceData.files(under: "\(folder)/images/requests", suffix: ".json") {
      var open = [try JSONDocument(fhir: Array(Data(contentsOf: file))).root]
      while let value = open.popLast() {
        open += value.members.map(\.value) + value.elements
        if value["system"]?.string == rxNorm, let code = value["code"]?.string {
          found.insert(Drug(code: code, display: value["display"]?.string ?? ""))
        }
      }
    }
    return found.sorted { $0.code < $1.code }
  }
}
