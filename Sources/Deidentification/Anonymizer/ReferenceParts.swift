import FHIR

/// A reference's text cut into what may stay and the id that is hashed.
struct ReferenceParts {
  var prefix: String
  var id: String
  var suffix: String

  init(prefix: String, id: String, suffix: String) {
    self.prefix = prefix
    self.id = id
    self.suffix = suffix
  }

  init(_ text: String) {
    switch Reference(parsing: text).target {
    case .contained(let id): self.init(prefix: "#", id: id, suffix: "")
    case .relative(let type, let id, let version):
      self.init(prefix: type + "/", id: id, suffix: version.map { "/_history/" + $0 } ?? "")
    case .absolute(let base, let type, let id, let version):
      self.init(prefix: base + "/" + type + "/", id: id, suffix: version.map { "/_history/" + $0 } ?? "")
    case .uuid(let text): self.init(prefix: "urn:uuid:", id: String(text.dropFirst(9)), suffix: "")
    case .oid(let text): self.init(prefix: "urn:oid:", id: String(text.dropFirst(8)), suffix: "")
    case .url, .logical, .unreadable: self.init(prefix: "", id: text, suffix: "")
    }
  }
}
