import CDSHooks
import Foundation
import GRDB
import JSON
public import Reasoning
import SMART

extension SQLiteRecords {
  /// How long a dismissal silences: after that, the clinician is reminded once more.
  public static let dismissalDays = 30

  /// Which of the keys were dismissed within the last ``dismissalDays`` days.
  public func dismissed(among keys: Set<DismissalKey>) async throws -> Set<DismissalKey> {
    let hashes = keys.map { ($0, hash(of: $0)) }
    let since = Self.milliseconds(Date()) - Int64(Self.dismissalDays) * 86_400_000
    return try await pool.read { database in
      var dismissed: Set<DismissalKey> = []
      for (key, hash) in hashes where try DismissalTable.isDismissed(hash, since: since, in: database) {
        dismissed.insert(key)
      }
      return dismissed
    }
  }

  /// Remembers what dismissing a card dismisses.
  public func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws {
    let hashes = keys.map(hash(of:))
    let now = Self.milliseconds(Date())
    try await writer.commit { try DismissalTable.remember(hashes, ofCard: uuid, at: now, in: $0) }
  }

  /// HMAC-SHA-256 under this database's key; the parts are written as JSON, so that no two keys read the same.
  func hash(of key: DismissalKey) -> Data {
    var writer = JSONWriter()
    let parts = [
      key.client.issuer, key.client.tenant ?? "", key.patientID, key.userID, key.topicSystem, key.topicCode,
      key.findingID, key.indicator.rawValue, key.matter,
    ]
    writer.array { for part in parts { $0.value(part) } }
    return Data(SHA256Digest(of: writer.bytes, key: patientKey).bytes)
  }
}
