import FHIR
import JSON

/// The resources of one document that references inside it can reach: the entries of a Bundle, by URL and by type and id.
/// Rules: FHIR R4, "Resolving references in Bundles".
struct DocumentIndex {
  private let document: JSONDocument
  private var byURL: [String: Int] = [:]
  /// The first entry of a type and id; none where two servers have one each, since neither may be guessed.
  private var byTypeAndID: [String: (resource: Int?, base: String?)] = [:]
  /// The resources of the entries in document order, each with the server that its `fullUrl` names.
  private var entries: [(resource: Int, base: String?)] = []

  init(_ document: JSONDocument) {
    self.document = document
    guard document.root[.resourceType].stringEquals("Bundle") else { return }
    for entry in document.root[.entry].elements {
      guard let resource = entry[.resource] else { continue }
      let url = entry[.fullUrl].string
      if let url, byURL[url] == nil { byURL[url] = resource.index }
      var base: String?
      if case .absolute(let server, _, _, _)? = url.map(Reference.init(parsing:))?.target { base = server }
      entries.append((resource.index, base))
      guard let key = Resource(resource)?.reference else { continue }
      let known = byTypeAndID[key]
      if known == nil { byTypeAndID[key] = (resource.index, base) }
      if let other = known?.base, let base, other != base { byTypeAndID[key] = (nil, other) }
    }
  }

  /// The entry to which `reference`, found at `place` of the document, points.
  func find(_ reference: Reference, from place: Int) -> Int? {
    switch reference.target {
    case .relative(let type, let id, let version):
      let key = "\(type)/\(id)"
      let near = base(around: place).flatMap { byURL["\($0)/\(key)"] }
      return matching(version, near ?? byTypeAndID[key]?.resource)
    case .absolute(let base, let type, let id, let version): return matching(version, byURL["\(base)/\(type)/\(id)"])
    case .uuid(let url), .oid(let url), .url(let url): return byURL[url]
    case .contained, .logical, .unreadable: return nil
    }
  }

  /// A versioned reference finds that version, or a resource that states none.
  private func matching(_ version: String?, _ resource: Int?) -> Int? {
    guard let version, let resource else { return resource }
    let stated = Resource(JSONValue(document: document, index: resource))?.versionID
    return stated == nil || stated == version ? resource : nil
  }

  /// The server of the entry around a place.
  private func base(around place: Int) -> String? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].resource <= place { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : entries[low - 1].base
  }

  /// The resource around `index` that holds contained resources: the outermost one that is no Bundle and no Parameters.
  static func container(of index: Int, in document: JSONDocument) -> JSONValue? {
    let tape = document.nodes
    var at = 0
    while true {
      let value = JSONValue(document: document, index: at)
      if value.isObject, let type = value[.resourceType].string, type != "Bundle", type != "Parameters" { return value }
      guard at < index, value.isObject || value.isArray else { return nil }
      var child = at + 1
      while child < Int(tape[at].next), Int(tape[child].next) <= index { child = Int(tape[child].next) }
      guard child < Int(tape[at].next) else { return nil }
      at = child
    }
  }
}
