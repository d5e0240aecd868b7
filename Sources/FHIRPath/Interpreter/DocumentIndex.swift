import FHIR
import JSON

/// The resources of one document that references inside it can reach: the entries of a Bundle, by URL and by type and id.
struct DocumentIndex {
  private var byURL: [String: Int] = [:]
  private var byTypeAndID: [String: Int] = [:]

  init(_ document: JSONDocument) {
    guard document.root[.resourceType].stringEquals("Bundle") else { return }
    for entry in document.root[.entry].elements {
      guard let resource = entry[.resource] else { continue }
      if let url = entry[.fullUrl].string, byURL[url] == nil { byURL[url] = resource.index }
      if let key = Resource(resource)?.reference, byTypeAndID[key] == nil { byTypeAndID[key] = resource.index }
    }
  }

  /// The entry to which `reference` points.
  func find(_ reference: Reference) -> Int? {
    switch reference.target {
    case .relative(let type, let id, _): byTypeAndID["\(type)/\(id)"]
    case .absolute(let base, let type, let id, _): byURL["\(base)/\(type)/\(id)"]
    case .uuid(let url), .oid(let url), .url(let url): byURL[url]
    case .contained, .logical, .unreadable: nil
    }
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
