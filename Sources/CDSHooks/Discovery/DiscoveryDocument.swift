public import JSON

/// The answer of `GET {base}/cds-services`.
public struct DiscoveryDocument: Sendable {
  /// The services; none is written as `{"services":[]}`.
  public var services: [CDSServiceDescription]

  /// A document of `services`.
  public init(services: [CDSServiceDescription]) { self.services = services }

  /// Writes the document as JSON.
  public func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.key("services")
      object.array { array in for service in services { service.write(to: &array) } }
    }
  }

  /// The document as JSON text (UTF-8).
  public func serialized() -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}
