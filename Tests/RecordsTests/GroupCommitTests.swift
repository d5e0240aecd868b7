import CDSHooks
import GRDB
import Testing

@testable import Records

@Suite("One writer commits in groups")
struct GroupCommitTests {
  @Test("Lines of many concurrent callers are all kept, in one chain")
  func concurrentWriters() async throws {
    let records = try TemporaryRecords().open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<500 { group.addTask { try await records.record(.example("r\(number)")) } }
      try await group.waitForAll()
    }
    guard case .intact(first: 1, count: 500, _) = try await records.verifyAudit() else {
      Issue.record("the chain does not hold")
      return
    }
  }

  @Test("A piece that fails takes no other of its group with it")
  func isolation() async throws {
    let records = try TemporaryRecords().open()
    struct Refused: Error {}
    let failures = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          do {
            if number % 10 == 3 {
              try await records.writer.commit { database in
                try AuditChain.append(Array("{}".utf8), in: database)
                throw Refused()
              }
            } else {
              try await records.record(.example("r\(number)"))
            }
            return false
          } catch { return true }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(failures == 10)
    guard case .intact(first: 1, count: 90, _) = try await records.verifyAudit() else {
      Issue.record("a failed piece left a trace")
      return
    }
  }

  @Test("A database error is told by its code, without the text that was to be written")
  func plainErrors() async throws {
    let records = try TemporaryRecords().open()
    await #expect(throws: RecordsError.failed(code: 1)) {
      try await records.writer.commit { try $0.execute(sql: "INSERT INTO nowhere VALUES ('secret')") }
    }
  }
}
