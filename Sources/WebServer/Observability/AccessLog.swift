import HTTPTypes

/// One line a request: what was asked of which route, how it ended, how long it took.
///
/// The route's pattern is written, not the path, and never the query or a header: a path may hold a patient's id.
struct AccessLog: Sendable {
  let sink: LogSink?

  func write(_ entry: Entry) {
    guard let sink else { return }
    var line = LogLine(level: "info", message: "request")
    line.add("request", entry.id)
    line.add("method", entry.method)
    line.add("route", entry.route)
    line.add("status", entry.status)
    line.add("microseconds", entry.microseconds)
    line.add("received_bytes", entry.receivedBytes)
    line.add("sent_bytes", entry.sentBytes)
    if let trace = entry.traceparent { line.add("trace", String(TraceContext.traceID(of: trace))) }
    if let failure = entry.failure { line.add("failure", failure) }
    sink.append(line.finished())
  }

  struct Entry {
    var id: String
    var method: String
    var route: String
    var status: Int
    var microseconds: Int
    var receivedBytes: Int
    var sentBytes: Int
    var traceparent: String?
    /// The kind of an unexpected error: its type's name, never its text, which may hold what the request held.
    var failure: String?
  }
}
