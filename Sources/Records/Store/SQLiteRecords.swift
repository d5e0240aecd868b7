public import CDSHooks
import Foundation
import GRDB
public import Reasoning
import SMART
import Synchronization

/// The records in an SQLite file: audit log, cards, feedback, used tokens.
///
/// A commit is durable when it returns: the journal is write-ahead with `synchronous=FULL`, which is set after the pool opens
/// because opening resets it, and read back.
public final class SQLiteRecords: RecordStore {
  let pool: DatabasePool
  let writer: GroupCommitWriter
  let usedTokens: InMemoryReplayStore
  let patientKey: [UInt8]
  private let path: String

  /// Opens the records, and makes the file (readable by its owner only) when there is none.
  /// - Throws: ``RecordsError``.
  public init(path: String) throws {
    self.path = path
    var configuration = Configuration()
    configuration.maximumReaderCount = 2
    configuration.busyMode = .timeout(5)
    configuration.label = "records"
    do {
      if !FileManager.default.fileExists(atPath: path) {
        // Made first and empty, so that it never exists with wider permissions.
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
          throw RecordsError.cannotOpen(path: path, reason: "the file cannot be created")
        }
      }
      pool = try DatabasePool(path: path, configuration: configuration)
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
      }
      let migrator = Schema.migrator
      if try pool.read({ try migrator.hasBeenSuperseded($0) }) { throw RecordsError.tooNew(path: path) }
      try migrator.migrate(pool)
      guard try pool.writeWithoutTransaction({ try Int.fetchOne($0, sql: "PRAGMA synchronous") }) == 2 else {
        throw RecordsError.notDurable(path: path)
      }
      patientKey = Array(try pool.read { try Data.fetchOne($0, sql: "SELECT key FROM secret") } ?? Data())
    } catch let error as DatabaseError {
      throw RecordsError.cannotOpen(path: path, reason: error.message ?? "SQLite result \(error.resultCode.rawValue)")
    }
    writer = GroupCommitWriter(pool: pool)
    usedTokens = InMemoryReplayStore()
    try loadUsedTokens(now: Date())
  }

  /// Keeps the line of a hook call together with its cards, in one commit.
  public func record(
    _ line: AuditLine, cards: [IssuedCard], meanings: [String: Set<DismissalKey>], sentTo client: ClientIdentity?
  ) async throws {
    let text = line.serialized()
    let hashes = meanings.mapValues { $0.map(hash(of:)) }
    try await writer.commit { database in
      try AuditChain.append(text, in: database)
      if let client { try CardTable.insert(cards, client: client, patient: line.patient, at: line.time, in: database) }
      for (card, hashes) in hashes {
        try DismissalTable.remember(hashes, ofCard: card, at: line.time, in: database)
      }
    }
  }

  /// Keeps cards without a line.
  public func record(_ cards: [IssuedCard], sentTo client: ClientIdentity) async throws {
    let now = Self.milliseconds(Date())
    try await writer.commit { database in
      try CardTable.insert(cards, client: client, patient: nil, at: now, in: database)
    }
  }

  /// Accepts feedback for cards that were sent to the same client by the same service.
  public func accept(
    _ feedback: [Feedback], about service: String, from client: ClientIdentity
  ) async throws -> [FeedbackDisposition] {
    let now = Self.milliseconds(Date())
    return try await writer.commit { database in
      try feedback.map { try FeedbackTable.accept($0, about: service, from: client, at: now, in: database) }
    }
  }

  /// HMAC-SHA-256 of server and id under this database's own key, the first 16 bytes in hexadecimal.
  public func patientHash(_ patientID: String, fhirServer: String?) -> String? {
    let digest = SHA256Digest(of: Array("\(fhirServer ?? "")|\(patientID)".utf8), key: patientKey)
    return String(digest.hexadecimal.prefix(32))
  }

  /// Whether the file can be read and written.
  public func isReady() async -> Bool {
    await (try? writer.commit { try Int.fetchOne($0, sql: "SELECT 1") }) == 1
  }

  /// Number and hash (hexadecimal) of the last line, to be noted outside of this file.
  public func auditHead() async throws -> (number: Int64, hash: String) {
    let head = try await pool.read { try AuditChain.head(in: $0) }
    return (head.number, head.hexadecimal)
  }

  /// Walks the audit log and proves its chain.
  public func verifyAudit() async throws -> AuditVerification {
    try await pool.read { try AuditChain.verify(in: $0) }
  }

  /// What `PRAGMA synchronous` reads back on the writing connection: 2 is FULL.
  public func synchronousLevel() throws -> Int {
    try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
  }

  /// Waits for what was accepted and closes the file. Nothing is accepted afterwards.
  public func close() async {
    await writer.close()
    try? pool.close()
  }

  static func milliseconds(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }
}
