import ClinicalTypes
import FHIR
import Foundation
import JSON

/// One example of a service: a hook request with all its data, and the cards that it must give.
///
/// Two files in `CDSHooks/SERVICE/examples/NAME`: `request.json` and `expect.json`.
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

  let service: String
  let name: String
  let description: String
  let now: PartialDateTime
  let request: JSONDocument
  let expected: [ExpectedCard]

  /// Reads the example in `folder`.
  init(folder: String, service: String) throws(ContentError) {
    self.service = service
    name = URL(fileURLWithPath: folder).lastPathComponent
    request = try Self.read("\(folder)/request.json")
    let expectation = try Self.read("\(folder)/expect.json")
    let root = expectation.root
    guard let now = root["now"].string.flatMap({ PartialDateTime(fhirDateTime: $0) }) else {
      throw ContentError(
        file: "\(folder)/expect.json", path: "now", message: "the example needs a dateTime to be evaluated at")
    }
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
      return found.filter { FileManager.default.fileExists(atPath: $0.appendingPathComponent("request.json").path) }
        .map { (service.lastPathComponent, $0.path) }
    }.sorted { $0.path < $1.path }
  }
}
