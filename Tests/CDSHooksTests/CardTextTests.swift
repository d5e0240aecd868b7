import CDSHooks
import Testing

@Suite("Text of cards")
struct CardTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("&lt;kept&gt; &amp;", "&lt;kept&gt; &amp;"),
    ("&copy;", "&amp;copy;"), ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
    ("a\u{0}b\u{8}c\u{202E}d\u{9F}", "abcd"), ("a\r\nb\rc", "a\nb\nc"),
    (" eGFR ≥ 60 … 10⁹/L, 5 µg — π ", "eGFR ≥ 60 … 10⁹/L, 5 µg — π"), ("≥ 60 & µ", "≥ 60 &amp; µ"),
    ("µ\u{85}µ\u{2028}µ\u{2029}µ", "µ\nµ\nµ\nµ"), ("µ\u{202A}\u{202E}\u{2066}\u{2069}\u{80}\u{9F}\u{7F}µ", "µµ"),
    ("µ\u{FEFF}\u{FFFE}\u{E0041}\u{1FFFE}😀\tµ", "µ😀  µ"),
    ("\u{2060}\u{2070}\u{2027}\u{202F}\u{A0}é", "\u{2060}\u{2070}\u{2027}\u{202F}\u{A0}é"),
    ("![x](https://evil.example/p.png)", "\\![x]\\(https://evil.example/p.png)"),
    ("[ok](https://good.example/x)", "[ok](https://good.example/x)"),
    ("[no](javascript:alert(1))", "[no]\\(javascript:alert(1))"),
    ("[no]( http://good.example/)", "[no]\\( http://good.example/)"),
    ("[r]: https://evil.example/", "[r]\\: https://evil.example/"), ("wait! [1]", "wait! [1]"),
  ])
  func sanitized(markdown: String, expected: String) {
    let allowed: (String) -> Bool = { $0.hasPrefix("https://good.example/") }
    let once = MarkdownText.sanitize(markdown, linksAllowed: allowed)
    #expect(once == expected)
    #expect(MarkdownText.sanitize(once, linksAllowed: allowed) == once, "twice is once")
  }

  @Test(arguments: [
    ("Doe, *Jane* [x](y)", "Doe, \\*Jane\\* \\[x\\](y)"), ("<b>&", "&lt;b&gt;&amp;"), ("a_b`c|d", "a\\_b\\`c\\|d"),
    ("line\nbreak", "line break"), ("see http://evil.example", "see http:\\/\\/evil.example"),
    ("28 mL/min/1.73m2", "28 mL/min/1.73m2"),
  ])
  func escaped(text: String, expected: String) {
    #expect(MarkdownText.escape(text) == expected)
    #expect(MarkdownText.plain(expected) == PlainText.line(text), "what is escaped reads as it was")
  }

  @Test(arguments: [
    ("**Facts**\n\n- eGFR: 28\n* b", "Facts\n\n- eGFR: 28\n- b"), ("# Title\ntext", "Title\ntext"),
    ("[KDIGO](https://kdigo.org/)", "KDIGO (https://kdigo.org/)"), ("`code` &lt;30", "code <30"),
    ("#1 problem", "#1 problem"),
  ])
  func reduced(markdown: String, expected: String) { #expect(MarkdownText.plain(markdown) == expected) }

  @Test(arguments: [
    ("  a  b\n\tc ", "a b c"), ("K <5", "K <5"), ("<b>", "< b>"), ("</b><!x>", "< /b>< !x>"), ("<\u{0}b", "< b"),
    ("", ""),
  ])
  func lines(text: String, expected: String) {
    #expect(PlainText.line(text) == expected)
    #expect(PlainText.line(expected) == expected)
  }

  @Test(arguments: [
    ("one two three", 9, "one two…"), ("abcdefghij", 5, "abcd…"), ("fits", 4, "fits"), ("ab", 1, "…"), ("ab", 0, ""),
  ])
  func shortened(text: String, limit: Int, expected: String) { #expect(PlainText.shorten(text, to: limit) == expected) }
}
