import CDSHooks
import Foundation
import GRDB
import Records
import SMART
import Testing

@Suite("Records are durable")
struct DurabilityTests {
  @Test("synchronous=FULL and the write-ahead journal are in force after opening")
  func pragmas() throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    #expect(try records.synchronousLevel() == 2)
    let mode = try DatabaseQueue(path: temporary.path).read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test("The file can be read by its owner only")
  func permissions() throws {
    let temporary = try TemporaryRecords()
    _ = try temporary.open()
    let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test("A folder that does not exist is refused with its path")
  func missingFolder() {
    #expect {
      try SQLiteRecords(path: "/nonexistent-folder/records.sqlite")
    } throws: {
      guard case RecordsError.cannotOpen(let path, _) = $0 else { return false }
      return path == "/nonexistent-folder/records.sqlite"
    }
  }

  @Test("A file of a later version is refused")
  func laterVersion() throws {
    let temporary = try TemporaryRecords()
    _ = try temporary.open()
    try DatabaseQueue(path: temporary.path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 of the future')")
    }
    #expect(throws: RecordsError.tooNew(path: temporary.path)) { try temporary.open() }
  }

  @Test("What was recorded is there for another connection when the call returns")
  func visibleAfterReturn() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    try await records.record(.example(), cards: [.example("c1")], sentTo: .stMarys)
    let other = try DatabaseQueue(path: temporary.path)
    let counts = try await other.read {
      (try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM audit"), try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM card"))
    }
    #expect(counts.0 == 1)
    #expect(counts.1 == 1)
  }

  @Test("After closing, nothing is accepted and what was accepted is kept")
  func closing() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    try await records.record(.example())
    await records.close()
    await #expect(throws: RecordsError.closed) { try await records.record(.example()) }
    #expect(await !records.isReady())
    #expect(try await temporary.open().auditHead().number == 1)
  }

  @Test("A used token stays used after a restart, until it expires")
  func usedTokens() async throws {
    let temporary = try TemporaryRecords()
    let now = Date()
    let use = TokenUse(issuer: "https://ehr.example.org", tokenID: "t1", expires: now.addingTimeInterval(300))
    var records = try temporary.open()
    #expect(try await records.recordFirstUse(of: use, now: now))
    #expect(try await !records.recordFirstUse(of: use, now: now))
    await records.close()
    records = try temporary.open()
    #expect(try await !records.recordFirstUse(of: use, now: now))
    #expect(try await records.recordFirstUse(of: use, now: now.addingTimeInterval(301)))
  }
}
