import ModelGateway

/// A model card as a page that needs no script. All text goes through ``escape(_:)``.
struct ModelCardPage {
  let site: String

  func list(_ cards: [ModelCard]) -> String {
    let rows = cards.map { card in
      "<tr><td><a href=\"/models/\(Self.escape(Self.segment(card.id)))\">\(Self.escape(card.name))</a></td>"
        + "<td>\(Self.kind(card.kind))</td><td>\(Self.escape(card.version))</td></tr>"
    }
    return page(
      "Models",
      "<p>Everything that reasons over charts here: rules that this service runs itself, and models that others own and "
        + "host.</p><table><thead><tr><th scope=\"col\">Model</th><th scope=\"col\">Kind</th>"
        + "<th scope=\"col\">Version</th></tr></thead><tbody>\(rows.joined())</tbody></table>")
  }

  func page(_ card: ModelCard, _ report: ModelReport) -> String {
    var body = "<p>\(Self.kind(card.kind)), version \(Self.escape(card.version)). <a href=\"/models\">All models</a>. "
    body += "<a href=\"?format=json\">As JSON</a>.</p>"
    var group: String?
    for (attribute, statement) in card.rows(report) {
      if attribute.group != group {
        body += group == nil ? "" : "</tbody></table>"
        body += "<h2>\(attribute.group)</h2><table><tbody>"
        group = attribute.group
      }
      let text =
        switch statement {
        case .known(let text): Self.escape(text)
        case .unknown(let reason): "<span class=\"unknown\">Not known. \(Self.escape(reason))</span>"
        }
      body += "<tr><th scope=\"row\">\(attribute.title)\(Self.sources(attribute))</th><td>\(text)</td></tr>"
    }
    return page(card.name, body + "</tbody></table>")
  }

  private func page(_ title: String, _ body: String) -> String {
    "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      + "<title>\(Self.escape(title)) – \(Self.escape(site))</title><link rel=\"stylesheet\" href=\"/models/style.css\">"
      + "</head><body><main><h1>\(Self.escape(title))</h1>\(body)</main></body></html>"
  }

  /// Which lines of the two schemes an attribute answers.
  private static func sources(_ attribute: ModelCardAttribute) -> String {
    var names: [String] = []
    if !attribute.evidenceBased.isEmpty {
      names.append("HTI-1 evidence-based \(attribute.evidenceBased.map(String.init).joined(separator: ", "))")
    }
    if !attribute.predictive.isEmpty {
      names.append("HTI-1 predictive \(attribute.predictive.map(String.init).joined(separator: ", "))")
    }
    if let chai = attribute.chai { names.append("CHAI \(chai)") }
    return names.isEmpty ? "" : "<small>\(escape(names.joined(separator: " · ")))</small>"
  }

  private static func kind(_ kind: ModelCard.Kind) -> String {
    switch kind {
    case .embedded: "Rules, run here"
    case .remote: "Remote reasoning model"
    }
  }

  /// An id as a path segment: content's ids are FHIR ids, which need no encoding; anything else is not linked.
  private static func segment(_ id: String) -> String {
    id.utf8.allSatisfy {
      $0 == 0x2D || $0 == 0x2E || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
      ? id : ""
  }

  static func escape(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.append(character)
      }
    }
    return out
  }

  static let style = """
    body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff}main{max-width:60rem;margin:0 auto;padding:1.5rem}
    h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}table{border-collapse:collapse;width:100%}
    th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}
    tbody th{width:18rem;font-weight:600}small{display:block;font-weight:400;color:#595959}.unknown{color:#595959;font-style:italic}
    a{color:#0b5cad}@media (max-width:40rem){tbody th,tbody td{display:block;width:auto;border:0}tbody tr{border-bottom:1px solid #ddd;display:block}}
    @media (prefers-color-scheme:dark){body{background:#141414;color:#eee}small,.unknown{color:#aaa}a{color:#7db8f5}th,td{border-color:#333}}
    """
}
