import CDSHooks
import Guidelines
import Reasoning
import TestSupport
import Testing

@Suite("Documents of a plan become source, links and references")
struct CardLinkTests {
  private typealias Content = ApplicationContent

  private static func finding(documentation: String = "", related: String = "") throws -> Finding {
    let card = """
      {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}],"documentation":[\(documentation)]}
      """
    let plan = Content.plan("p", actions: card, more: #","relatedArtifact":[\#(related)]"#)
      .replacing(#""documentation":[]"#, with: #""priority":"routine""#)
      .replacing(#""relatedArtifact":[],"#, with: "")
    let service = try #require(try Content.library([plan]).services.first)
    return try #require(
      try service.model.findings(over: Content.chart(service.requirements), deadline: .patient).first)
  }

  private static func artifact(_ name: String, _ type: String = "documentation", more: String = "") -> String {
    #"{"type":"\#(type)","display":"\#(name)","url":"https://x.example/\#(name)"\#(more)}"#
  }

  @Test("the first documentation is the source, its image the icon; nothing doubles it")
  func source() throws {
    let icon = #","document":{"contentType":"image/png","url":"https://x.example/icon.png"}"#
    let guide = Self.artifact("guide", more: icon)
    let finding = try Self.finding(documentation: guide, related: guide + "," + Self.artifact("page"))
    #expect(finding.source.label == "guide")
    #expect(finding.source.url == "https://x.example/guide")
    #expect(finding.source.icon == "https://x.example/icon.png")
    #expect(finding.links == [CardLink(label: "page", url: "https://x.example/page", kind: .absolute)])
    #expect(finding.citations == [Citation(text: "guide")])
  }

  @Test("a document's own address counts where the artifact has none, unless it is a picture")
  func documents() throws {
    func only(_ type: String) -> String {
      #"{"type":"documentation","display":"d","document":{"contentType":"\#(type)","url":"https://x.example/d"}}"#
    }
    #expect(try Self.finding(documentation: only("application/pdf")).source.url == "https://x.example/d")
    let picture = try Self.finding(documentation: only("image/png")).source
    #expect(picture.url == nil)
    #expect(picture.icon == "https://x.example/d")
  }

  @Test(
    "what is linked",
    arguments: [
      (artifact("a"), ["absolute a"]), (artifact("a", "justification"), ["absolute a"]),
      (artifact("a", "citation"), []), (artifact("a", "depends-on"), []),
      (artifact("a") + "," + artifact("a"), ["absolute a"]),
      (#"{"type":"documentation","display":"a"}"#, []),
      (#"{"type":"documentation","url":"https://x.example/a"}"#, []),
      (#"{"type":"documentation","display":"a","url":"http://x.example/a"}"#, []),
      (#"{"type":"documentation","label":"l","url":"https://x.example/a"}"#, ["absolute l"]),
      (
        artifact("app", more: #","extension":[{"url":"https://x.example/link-type","valueCode":"smart"}]"#),
        ["smart app"]
      ),
    ])
  func links(related: String, links: [String]) throws {
    let finding = try Self.finding(documentation: Self.artifact("source"), related: related)
    #expect(finding.links.map { "\($0.kind.rawValue) \($0.label)" } == links)
  }

  @Test("citations are references that can be opened; documents beside the source are links")
  func references() throws {
    let finding = try Self.finding(
      documentation: [Self.artifact("source"), Self.artifact("paper", "citation"), Self.artifact("more")]
        .joined(separator: ","))
    #expect(
      finding.citations == [
        Citation(text: "source"), Citation(text: "paper", url: "https://x.example/paper"), Citation(text: "more"),
      ])
    #expect(finding.links.map(\.label) == ["more"])
  }

  @Test("a plan without documentation is its own source: the first artifact, else the publisher")
  func fallback() throws {
    let related = try Self.finding(related: Self.artifact("a") + "," + Self.artifact("b"))
    #expect(related.source.label == "a")
    #expect(related.links.map(\.label) == ["b"])
    let made = try Self.finding(related: Self.artifact("FHIRHelpers", "depends-on"))
    #expect(made.source.label == "A publisher")
    #expect(try Self.finding().source.label == "A publisher")
  }
}
