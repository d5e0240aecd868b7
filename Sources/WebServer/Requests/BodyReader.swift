import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1

/// Reads a request's body whole, under the limits, and decompresses it.
struct BodyReader {
  let limits: WebServerConfiguration.Limits
  let budget: BodyBudget

  /// What was read, and what of the budget must be given back when the request is done.
  struct Body {
    var bytes: [UInt8] = []
    var charged = 0
    /// True when reading began; a body can be iterated once only.
    var wasStarted = false
    /// True when the body was read to its end, so that the connection can carry another request.
    var isComplete = false
  }

  /// Checks what the head says of the body, before any of it is read.
  func check(_ headers: HTTPFields, rule: BodyRule) throws(WebProblem) -> Coding {
    guard !rule.mediaTypes.isEmpty else { return .identity }
    guard let written = headers[.contentType], let type = MediaType(contentType: written) else {
      throw .unsupportedMediaType("The request needs a Content-Type: \(names(of: rule)).")
    }
    guard rule.mediaTypes.contains(type) else {
      throw .unsupportedMediaType("The Content-Type must be \(names(of: rule)).")
    }
    let coding = try coding(of: headers)
    if let written = headers[.contentLength] {
      guard let length = Int(written), length >= 0 else {
        throw WebProblem(.badRequest, code: .invalid, "The Content-Length is not a number.")
      }
      guard length <= limit(of: rule) else { throw .tooLarge(limit: limit(of: rule)) }
    }
    return coding
  }

  enum Coding { case identity, gzip }

  private func coding(of headers: HTTPFields) throws(WebProblem) -> Coding {
    guard let written = headers[.contentEncoding] else { return .identity }
    switch written.lowercased() {
    case "", "identity": return .identity
    case "gzip", "x-gzip": return .gzip
    default: throw .unsupportedMediaType("The Content-Encoding must be gzip, or absent.", acceptEncoding: true)
    }
  }

  /// Reads the body.
  /// `expected`: the Content-Length, when the head gave one.
  func read(_ body: RequestBody, coding: Coding, rule: BodyRule, expected: Int?, into result: inout Body) async throws {
    let limit = limit(of: rule)
    var inflater: GzipInflater?
    if coding == .gzip {
      inflater = GzipInflater(maximumBytes: limit)
      guard inflater != nil else {
        throw WebProblem(.internalServerError, code: .exception, "The body could not be read.")
      }
    }
    result.wasStarted = true
    var received = 0
    for try await buffer in body {
      received += buffer.readableBytes
      guard received <= limit else { throw WebProblem.tooLarge(limit: limit) }
      let before = result.bytes.count
      if inflater == nil {
        if before == 0, let expected { result.bytes.reserveCapacity(min(expected, 1 << 20)) }
        // As raw bytes: appending the buffer's view goes byte by byte.
        buffer.withUnsafeReadableBytes { result.bytes.append(contentsOf: $0) }
      } else {
        do {
          try buffer.withUnsafeReadableBytes { try inflater?.inflate($0, into: &result.bytes) }
        } catch GzipInflater.Failure.tooLarge {
          throw WebProblem.tooLarge(limit: limit)
        } catch {
          throw WebProblem(.badRequest, code: .structure, "The gzip body is damaged.")
        }
      }
      let grown = result.bytes.count - before
      guard budget.take(grown) else { throw WebProblem.overloaded }
      result.charged += grown
    }
    // A connection that closes in mid-body ends the sequence without an error.
    if let expected, received != expected { throw BodyEndedEarly() }
    if let inflater, !inflater.isFinished {
      result.isComplete = true
      throw WebProblem(.badRequest, code: .structure, "The gzip body ends too early.")
    }
    result.isComplete = true
  }

  private func limit(of rule: BodyRule) -> Int { min(limits.maximumBodyBytes, rule.maximumBytes ?? .max) }

  private func names(of rule: BodyRule) -> String { rule.mediaTypes.map(\.essence).joined(separator: " or ") }
}

/// The client closed its side before the body's end: nobody is there to be answered.
struct BodyEndedEarly: Error {}
