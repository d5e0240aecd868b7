import CDSHooks
import Foundation
import Records

/// Records in a folder of their own, removed when the value goes away.
final class TemporaryRecords: Sendable {
  let folder: String
  var path: String { folder + "/records.sqlite" }

  init() throws {
    folder = NSTemporaryDirectory() + "/records-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open() throws -> SQLiteRecords { try SQLiteRecords(path: path) }
}

extension AuditLine {
  static func example(_ request: String = "r", time: Int64 = 1_795_000_000_000) -> AuditLine {
    var line = AuditLine(time: time, request: request, outcome: .answered, status: 200)
    line.client = "st-marys"
    line.service = "metformin-renal-safety"
    line.hook = "order-sign"
    line.data = [.init(key: "creatinine", provenance: "fhir", count: 3)]
    line.findings = [.init(id: "contraindicated", severity: "critical", card: "c1")]
    line.timings = [("gather", 1200), ("reason", 90)]
    return line
  }
}

extension ClientIdentity {
  static let stMarys = ClientIdentity(issuer: "https://ehr.example.org", tenant: "st-marys")
  static let other = ClientIdentity(issuer: "https://ehr.example.net")
}

extension IssuedCard {
  static func example(_ uuid: String, suggestions: [String] = []) -> IssuedCard {
    IssuedCard(
      uuid: uuid, suggestions: suggestions, service: "metformin-renal-safety", hookInstance: "h1", topic: nil,
      indicator: .warning)
  }
}
