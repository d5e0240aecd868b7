public import Deidentification
public import HTTPClient
import JSON
import SMART

/// The second pass over free texts by the de-identification service of Azure Health Data Services. It is sent what the first
/// pass has masked already, asked to tag, and masked here: the service never writes a text of ours.
///
/// Source: Azure Health Data Services, de-identification service, `POST /deid`, API version 2024-11-15.
public struct AzureTextReview: FreeTextReview {
  /// The version of the API that is spoken.
  public static let apiVersion = "2024-11-15"
  /// The scope of its tokens in Entra ID.
  public static let scope = "https://deid.azure.com/.default"

  /// Why nothing was reviewed.
  public enum Failure: Error, Sendable, Equatable {
    /// The call failed.
    case call(ModelCallError)
    /// The answer cannot be read, or does not fit what was asked.
    case unreadable
  }

  /// The service takes 48,000 characters of text and 50 kB a request; escapes take their part.
  static let requestBytes = 24_000
  /// Between texts: nothing reads across it.
  static let separator = "\n\n"

  private let base: BaseURL
  private let version: String
  private let credential: ModelCredential
  private let http: HTTPClient
  private let patience: Duration

  /// A review.
  /// - Parameters:
  ///   - base: the service's URL.
  ///   - version: the API version.
  ///   - credential: how calls are authorised.
  ///   - http: sends them.
  ///   - patience: how long all calls of one review may take.
  public init(
    base: BaseURL, version: String = AzureTextReview.apiVersion, credential: ModelCredential, http: HTTPClient,
    patience: Duration = .seconds(20)
  ) {
    self.base = base
    self.version = version
    self.credential = credential
    self.http = http
    self.patience = patience
  }

  /// Masks what the service finds; a text too long to be sent must not leave.
  /// - Throws: ``Failure``.
  public func review(_ texts: [String]) async throws -> [String?] {
    let deadline = ContinuousClock.now + patience
    var reviewed: [String?] = Array(repeating: nil, count: texts.count)
    var batch: [Int] = []
    var size = 0
    for (index, text) in texts.enumerated() where text.utf8.count <= Self.requestBytes {
      let needed = text.utf8.count + Self.separator.utf8.count
      if size + needed > Self.requestBytes, !batch.isEmpty {
        try await review(batch, of: texts, into: &reviewed, deadline)
        batch = []
        size = 0
      }
      batch.append(index)
      size += needed
    }
    if !batch.isEmpty { try await review(batch, of: texts, into: &reviewed, deadline) }
    return reviewed
  }

  private func review(
    _ batch: [Int], of texts: [String], into reviewed: inout [String?], _ deadline: ContinuousClock.Instant
  ) async throws(Failure) {
    let whole = Array(batch.map { texts[$0] }.joined(separator: Self.separator).utf8)
    let found = try await entities(in: whole, deadline)
    var start = 0
    for index in batch {
      let end = start + texts[index].utf8.count
      reviewed[index] = Self.masked(whole, start..<end, found)
      start = end + Self.separator.utf8.count
    }
  }

  /// What the service found, by bytes.
  private struct Entity {
    let range: Range<Int>
    let mask: String
  }

  private func entities(in text: [UInt8], _ deadline: ContinuousClock.Instant) async throws(Failure) -> [Entity] {
    let answer = try await ask(text, deadline)
    guard
      let root = (try? JSONDocument(parsing: answer, limits: JSONLimits(bytes: 4 << 20, depth: 16, nodes: 200_000)))?
        .root, let list = root["taggerResult"]?["entities"], list.isArray
    else { throw .unreadable }
    var entities: [Entity] = []
    for item in list.elements {
      guard let offset = item["offset"]["utf8"].int, let length = item["length"]["utf8"].int, offset >= 0, length > 0,
        offset <= text.count, length <= text.count - offset
      else { throw .unreadable }
      let range = offset..<(offset + length)
      // Offsets in another unit than ours would mask the wrong words.
      if let quoted = item["text"].string, Array(quoted.utf8) != Array(text[range]) { throw .unreadable }
      entities.append(Entity(range: range, mask: Self.mask(of: item["category"].string)))
    }
    return entities.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func ask(_ text: [UInt8], _ deadline: ContinuousClock.Instant) async throws(Failure) -> [UInt8] {
    let body: JSONTree = ["inputText": .string(String(decoding: text, as: UTF8.self)), "operation": "Tag"]
    var headers = [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Accept", "application/json")]
    let response: HTTPResponse
    do throws(ModelCallError) {
      let (field, token) = try await credential.authorization(deadline: deadline)
      if let field { headers.append(field) }
      guard let url = try? base.appending(["deid"], query: SearchPair("api-version", version).description) else {
        throw .transport(.invalidRequest)
      }
      let request = HTTPRequest(
        .post, url, headers: headers, body: body.serialized(), token: token, maximumBodyBytes: 4 << 20)
      do throws(HTTPClientError) {
        response = try await http.send(request, deadline: deadline)
      } catch {
        throw ModelClient.error(of: error)
      }
      guard response.status == 200 else { throw StatusReader.error(of: response) }
    } catch {
      throw .call(error)
    }
    return response.body
  }

  /// A text of the whole with every entity that touches it masked.
  private static func masked(_ whole: [UInt8], _ range: Range<Int>, _ entities: [Entity]) -> String {
    var out: [UInt8] = []
    var place = range.lowerBound
    for entity in entities where entity.range.overlaps(range) && entity.range.upperBound > place {
      out += whole[place..<max(place, entity.range.lowerBound)]
      out += Array(entity.mask.utf8)
      place = min(entity.range.upperBound, range.upperBound)
    }
    return String(decoding: out + whole[place..<range.upperBound], as: UTF8.self)
  }

  /// `[DOCTOR]`; the category only if it is a plain word.
  private static func mask(of category: String?) -> String {
    guard let category, (1...30).contains(category.utf8.count),
      category.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
    else { return "[REMOVED]" }
    return "[\(category.uppercased())]"
  }
}
