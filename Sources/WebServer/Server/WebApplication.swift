import Foundation
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

#if TLS
  import HummingbirdTLS
#endif

/// A server with the routes of one or more ``RouteCollection``s, run as a service of a `ServiceGroup`.
///
/// On a graceful shutdown it stops listening, answers what is in flight and closes connections that are idle or whose
/// clients take nothing.
public struct WebApplication: Service {
  private let responder: WebResponder
  private let configuration: WebServerConfiguration
  private let logger: Logger
  private let onReady: @Sendable (WebAddress) async -> Void

  /// A server that is not running yet. Its own series go to `metrics`, and a line a request to `accessLog`; `onReady` is
  /// called once, when it listens.
  /// - Throws: when two routes answer the same address, or HTTPS is asked of a build without it.
  public init(
    _ collections: [any RouteCollection], configuration: WebServerConfiguration, metrics: PrometheusRegistry,
    accessLog: LogSink?, logger: Logger, onReady: @escaping @Sendable (WebAddress) async -> Void = { _ in }
  ) throws {
    responder = try WebResponder(
      routes: collections.flatMap(\.routes), configuration: configuration, registry: metrics, accessLog: accessLog,
      logger: logger)
    self.configuration = configuration
    self.logger = logger
    self.onReady = onReady
    #if !TLS
      if configuration.tls != nil { throw TLSUnavailable() }
    #endif
  }

  /// Listens and answers until a graceful shutdown.
  public func run() async throws {
    var http1 = HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        RequestDeadlineHandler(limits: configuration.limits), WriteDeadlineHandler(limits: configuration.limits),
        LingeringCloseHandler(),
      ],
      idleTimeout: TimeAmount(configuration.limits.keepAlive))
    http1.httpDecoder.maxHeaderFieldSize = configuration.limits.maximumHeaderBytes
    http1.httpDecoder.maxHeaderListSize = configuration.limits.maximumHeaderBytes
    http1.httpDecoder.maxHeaderFieldCount = configuration.limits.maximumHeaderFields
    var builder = HTTPServerBuilder.http1(configuration: http1)
    var scheme = "http"
    #if TLS
      if let tls = configuration.tls {
        builder = try .tls(builder, tlsConfiguration: tls.configuration)
        scheme = "https"
      }
    #endif
    let server = try builder.buildServer(
      configuration: ServerConfiguration(
        address: .hostname(configuration.host, port: configuration.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(
          configuration.limits.maximumConnections, logger: logger)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger
    ) { [responder] request, writer, _ in
      try await responder.respond(to: request, writer: writer)
    } onServerRunning: { [configuration, onReady, scheme] channel in
      await onReady(
        WebAddress(host: configuration.host, port: channel.localAddress?.port ?? configuration.port, scheme: scheme))
    }
    do {
      try await server.run()
    } catch let error as IOError {
      throw CannotListen(
        address: WebAddress(host: configuration.host, port: configuration.port, scheme: scheme),
        reason: String(cString: strerror(error.errnoCode)))
    }
  }

  /// The address cannot be listened at.
  public struct CannotListen: Error, CustomStringConvertible {
    /// The address as configured.
    public let address: WebAddress
    /// The system's own words.
    public let reason: String
    /// One sentence without its full stop.
    public var description: String { "the server cannot listen at \(address.url): \(reason)" }
  }

  /// HTTPS was configured, and this program was built without it.
  public struct TLSUnavailable: Error, CustomStringConvertible {
    /// What to do about it.
    public var description: String {
      "this build cannot serve HTTPS itself: build with '--traits TLS', or leave HTTPS to a reverse proxy"
    }
  }
}

#if TLS
  extension WebServerConfiguration.TLSFiles {
    /// TLS 1.2 or later with the certificate chain and key of the files.
    var configuration: TLSConfiguration {
      get throws {
        var configuration = TLSConfiguration.makeServerConfiguration(
          certificateChain: try NIOSSLCertificate.fromPEMFile(certificateFile).map { .certificate($0) },
          privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKeyFile, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        return configuration
      }
    }
  }
#endif
