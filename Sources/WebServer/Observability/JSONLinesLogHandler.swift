public import Logging

/// A swift-log backend that writes each message as one JSON object on a line.
public struct JSONLinesLogHandler: LogHandler {
  /// The least level that is written.
  public var logLevel: Logger.Level
  /// Values added to every line.
  public var metadata: Logger.Metadata = [:]

  private let label: String
  private let sink: LogSink

  /// A handler for the logger `label`.
  public init(label: String, level: Logger.Level = .info, sink: LogSink = .standardError) {
    self.label = label
    self.sink = sink
    logLevel = level
  }

  /// A value added to every line.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes a line: a critical one before this returns, a warning or an error as soon as may be without waiting for it.
  public func log(event: LogEvent) {
    var line = LogLine(level: Self.name(of: event.level), message: event.message.description)
    line.add("logger", label)
    var merged = metadata
    if let added = event.metadata { merged.merge(added) { $1 } }
    for (name, value) in merged.sorted(by: { $0.key < $1.key }) { line.add(name, value.description) }
    sink.append(line.finished(), Self.urgency(of: event.level))
  }

  private static func urgency(of level: Logger.Level) -> LogSink.Urgency {
    switch level {
    case .critical: .now
    case .warning, .error: .soon
    default: .gathered
    }
  }

  private static func name(of level: Logger.Level) -> StaticString {
    switch level {
    case .trace: "trace"
    case .debug: "debug"
    case .info: "info"
    case .notice: "notice"
    case .warning: "warning"
    case .error: "error"
    case .critical: "critical"
    }
  }
}
