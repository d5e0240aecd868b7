import CLibcurlShim

extension TrustPolicy {
  static let addressMessage =
    "the host's address is loopback, private or reserved, which the trust policy does not allow for this server"

  /// Whether an address of this reach may be spoken to.
  func allows(_ reach: curlshim_reach) -> Bool {
    switch reach {
    case CURLSHIM_PUBLIC: true
    case CURLSHIM_LOOPBACK: allowLoopback
    case CURLSHIM_PRIVATE: allowPrivate
    default: false
    }
  }

  /// The same rule for the moment a socket opens.
  var guardRule: curlshim_guard {
    curlshim_guard(
      allow_loopback: allowLoopback, allow_private: allowPrivate, trusts_every_address: proxy != nil, refused: false)
  }
}
