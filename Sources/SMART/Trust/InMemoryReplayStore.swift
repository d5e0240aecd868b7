public import Foundation
import Synchronization

/// Remembers used tokens in this process. Bounded for each issuer, so that one client's flood cannot lock out another;
/// when an issuer's share is full, its further tokens are refused until earlier ones expire.
public final class InMemoryReplayStore: ReplayStore {
  /// An issuer's share is full of tokens that have not expired.
  public struct Full: Error, Sendable {}

  private let capacityPerIssuer: Int
  private let issuers = Mutex<[String: Share]>([:])

  /// A store.
  /// - Parameter capacityPerIssuer: the most unexpired tokens remembered for one issuer. 100,000 suffice for 250 calls a
  ///   second with the default lifetime and skew, and take about 10 MB.
  public init(capacityPerIssuer: Int = 100_000) { self.capacityPerIssuer = capacityPerIssuer }

  /// Notes a use.
  /// - Throws: ``Full``.
  public func recordFirstUse(of use: TokenUse, now: Date) throws -> Bool {
    // A digest, since a jti may be 256 bytes long and a store of digests has a known size.
    let digest = SHA256Digest(of: use.tokenID.utf8)
    return try issuers.withLock { issuers in
      try issuers[use.issuer, default: Share()].record(
        digest, until: use.expires, now: now, capacity: capacityPerIssuer)
    }
  }

  /// How many uses are remembered.
  public var count: Int { issuers.withLock { $0.values.reduce(0) { $0 + $1.expiries.count } } }

  private struct Share {
    var expiries: [SHA256Digest: Date] = [:]
    private var nextSweep = Date.distantPast

    mutating func record(_ digest: SHA256Digest, until expires: Date, now: Date, capacity: Int) throws(Full) -> Bool {
      // A sweep costs O(share); twice a minute is enough, and a full share is swept at once, at most once a second.
      if now >= nextSweep || expiries.count >= capacity && now >= nextSweep.addingTimeInterval(-29) {
        expiries = expiries.filter { $0.value > now }
        nextSweep = now.addingTimeInterval(30)
      }
      if let known = expiries[digest], known > now { return false }
      guard expiries[digest] != nil || expiries.count < capacity else { throw Full() }
      expiries[digest] = expires
      return true
    }
  }
}
