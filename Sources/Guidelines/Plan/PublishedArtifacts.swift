import CDSHooks
import JSON
import Reasoning

/// What a card's `documentation` and its plan's `relatedArtifact`s become: the source, links and references.
///
/// The first documentation with a name is the source, its image the icon. Further documents (`documentation`,
/// `justification`), the plan's included, are links; citations are references in the card's detail, since a bibliography of
/// links would be read by nobody. Whatever the source's address is, it stands once.
struct PublishedArtifacts {
  private static let linked: Set<String> = ["documentation", "justification"]
  private static let told = linked.union(["citation"])
  /// Longer texts are no links in plain text.
  private static let maximumLinkedText = 280

  /// Nil where nothing says who stands behind the card.
  let source: CardSource?
  let links: [CardLink]
  let citations: [Citation]

  init(documentation: [JSONValue], plan: JSONValue, topic: Coding?) {
    // What a plan is made of, or replaces, tells nobody who stands behind it.
    let related = plan["relatedArtifact"].elements.filter { Self.told.contains($0["type"].string ?? "") }
    // Else the plan's first artifact, its publisher or its title.
    let named = (documentation + related).first { Self.name($0) != nil }
    let label = named.flatMap(Self.name) ?? plan["publisher"].string ?? plan["title"].string
    let url = named.flatMap(Self.url)
    source = label.map { CardSource(label: $0, url: url, icon: named.flatMap(Self.icon), topic: topic) }
    var links: [CardLink] = []
    for element in documentation + related where Self.linked.contains(element["type"].string ?? "") {
      guard let label = Self.name(element), let link = Self.url(element), AbsoluteURL.isSecure(link), link != url,
        !links.contains(where: { $0.url == link })
      else { continue }
      links.append(CardLink(label: label, url: link, kind: Self.kind(element)))
    }
    self.links = links
    citations = documentation.compactMap { element in
      guard let text = element["citation"].string ?? element["display"].string else { return nil }
      let address = Self.url(element).flatMap { link in
        link == url || links.contains { $0.url == link } || MarkdownText.escape(text).count > Self.maximumLinkedText
          ? nil : link
      }
      return Citation(text: text, url: address)
    }
  }

  private static func name(_ element: JSONValue) -> String? { element["display"].string ?? element["label"].string }

  /// The address: the artifact's, else its document's, where that is no image.
  private static func url(_ element: JSONValue) -> String? {
    element["url"].string ?? (isImage(element) ? nil : element["document"]["url"].string)
  }

  private static func icon(_ element: JSONValue) -> String? {
    isImage(element) ? element["document"]["url"].string : nil
  }

  private static func isImage(_ element: JSONValue) -> Bool {
    element["document"]["contentType"].string?.hasPrefix("image/") ?? false
  }

  /// How the link is opened: an extension whose value is `smart` makes it the launch of a SMART app.
  private static func kind(_ element: JSONValue) -> CardLink.Kind {
    let isSMART = element["extension"].elements.contains { found in
      ["valueCode", "valueString", "valueUri"].contains { found[$0]?.string == CardLink.Kind.smart.rawValue }
    }
    return isSMART ? .smart : .absolute
  }
}
