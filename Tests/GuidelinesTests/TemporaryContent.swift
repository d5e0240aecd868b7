import Foundation

/// A folder of content that lives as long as the test.
final class TemporaryContent {
  let path: String

  /// Makes the files, by their paths in the folder.
  init(_ files: [String: String]) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("content-\(UUID().uuidString)")
    for (name, text) in files {
      let file = url.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A call of patient-view with nothing in it but the patient.
  static let request = """
    {"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
     "context":{"userId":"Practitioner/1","patientId":"p"},"prefetch":{"patient":{"resourceType":"Patient","id":"p"}}}
    """

  /// What an example expects, at a time of its own.
  static func expectation(_ cards: String, more: String = "") -> String {
    #"{"now":"2026-11-23"\#(more),"cards":\#(cards)}"#
  }

  /// A plan of one card whose title is its id.
  static func plan(_ id: String, trigger: Bool = true, more: String = "") -> String {
    let hook = trigger ? #","trigger":[{"type":"named-event","name":"patient-view"}]"# : ""
    return ApplicationContent.plan(id, actions: #"{"title":"Card of \#(id)"\#(hook)}"#, more: more)
  }
}
