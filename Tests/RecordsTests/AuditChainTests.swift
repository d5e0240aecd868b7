import Foundation
import GRDB
import Records
import Testing

@Suite("The audit log is a chain")
struct AuditChainTests {
  @Test("An empty log and an untouched log are intact")
  func intact() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    guard case .intact(first: 1, count: 0, _) = try await records.verifyAudit() else {
      Issue.record("an empty log is not intact")
      return
    }
    for number in 1...5 { try await records.record(.example("r\(number)")) }
    guard case .intact(first: 1, count: 5, let head) = try await records.verifyAudit() else {
      Issue.record("an untouched log is not intact")
      return
    }
    #expect(head.count == 64)
    let noted = try await records.auditHead()
    #expect(noted.number == 5)
    #expect(noted.hash == head)
  }

  @Test(
    "Tampering is found at its place",
    arguments: [
      (
        "UPDATE audit SET line = replace(line, 'critical', 'info') WHERE number = 3", 3,
        AuditVerification.Finding.changed
      ),
      ("UPDATE audit SET hash = x'00' WHERE number = 2", 2, .changed),
      ("DELETE FROM audit WHERE number = 4", 4, .missing),
      ("DELETE FROM audit WHERE number = 1", 1, .missing),
      ("DELETE FROM audit WHERE number = 5; UPDATE audit SET number = 5 WHERE number = 6", 5, .changed),
      ("UPDATE audit SET line = (SELECT line FROM audit WHERE number = 1) WHERE number = 2", 2, .changed),
      ("INSERT INTO audit (number, line, hash) VALUES (7, '{}', x'00')", 7, .changed),
      ("UPDATE audit SET line = line || ' ' WHERE number = 6", 6, .changed),
    ] as [(String, Int64, AuditVerification.Finding)])
  func tampering(sql: String, number: Int64, finding: AuditVerification.Finding) async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    for number in 1...6 { try await records.record(.example("r\(number)")) }
    await records.close()
    try await DatabaseQueue(path: temporary.path).write { try $0.execute(sql: sql) }
    #expect(try await temporary.open().verifyAudit() == .broken(number: number, finding: finding))
  }

  @Test("Retention removes a prefix and leaves the rest provable, also when all is removed")
  func retention() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    for number in 1...6 {
      try await records.record(
        .example("r\(number)", time: Int64(number) * 1000), cards: [.example("c\(number)")], sentTo: .stMarys)
    }
    let first = try await records.remove(before: Date(timeIntervalSince1970: 4))
    #expect(first.lines == 3)
    #expect(first.cards == 3)
    #expect(first.feedback == 0)
    guard case .intact(first: 4, count: 3, _) = try await records.verifyAudit() else {
      Issue.record("the chain does not hold after retention")
      return
    }
    let rest = try await records.remove(before: Date(timeIntervalSince1970: 100))
    #expect(rest.lines == 3)
    try await records.record(.example("r7"))
    guard case .intact(first: 7, count: 1, _) = try await records.verifyAudit() else {
      Issue.record("the chain does not go on after all was removed")
      return
    }
    #expect(try await records.remove(before: Date(timeIntervalSince1970: 0)).lines == 0)
  }

  @Test("A patient's hash depends on the server and on the database, and holds no id")
  func patientHash() throws {
    let one = try TemporaryRecords().open()
    let other = try TemporaryRecords().open()
    let hash = one.patientHash("12345", fhirServer: "https://ehr.example.org/fhir")
    #expect(hash?.count == 32)
    #expect(hash == one.patientHash("12345", fhirServer: "https://ehr.example.org/fhir"))
    #expect(hash != one.patientHash("12345", fhirServer: "https://ehr.example.net/fhir"))
    #expect(hash != one.patientHash("12346", fhirServer: "https://ehr.example.org/fhir"))
    #expect(hash != other.patientHash("12345", fhirServer: "https://ehr.example.org/fhir"))
  }
}
