import WebServer

/// One call of a service, as the pipeline takes it.
public struct HookCall: Sendable {
  /// The id in the URL.
  public let serviceID: String
  /// The body; empty while the call is known by its head alone.
  public let body: [UInt8]
  /// The `Authorization` header.
  public let authorization: String?
  /// The correlation id.
  public let requestID: String
  /// When the call had arrived.
  public let received: ContinuousClock.Instant

  /// Where it is sent, after the public base.
  var path: String { "cds-services/\(serviceID)" }

  /// A call.
  public init(
    serviceID: String, body: [UInt8], authorization: String?, requestID: String, received: ContinuousClock.Instant
  ) {
    self.serviceID = serviceID
    self.body = body
    self.authorization = authorization
    self.requestID = requestID
    self.received = received
  }
}
