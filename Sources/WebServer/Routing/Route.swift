public import HTTPTypes

/// One endpoint: a method, a path and what answers it.
public struct Route: Sendable {
  /// What answers a request. It throws a ``WebProblem`` to refuse; any other error becomes a 500 that says nothing.
  public typealias Handler = @Sendable (WebRequest) async throws -> WebResponse
  /// What decides on the head of a request, whose body is still empty, before any of it is read. It may throw as a handler
  /// may.
  public typealias Gate = @Sendable (WebRequest) async throws -> Admission

  /// Who gets as far as the body.
  enum Entrance: Sendable {
    case open(Handler)
    case guarded(Gate)
  }

  /// The method.
  public let method: HTTPRequest.Method
  /// The path, such as `/cds-services/{id}`: a `{name}` stands for one segment, a last `{name*}` for all the rest.
  public let path: String
  /// What body it takes.
  public let body: BodyRule
  /// True when listed web origins may call it from a browser.
  public let allowsCrossOrigin: Bool
  let entrance: Entrance

  /// An endpoint.
  public init(
    _ method: HTTPRequest.Method, _ path: String, body: BodyRule = .none, allowsCrossOrigin: Bool = false,
    handler: @escaping Handler
  ) {
    self.init(method, path, body: body, allowsCrossOrigin: allowsCrossOrigin, entrance: .open(handler))
  }

  private init(
    _ method: HTTPRequest.Method, _ path: String, body: BodyRule, allowsCrossOrigin: Bool, entrance: Entrance
  ) {
    self.method = method
    self.path = path
    self.body = body
    self.allowsCrossOrigin = allowsCrossOrigin
    self.entrance = entrance
  }

  /// A POST endpoint that lets requests in on their heads: no body of a caller that is not let in is read or held.
  public static func guardedPost(
    _ path: String, body: BodyRule = .json, allowsCrossOrigin: Bool = false, gate: @escaping Gate
  ) -> Route {
    Route(.post, path, body: body, allowsCrossOrigin: allowsCrossOrigin, entrance: .guarded(gate))
  }

  /// A GET endpoint, which answers HEAD too.
  public static func get(
    _ path: String, allowsCrossOrigin: Bool = false, handler: @escaping Handler
  ) -> Route {
    Route(.get, path, allowsCrossOrigin: allowsCrossOrigin, handler: handler)
  }

  /// A POST endpoint.
  public static func post(
    _ path: String, body: BodyRule = .json, allowsCrossOrigin: Bool = false, handler: @escaping Handler
  ) -> Route {
    Route(.post, path, body: body, allowsCrossOrigin: allowsCrossOrigin, handler: handler)
  }
}

/// Something that answers at a set of addresses and can be mounted in a ``WebApplication`` beside others.
public protocol RouteCollection: Sendable {
  /// Its endpoints.
  var routes: [Route] { get }
}
