import FHIR
import HTTPClient
import JSON

/// A page as received and where from.
struct SearchPage {
  let url: HTTPURL
  let document: JSONDocument
}

/// Collects a search's pages and decides whether to ask for another.
struct SearchReader {
  private(set) var result = SearchResult()
  private let type: String
  private let base: BaseURL
  private let limits: FHIRClientLimits
  private var bytes = 0
  private var visited: Set<HTTPURL> = []

  init(type: String, base: BaseURL, limits: FHIRClientLimits) {
    self.type = type
    self.base = base
    self.limits = limits
  }

  /// What a further page may weigh.
  var bytesLeft: Int { max(0, limits.bytes - bytes) }

  /// Takes a page in. Returns the next page's URL, if there is one to be asked for.
  mutating func take(_ page: SearchPage) throws(FHIRClientError) -> HTTPURL? {
    let bundle = page.document.root
    guard bundle[.resourceType].stringEquals("Bundle") else {
      throw FHIRClientError(
        .wrongResource, at: page.url.location, "the server answered a search with another resource than a Bundle")
    }
    visited.insert(page.url)
    bytes += page.document.bytes.count
    if result.pages.isEmpty { result.total = bundle["total"].int }
    guard bundle[.entry].map({ $0.isArray || $0.isNull }) ?? true else {
      throw FHIRClientError(.wrongResource, at: page.url.location, "Bundle.entry is no list")
    }
    let before = result
    result.pages.append(page.document)
    for entry in bundle[.entry].elements {
      guard result.entryCount < limits.entries else {
        result.gap = .entryLimit(limits.entries)
        return nil
      }
      guard take(entry) else {
        result = before
        throw FHIRClientError(
          .wrongResource, at: page.url.location, "an entry that should match is no \(type) (or no resource at all)")
      }
    }
    return next(after: page, bundle)
  }

  /// Notes that a later page could not be had.
  mutating func fail(_ error: FHIRClientError) {
    result.gap = error.kind == .transport(.bodyTooLarge) ? .byteLimit(limits.bytes) : .pageFailed(error)
  }

  private mutating func take(_ entry: JSONValue) -> Bool {
    let mode = entry["search"]["mode"].string
    // An entry without a resource may be a failed part of a batch: what matched there is not known.
    guard let resource = Resource(entry[.resource]) else { return false }
    if mode == "outcome" || resource.isType("OperationOutcome") {
      if let outcome = OperationOutcome(resource.value) { result.outcomes.append(outcome) }
    } else if resource.typeName == type && mode != "include" {
      result.matches.append(resource)
    } else if mode == "match" {
      return false
    } else {
      result.included.append(resource)  // servers that say no mode still include
    }
    return true
  }

  private mutating func next(after page: SearchPage, _ bundle: JSONValue) -> HTTPURL? {
    guard let link = bundle["link"].elements.first(where: { $0["relation"].stringEquals("next") }) else { return nil }
    guard let text = link["url"].string, let url = resolve(text, from: page.url) else {
      result.gap = .nextLinkRefused("it is no URL")
      return nil
    }
    guard base.isPrefix(of: url) else {
      result.gap = .nextLinkRefused("it leads away from \(base)")
      return nil
    }
    guard !visited.contains(url) else {
      result.gap = .nextLinkRefused("it leads to a page that was read already")
      return nil
    }
    guard result.pages.count < limits.pages else {
      result.gap = .pageLimit(limits.pages)
      return nil
    }
    guard result.entryCount < limits.entries else {
      result.gap = .entryLimit(limits.entries)
      return nil
    }
    guard bytesLeft > 0 else {
      result.gap = .byteLimit(limits.bytes)
      return nil
    }
    return url
  }

  /// Links are absolute, or relative to the base (R4, Bundle.link.url).
  private func resolve(_ text: String, from page: HTTPURL) -> HTTPURL? {
    if let url = try? page.resolving(text) { return url }
    guard !text.contains("://"), !text.hasPrefix("/") else { return nil }
    return try? HTTPURL(base.absoluteString + "/" + text)
  }
}
