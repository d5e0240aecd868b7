public import HTTPClient

extension JWKSCache {
  /// How long key sets are kept and how often they are asked for.
  public struct Policy: Sendable, Hashable {
    /// For answers without `Cache-Control: max-age`.
    public var defaultLifetime: Duration
    /// A set is kept at least so long, even when its answer forbids it: otherwise an EHR whose framework marks every
    /// answer `no-store` (a common default) would be asked on every hook. Zero follows `Cache-Control` to the letter.
    public var minimumLifetime: Duration
    /// A set is kept at most so long, whatever its answer allows: a withdrawn key stops working in this time.
    public var maximumLifetime: Duration
    /// How long a set that could not be renewed still serves. A withdrawn key may live so much longer while the EHR's
    /// key URL is down; zero refuses every call in that time.
    public var staleIfError: Duration
    /// At most one fetch in this time because of a `kid` that the set lacks.
    public var unknownKeyInterval: Duration
    /// No new try in this time after one that failed.
    public var failureInterval: Duration
    /// The most that one fetch may take.
    public var fetchTimeout: Duration

    /// A policy; the defaults are the recommended ones.
    public init(
      defaultLifetime: Duration = .seconds(300), minimumLifetime: Duration = .seconds(60),
      maximumLifetime: Duration = .seconds(86_400), staleIfError: Duration = .seconds(600),
      unknownKeyInterval: Duration = .seconds(60), failureInterval: Duration = .seconds(10),
      fetchTimeout: Duration = .seconds(5)
    ) {
      self.defaultLifetime = defaultLifetime
      self.minimumLifetime = minimumLifetime
      self.maximumLifetime = maximumLifetime
      self.staleIfError = staleIfError
      self.unknownKeyInterval = unknownKeyInterval
      self.failureInterval = failureInterval
      self.fetchTimeout = fetchTimeout
    }
  }

  /// A cache that fetches through `client`, whose trust policy decides which addresses may be reached.
  public init(policy: Policy = Policy(), client: HTTPClient) {
    self.init(policy: policy) { url, deadline in
      let request = HTTPRequest(
        .get, url, headers: [HTTPHeader("Accept", "application/json")], maximumBodyBytes: JSONWebKeySet.byteLimit)
      let response = try await client.send(request, deadline: deadline)
      return Response(
        status: response.status, cacheControl: response.headers["Cache-Control"], age: response.headers["Age"],
        body: response.body)
    }
  }
}
