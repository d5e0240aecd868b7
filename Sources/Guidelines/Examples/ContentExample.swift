import ClinicalTypes
import FHIR
import Foundation
import JSON

/// One example of a service: a hook call with all its data, and the cards that it must give.
///
/// Files in `CDSHooks/SERVICE/examples/NAME`: `expect.json`, and either `request.json`, a whole hook request, or
/// `patient.json`, a Bundle with all that is on record of a patient, from which the service's own questions are answered.
/// The time is `now` in `expect.json`, or a file `now`.
struct ContentExample {
  /// The call.
  enum Call {
    case request(JSONDocument)
    /// A record; the hook, and what the context holds besides user and patient.
    case record(RecordedPatient, hook: String?, context: JSONValue?)
  }

  let service: String
  let name: String
  let description: String
  let now: PartialDateTime
  let call: Call
  /// The site's options.
  let options: [String: [String]]
  let expected: [ExpectedCard]

  /// Reads the example in `folder`.
  init(folder: String, service: String) throws(ContentError) {
    name = URL(fileURLWithPath: folder).lastPathComponent
    let root = try Self.read("\(folder)/expect.json").root
    if let named = root["service"], !named.isString {
      throw ContentError(file: "\(folder)/expect.json", path: "service", message: "this must be a string")
    }
    self.service = root["service"].string ?? service
    call = try Self.call(in: folder, root)
    let written = root["now"].string ?? FileManager.default.contents(atPath: "\(folder)/now").map(Self.text)
    guard let now = written.flatMap({ PartialDateTime(fhirDateTime: $0) }) else {
      throw ContentError(
        file: "\(folder)/expect.json", path: "now", message: "the example needs a dateTime to be evaluated at")
    }
    options = Dictionary(
      root["options"].members.map { name, value in
        (name, (value.isArray ? Array(value.elements) : [value]).map { $0.string ?? Self.text($0.sourceBytes) })
      }, uniquingKeysWith: { _, last in last })
    self.now = now
    description = root["description"].string ?? ""
    expected = try Self.cards(of: root, in: "\(folder)/expect.json")
  }

  private static let members: Set<String> = ["description", "service", "now", "hook", "context", "options", "cards"]

  /// The cards; what is not understood is an error, since an expectation that is passed over always holds.
  private static func cards(of root: JSONValue, in file: String) throws(ContentError) -> [ExpectedCard] {
    for (name, _) in root.members where !members.contains(name) {
      throw ContentError(
        file: file, path: name,
        message: "an example has no member '\(name)'; it has \(members.sorted().joined(separator: ", "))")
    }
    guard let cards = root["cards"], cards.isArray else {
      throw ContentError(file: file, path: "cards", message: "the example needs the list of its cards; [] is silence")
    }
    var expected: [ExpectedCard] = []
    for (index, card) in cards.elements.enumerated() {
      expected.append(try ExpectedCard(card, at: "cards[\(index)]", in: file))
    }
    return expected
  }

  private static func call(in folder: String, _ expectation: JSONValue) throws(ContentError) -> Call {
    guard FileManager.default.fileExists(atPath: "\(folder)/patient.json") else {
      return .request(try read("\(folder)/request.json"))
    }
    guard let patient = RecordedPatient(try read("\(folder)/patient.json")) else {
      throw ContentError(
        file: "\(folder)/patient.json", message: "the record must be a Bundle with one Patient that has an id")
    }
    return .record(patient, hook: expectation["hook"].string, context: expectation["context"])
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = Substring(String(decoding: Array(bytes), as: UTF8.self))
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  private static func read(_ file: String) throws(ContentError) -> JSONDocument {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ContentError(file: file, message: "the file is missing")
    }
    do {
      return try JSONDocument(fhir: Array(data))
    } catch {
      throw ContentError(file: file, path: error.path, message: error.message)
    }
  }

  /// The examples below a content folder: `examples/NAME` of every folder in it, at whatever depth content is read, by the
  /// name of the folder that holds `examples`.
  static func folders(below folder: String) -> [(service: String, path: String)] {
    var found: [(service: String, path: String)] = []
    var open = [URL(fileURLWithPath: folder)]
    while let next = open.popLast() {
      for inner in folders(in: next) {
        guard inner.lastPathComponent == "examples" else {
          if !ContentFolder.skipped.contains(inner.lastPathComponent) { open.append(inner) }
          continue
        }
        // One without an expectation was meant to be an example, too: reading it says what it lacks.
        found += folders(in: inner).filter { example in
          ["expect.json", "request.json", "patient.json"].contains {
            FileManager.default.fileExists(atPath: example.appendingPathComponent($0).path)
          }
        }
        .map { (next.lastPathComponent, $0.path) }
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  private static func folders(in folder: URL) -> [URL] {
    let found = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: [.skipsHiddenFiles])
    return (found ?? []).filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true }
  }
}
