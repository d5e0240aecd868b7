import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport

/// An example of a guideline as a whole record, for another use than its own: what it was sent, and what was drafted.
struct UsefulnessExample {
  let name: String
  let hook: String?
  let patientID: String
  let resources: [JSONValue]
  let drafts: [JSONValue]
  let now: PartialDateTime

  /// The examples of a service that expect a card.
  static func speaking(of service: String) throws -> [UsefulnessExample] {
    let folder = ConformanceData.projectRoot.appendingPathComponent("CDSHooks/\(service)/examples")
    let folders = ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
      .sorted { $0.path < $1.path }
    return try folders.compactMap { folder in
      let expected = try document(folder.appendingPathComponent("expect.json"))
      guard expected["cards"].elements.contains(where: { _ in true }), expected["options"] == nil else { return nil }
      return try UsefulnessExample(folder, expected)
    }
  }

  private init?(_ folder: URL, _ expected: JSONValue) throws {
    name = folder.lastPathComponent
    let record = folder.appendingPathComponent("patient.json")
    let context: JSONValue?
    if FileManager.default.fileExists(atPath: record.path) {
      hook = expected["hook"].string
      context = expected["context"]
      resources = try Self.document(record)["entry"].elements.compactMap { $0["resource"] }
    } else {
      let request = try Self.document(folder.appendingPathComponent("request.json"))
      hook = request["hook"].string
      context = request["context"]
      // What several questions answered is one record.
      var seen: Set<String> = []
      resources = request["prefetch"].members.flatMap { answer -> [JSONValue] in
        answer.value["entry"] == nil ? [answer.value] : answer.value["entry"].elements.compactMap { $0["resource"] }
      }.filter { resource in
        guard let type = resource["resourceType"].string, let id = resource["id"].string else { return false }
        return type != "Bundle" && seen.insert("\(type)/\(id)").inserted
      }
    }
    // Drafts without an id get one, to be told apart from the record.
    drafts = try context["draftOrders"]["entry"].elements.compactMap { $0["resource"] }.enumerated().map {
      index, draft in
      guard draft["id"] == nil else { return draft }
      var order = JSONObject(draft)
      order["id"] = .string("draft-\(index)")
      return try JSONDocument(fhir: JSONTree.object(order).serialized()).root
    }
    let written =
      expected["now"].string
      ?? (try? String(contentsOf: folder.appendingPathComponent("now"), encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let patient = resources.first { $0["resourceType"].string == "Patient" }
    guard let now = written.flatMap({ PartialDateTime(fhirDateTime: $0) }), let id = patient["id"].string else {
      return nil
    }
    self.now = now
    patientID = id
  }

  private static func document(_ file: URL) throws -> JSONValue {
    try JSONDocument(fhir: Array(Data(contentsOf: file))).root
  }
}
