public import FHIR
public import HTTPClient
import JSON

/// A FHIR R4 server as one caller sees it: a base, a token bound to it, and the connections of the HTTP client under it.
///
///     let client = FHIRClient(base: base, token: token, http: http)
///     let patient = try await client.read("Patient", "1", deadline: deadline)
///     let answers = await client.fetch(["labs": .search(query)], deadline: deadline)
///
/// Nothing outside the base is ever asked, and the token never leaves it. Equal requests under way at the same time are
/// sent once.
public final class FHIRClient: Sendable {
  /// The server's base.
  public let base: BaseURL
  /// How much the server may be asked for, and believed.
  public let limits: FHIRClientLimits

  private let token: BearerToken?
  private let http: HTTPClient
  private let coalescer = RequestCoalescer()

  /// A client for one server and one token; cheap, so that each hook call has its own.
  public init(base: BaseURL, token: BearerToken? = nil, http: HTTPClient, limits: FHIRClientLimits = FHIRClientLimits())
  {
    self.base = base
    self.token = token
    self.http = http
    self.limits = limits
  }

  // MARK: Reading

  /// Reads one resource (`GET [base]/[type]/[id]`).
  /// - Parameters:
  ///   - type: the resource type.
  ///   - id: the logical id.
  ///   - deadline: when to give up.
  /// - Returns: a resource of that type and id, never another.
  /// - Throws: ``FHIRClientError``
  public func read(
    _ type: String, _ id: String, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> Resource {
    guard Self.isTypeName(type), Self.isID(id) else {
      throw FHIRClientError(
        .invalidRequest, at: "\(base)", "a read needs a resource type and an id of letters, digits, - . _")
    }
    let url = try url([type, id])
    let page = try await get(url, bytes: limits.bytes, deadline: deadline)
    guard let resource = Resource(page.root), resource.typeName == type, resource.id == id else {
      throw FHIRClientError(
        .wrongResource, at: url.location, "the server answered with another resource than \(type)/[id]")
    }
    return resource
  }

  /// Fetches the server's CapabilityStatement (`GET [base]/metadata`).
  /// - Parameter deadline: when to give up.
  /// - Returns: the statement.
  /// - Throws: ``FHIRClientError``
  public func capabilityStatement(deadline: ContinuousClock.Instant) async throws(FHIRClientError) -> Resource {
    let url = try url(["metadata"])
    guard let resource = try await Resource(get(url, bytes: limits.bytes, deadline: deadline).root),
      resource.typeName == "CapabilityStatement"
    else { throw FHIRClientError(.wrongResource, at: url.location, "the server's metadata is no CapabilityStatement") }
    return resource
  }

  // MARK: Searching

  /// Searches and follows the pages, within the limits.
  /// - Parameters:
  ///   - query: what to search for.
  ///   - deadline: when to give up, all pages included.
  /// - Returns: what was found; ``SearchResult/isComplete`` tells whether that is all.
  /// - Throws: ``FHIRClientError`` when the first page cannot be had. A later page's failure is a gap of the result.
  public func search(
    _ query: SearchQuery, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> SearchResult {
    guard Self.isTypeName(query.type) else {
      throw FHIRClientError(.invalidRequest, at: "\(base)", "a search needs a resource type")
    }
    var reader = SearchReader(type: query.type, base: base, limits: limits)
    var next: HTTPURL? = try await reader.take(firstPage(query, deadline: deadline))
    while let url = next {
      do throws(FHIRClientError) {
        next = try await reader.take(
          SearchPage(url: url, document: get(url, bytes: reader.bytesLeft, deadline: deadline)))
      } catch {
        next = nil
        reader.fail(error)
      }
    }
    return reader.result
  }

  private func firstPage(
    _ query: SearchQuery, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> SearchPage {
    let text = query.queryText
    if let url = try? base.appending([query.type], query: text.isEmpty ? nil : text),
      url.absoluteString.utf8.count <= limits.urlLength
    {
      return SearchPage(url: url, document: try await get(url, bytes: limits.bytes, deadline: deadline))
    }
    let url = try url([query.type, "_search"])
    let form = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")
    let request = HTTPRequest(
      .post, url, headers: Self.accept + [form], body: Array(text.utf8), token: token, maximumBodyBytes: limits.bytes)
    return SearchPage(url: url, document: try await send(request, deadline: deadline))
  }

  // MARK: Several at once

  /// Asks for several things at once, under one deadline.
  /// - Parameters:
  ///   - queries: what to ask for, by name.
  ///   - deadline: when to give up on what is still missing.
  /// - Returns: an outcome for every name; one failing does not disturb the others.
  public func fetch(
    _ queries: [String: FHIRQuery], deadline: ContinuousClock.Instant
  ) async -> [String: Result<FHIRAnswer, FHIRClientError>] {
    await withTaskGroup(of: (String, Result<FHIRAnswer, FHIRClientError>).self) { group in
      for (name, query) in queries {
        group.addTask { (name, await self.answer(query, deadline: deadline)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func answer(
    _ query: FHIRQuery, deadline: ContinuousClock.Instant
  ) async -> Result<FHIRAnswer, FHIRClientError> {
    do throws(FHIRClientError) {
      switch query {
      case .read(let type, let id): return .success(.resource(try await read(type, id, deadline: deadline)))
      case .search(let query): return .success(.searchset(try await search(query, deadline: deadline)))
      }
    } catch {
      return .failure(error)
    }
  }

  // MARK: Requests

  private static let accept = [HTTPHeader("Accept", "application/fhir+json")]

  private func url(_ segments: [String]) throws(FHIRClientError) -> HTTPURL {
    do {
      return try base.appending(segments)
    } catch {
      throw FHIRClientError(.invalidRequest, at: "\(base)", error.reason)
    }
  }

  func get(
    _ url: HTTPURL, bytes: Int, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> JSONDocument {
    let request = HTTPRequest(.get, url, headers: Self.accept, token: token, maximumBodyBytes: bytes)
    let key = RequestCoalescer.Key(url: url, bytes: bytes, deadline: deadline)
    let result = await coalescer.value(for: key) { () async -> Result<JSONDocument, FHIRClientError> in
      do throws(FHIRClientError) {
        return .success(try await self.send(request, deadline: deadline))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Sends a request; a GET whose connection is lost is sent once more if there is time.
  private func send(
    _ request: HTTPRequest, deadline: ContinuousClock.Instant
  ) async throws(FHIRClientError) -> JSONDocument {
    let response: HTTPResponse
    do throws(HTTPClientError) {
      response = try await http.send(request, deadline: deadline)
    } catch {
      guard error.kind == .connectionLost, request.method == .get, deadline > .now, !Task.isCancelled else {
        throw FHIRClientError(error)
      }
      do throws(HTTPClientError) {
        response = try await http.send(request, deadline: deadline)
      } catch {
        throw FHIRClientError(error)
      }
    }
    return try ResponseReader(response: response, location: request.url.location, limits: limits.json).document()
  }

  // MARK: Names

  private static func isTypeName(_ text: String) -> Bool {
    text.utf8.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } == true
      && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) } && text.utf8.count <= 64
  }

  /// FHIR's id, and the underscores and lengths that servers are known to use beyond it.
  private static func isID(_ text: String) -> Bool {
    (1...256).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._".utf8.contains(byte)
      }
  }
}
