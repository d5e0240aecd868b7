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
  /// A card as `expect.json` describes it; what is not said is not checked.
  struct ExpectedCard {
    var indicator: String?
    var summary: String?
    var detailContains: [String]
    var detailOmits: [String]
    var suggestions: [String]?
    var actions: [String]?
  }

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
    guard let cards = root["cards"], cards.isArray else {
      throw ContentError(
        file: "\(folder)/expect.json", path: "cards", message: "the example needs the list of its cards; [] is silence")
    }
    self.now = now
    description = root["description"].string ?? ""
    expected = cards.elements.map { card in
      ExpectedCard(
        indicator: card["indicator"].string, summary: card["summary"].string,
        detailContains: card["detailContains"].elements.compactMap(\.string),
        detailOmits: card["detailOmits"].elements.compactMap(\.string),
        suggestions: card["suggestions"].map { $0.elements.compactMap(\.string) },
        actions: card["actions"].map { $0.elements.compactMap(\.string) })
    }
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

  /// The examples below a content folder: of `DIR/SERVICE/examples/NAME` and, when `folder` is a service's own folder,
  /// of `DIR/examples/NAME`.
  static func folders(below folder: String) -> [(service: String, path: String)] {
    let root = URL(fileURLWithPath: folder)
    let services =
      [root] + ((try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? [])
    return services.flatMap { service -> [(service: String, path: String)] in
      let examples = service.appendingPathComponent("examples")
      let found = (try? FileManager.default.contentsOfDirectory(at: examples, includingPropertiesForKeys: nil)) ?? []
      return found.filter { FileManager.default.fileExists(atPath: $0.appendingPathComponent("expect.json").path) }
        .map { (service.lastPathComponent, $0.path) }
    }.sorted { $0.path < $1.path }
  }
}
