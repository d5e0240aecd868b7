import FHIR
import JSON
import SMART

/// Turns the entries of a bundle into resources of one server: each has an id, and refers to others as `Type/id`.
enum BundleLocalization {
  /// A replacement in the document's text; an empty range inserts.
  private struct Edit {
    let range: Range<Int>
    let text: [UInt8]
  }

  static func localize(_ bytes: [UInt8]) throws(JSONError) -> JSONDocument {
    let document = try JSONDocument(fhir: bytes)
    guard document.root[.resourceType].stringEquals("Bundle") else { return document }
    var edits: [Edit] = []
    var addresses: [String: String] = [:]
    for entry in document.root[.entry].elements {
      guard let resource = entry[.resource], let type = resource[.resourceType].string else { continue }
      let fullURL = entry[.fullUrl].string
      let id: String
      if let known = resource[.id].string {
        id = known
      } else {
        id = fullURL.flatMap(uuid) ?? SecureRandom.uuid()
        let start = Int(resource.node.start) + 1
        edits.append(Edit(range: start..<start, text: Array("\"id\":\"\(id)\",".utf8)))
      }
      if let fullURL { addresses[fullURL] = "\(type)/\(id)" }
    }
    if let key = document.keyID(of: "reference") {
      for node in document.nodes where node.keyID == key && node.kind == .string {
        let range = Int(node.start)..<Int(node.end)
        let text = String(decoding: document.bytes[range], as: UTF8.self)
        if let local = addresses[text] { edits.append(Edit(range: range, text: Array(local.utf8))) }
      }
    }
    return edits.isEmpty ? document : try JSONDocument(fhir: apply(edits, to: document.bytes))
  }

  private static func uuid(_ fullURL: String) -> String? {
    guard fullURL.hasPrefix("urn:uuid:") else { return nil }
    return String(fullURL.dropFirst(9))
  }

  private static func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[copied..<edit.range.lowerBound]
      result += edit.text
      copied = edit.range.upperBound
    }
    return result + bytes[copied...]
  }
}
