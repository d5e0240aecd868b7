public import HTTPTypes

/// One HTTP request, its body read whole, decompressed and within the limits.
///
/// It carries credentials and, in its body, health information: it has no description, and no reflection shows its parts.
public struct WebRequest: Sendable {
  /// The HTTP method; a HEAD request reaches the handler of GET.
  public let method: HTTPRequest.Method
  /// The path as it was sent (percent-encoded), without the query.
  public let path: String
  /// The query as it was sent, without the `?`; empty when there is none.
  public let query: String
  /// The body's bytes; empty when the route takes none, and before it is read.
  public internal(set) var body: [UInt8]
  /// The correlation id: a response carries it in `X-Request-ID`, the log under `request`.
  public let id: String
  /// When the head of the request had arrived. Deadlines count from here.
  public let received: ContinuousClock.Instant
  /// The W3C trace context of the caller, checked for its form; hand it on to calls made for this request.
  public let traceparent: String?

  let headers: HTTPFields
  let parameters: [String]
  let parameterNames: [String]

  /// A header's value; several fields of one name are joined by commas.
  public func header(_ name: HTTPField.Name) -> String? { headers[name] }

  /// The percent-decoded value of a `{name}` of the route's path, or nil when the route has no such parameter.
  public func parameter(_ name: String) -> String? {
    guard let index = parameterNames.firstIndex(of: name), index < parameters.count else { return nil }
    return parameters[index]
  }

  /// The first value of a query parameter, percent-decoded with `+` read as a space.
  public func queryItem(_ name: String) -> String? {
    FormFields(query).first(name)
  }

  /// The query's parameters in order, percent-decoded.
  public var queryItems: [(name: String, value: String)] { FormFields(query).items }

  /// The body of an `application/x-www-form-urlencoded` request, in order, percent-decoded.
  public var formItems: [(name: String, value: String)] {
    FormFields(String(decoding: body, as: UTF8.self)).items
  }

  /// A request made by hand, as a test needs it.
  public init(
    method: HTTPRequest.Method, path: String, query: String = "", headers: HTTPFields = [:], body: [UInt8] = [],
    id: String = "test", received: ContinuousClock.Instant = .now, parameters: [(name: String, value: String)] = []
  ) {
    self.init(
      method: method, path: path, query: query, headers: headers, body: body, id: id, received: received,
      parameterNames: parameters.map(\.name), parameters: parameters.map(\.value))
  }

  init(
    method: HTTPRequest.Method, path: String, query: String, headers: HTTPFields, body: [UInt8], id: String,
    received: ContinuousClock.Instant, parameterNames: [String], parameters: [String]
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.id = id
    self.received = received
    self.parameterNames = parameterNames
    self.parameters = parameters
    traceparent = headers[TraceContext.fieldName].flatMap(TraceContext.checked)
  }
}

extension WebRequest: CustomStringConvertible, CustomReflectable {
  /// The correlation id alone: nothing of the request itself may reach a log by accident.
  public var description: String { "request \(id)" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
