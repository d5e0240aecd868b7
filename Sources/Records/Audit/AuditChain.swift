import Foundation
import GRDB
import SMART

/// The hash chain of the audit log: each line's hash covers the line and the hash before it, so that no line can be
/// changed, taken out or put in without the walk finding the place.
///
/// Lines cut off at the end leave no trace inside the file: the head (number and hash) is therefore written to the
/// server's log and can be compared with what `audit verify` finds.
enum AuditChain {
  /// The last line's number and hash.
  struct Head: Sendable, Equatable {
    var number: Int64
    var hash: Data

    /// The hash in hexadecimal.
    var hexadecimal: String { SHA256Digest(bytes: Array(hash))?.hexadecimal ?? "" }
  }

  /// The hash of the line before the first.
  static let genesis = Head(number: 0, hash: Data(count: 32))

  static func append(_ line: [UInt8], in database: Database) throws {
    let head = try head(in: database)
    let hash = hash(of: line, number: head.number + 1, after: head.hash)
    try database.cachedStatement(sql: "INSERT INTO audit (number, line, hash) VALUES (?, ?, ?)")
      .execute(arguments: [head.number + 1, String(decoding: line, as: UTF8.self), hash])
  }

  static func head(in database: Database) throws -> Head {
    let statement = try database.cachedStatement(sql: "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
    if let row = try Row.fetchOne(statement) { return Head(number: row[0], hash: row[1]) }
    return try anchor(in: database)
  }

  /// The last line that retention removed: the chain goes on from there.
  static func anchor(in database: Database) throws -> Head {
    let statement = try database.cachedStatement(sql: "SELECT number, hash FROM audit_anchor")
    guard let row = try Row.fetchOne(statement) else { return genesis }
    return Head(number: row[0], hash: row[1])
  }

  static func hash(of line: [UInt8], number: Int64, after previous: Data) -> Data {
    var message = Array(previous)
    withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
    message.append(contentsOf: line)
    return Data(SHA256Digest(of: message).bytes)
  }

  /// Walks the whole chain in order, in constant memory.
  static func verify(in database: Database) throws -> AuditVerification {
    var head = try anchor(in: database)
    let first = head.number + 1
    var count = 0
    let rows = try Row.fetchCursor(database, sql: "SELECT number, line, hash FROM audit ORDER BY number")
    while let row = try rows.next() {
      let number: Int64 = row[0]
      guard number == head.number + 1 else { return .broken(number: head.number + 1, finding: .missing) }
      let hash: Data = row[2]
      let line: String = row[1]
      guard hash == Self.hash(of: Array(line.utf8), number: number, after: head.hash) else {
        return .broken(number: number, finding: .changed)
      }
      head = Head(number: number, hash: hash)
      count += 1
    }
    return .intact(first: first, count: count, head: head.hexadecimal)
  }
}

/// What a walk over the audit log found.
public enum AuditVerification: Sendable, Equatable {
  /// Why a chain is broken.
  public enum Finding: String, Sendable {
    /// A line is not there.
    case missing
    /// A line, or its hash, is not as it was written.
    case changed
  }

  /// All is as it was written: the number of the first line, how many there are, and the last hash in hexadecimal.
  case intact(first: Int64, count: Int, head: String)
  /// The first line at which the chain does not hold.
  case broken(number: Int64, finding: Finding)
}
